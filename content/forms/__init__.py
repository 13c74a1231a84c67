"""What people send in, as clean values."""

from content.forms.editing import SafetyForm, SendBackForm, WithdrawalForm
from content.forms.family import DOOR_WORDS, LINK_REFUSALS, LineForm
from content.forms.sent import MISSING, STORY_REFUSALS, ReturnForm, SendForm, StoryForm, read_files, say

__all__ = [
    "DOOR_WORDS",
    "LINK_REFUSALS",
    "MISSING",
    "STORY_REFUSALS",
    "LineForm",
    "ReturnForm",
    "SafetyForm",
    "SendBackForm",
    "SendForm",
    "WithdrawalForm",
    "StoryForm",
    "read_files",
    "say",
]
