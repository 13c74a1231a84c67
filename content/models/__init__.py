"""The kinds of pages, each in a file of its own, and the step at which a second editor reads them."""

from .boundary import BoundaryItem, BoundaryListPage
from .case import CasePage
from .film import FilmPage
from .notice import NoticePage
from .places import HomePage, LibraryPage, SectionPage
from .regulation import RegulationPage
from .second_editor import SecondEditorTask
from .story import StoryPage
from .study import PageTopic, StudyPage, Topic, kinds

__all__ = [
    "BoundaryItem",
    "BoundaryListPage",
    "CasePage",
    "FilmPage",
    "HomePage",
    "LibraryPage",
    "NoticePage",
    "PageTopic",
    "RegulationPage",
    "SecondEditorTask",
    "SectionPage",
    "StoryPage",
    "StudyPage",
    "Topic",
    "kinds",
]
