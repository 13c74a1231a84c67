"""What changes the library of regulations and the index of what cites it. Texts, once saved, never change."""

from regulations.actions.citing import forget_citations, keep_citation, note_citations, outdate_citations
from regulations.actions.editing import (
    DiscardRefused,
    EffectRefused,
    NameTaken,
    RepealRefused,
    correct_version,
    describe_regulation,
    discard_version,
    repeal_version,
)
from regulations.actions.saving import Saved, VersionRefused, save_regulation

__all__ = [
    "DiscardRefused",
    "EffectRefused",
    "correct_version",
    "discard_version",
    "NameTaken",
    "RepealRefused",
    "Saved",
    "VersionRefused",
    "describe_regulation",
    "forget_citations",
    "keep_citation",
    "note_citations",
    "outdate_citations",
    "repeal_version",
    "save_regulation",
]
