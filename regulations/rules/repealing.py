"""When a version can have been repealed."""

from datetime import date


class RepealRefused(Exception):
    """The day on which a version is said to have been repealed cannot be: `effective_on` is the day it took effect."""

    def __init__(self, effective_on: date):
        super().__init__("A version cannot be repealed before it took effect.")
        self.effective_on = effective_on


def check_repeal(*, on: date | None, effective_on: date) -> None:
    """Refuse a day that is not after the one on which the version took effect. None takes a repeal back."""
    if on and on <= effective_on:
        raise RepealRefused(effective_on)
