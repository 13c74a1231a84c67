"""The texts of the invented park."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent


def read(name):
    """Give one file of the park as a dict."""
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def read_all(folder):
    """Give every file of a folder of the park, in the order of their names."""
    return [read(file.relative_to(FOLDER)) for file in sorted((FOLDER / folder).glob("*.toml"))]
