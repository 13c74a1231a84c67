"""The kinds of pages, each in a file of its own, and the step at which a second editor reads them."""

from .audience import Audience, Withdrawal, meant_for
from .boundary import BoundaryItem, BoundaryListPage
from .case import CasePage
from .family import FamilyLine, FamilyLink
from .film import FilmPage, FilmQuestion
from .notice import NoticePage
from .places import HomePage, LibraryPage, SectionPage
from .regulation import RegulationPage
from .second_editor import AGAIN, SecondEditorTask, changed_since, missing_parts
from .sent import SentPicture, SentStory
from .story import StoryPage
from .study import PageTopic, StudyPage, Topic, kinds

__all__ = [
    "AGAIN",
    "Audience",
    "BoundaryItem",
    "BoundaryListPage",
    "CasePage",
    "FamilyLine",
    "FamilyLink",
    "FilmPage",
    "FilmQuestion",
    "HomePage",
    "LibraryPage",
    "NoticePage",
    "PageTopic",
    "RegulationPage",
    "SecondEditorTask",
    "SectionPage",
    "SentPicture",
    "SentStory",
    "StoryPage",
    "StudyPage",
    "Topic",
    "Withdrawal",
    "changed_since",
    "kinds",
    "meant_for",
    "missing_parts",
]
