"""《莲》: what a grandmother by a pond left to a clerk at a service window."""

from demo.films.lotus.story import scenes
from demo.films.lotus.words import CAPTIONS, MELODY, TITLE

__all__ = ["CAPTIONS", "MELODY", "TITLE", "scenes"]
