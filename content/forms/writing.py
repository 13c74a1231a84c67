"""The editor of running text, as Wagtail has it, but for two things."""

from django.forms import Media
from wagtail.admin.rich_text import DraftailRichTextArea

NOTHING = "null"  # what the browser's editor itself writes where nothing stands


class RichTextArea(DraftailRichTextArea):
    """Empty text stays empty when a form is sent before the browser's editor is there.

    Wagtail would take it for an empty paragraph: a change, and made by whoever only came to approve. And what is pasted
    from Word comes without the words that were struck out there.
    """

    def format_value(self, value):
        return super().format_value(value) if value else NOTHING

    @property
    def media(self):
        return super().media + Media(js=["content/word.js"])
