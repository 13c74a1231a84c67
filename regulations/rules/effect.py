"""On which day a version can have taken effect."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Dated:
    """What is asked of another version of the same regulation: its name and its two days."""

    name: str
    promulgated_on: date
    effective_on: date


class EffectRefused(Exception):
    """The day on which a version is said to have taken effect cannot be: `code` is early, repealed or disordered.

    `day` is the one that forbids it, `version` the name of the version whose day it is.
    """

    def __init__(self, code: str, day: date, version: str = ""):
        super().__init__(code)
        self.code, self.day, self.version = code, day, version


def check_effect(*, on: date, promulgated_on: date, repealed_on: date | None, others: Iterable[Dated]) -> None:
    """Refuse a day before the promulgation or after the repeal, or one that takes versions out of their order."""
    if on < promulgated_on:
        raise EffectRefused("early", promulgated_on)
    if repealed_on and on >= repealed_on:
        raise EffectRefused("repealed", repealed_on)
    for other in others:
        # What was promulgated later would end before it begins, and the older wording hold again.
        first, second = (on, other.effective_on) if other.promulgated_on > promulgated_on else (other.effective_on, on)
        if first > second:
            raise EffectRefused("disordered", other.effective_on, other.name)
