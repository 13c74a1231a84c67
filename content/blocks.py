"""What an editor can put in a page. No raw HTML and no embeds: everything here is safe to show as it is."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from regulations.rules.citations import read_citation

# What the rich text editor offers, everywhere.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


def check_citation(text):
    """Refuse what is not one citation. Whether there is such an article is asked when the page is shown."""
    if read_citation(text) is None:
        raise ValidationError(
            _("“%(text)s” is not a citation. Write it like 《监察法》第四条第二款."), params={"text": text}
        )


class ParagraphsBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraphs")


class HeadingBlock(blocks.CharBlock):
    """A heading inside running text."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "content/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    """A picture with the words that stand for it."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"), max_length=200, help_text=_("What the picture shows, for those who cannot see it.")
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "content/blocks/picture.html"


class QuotationBlock(blocks.StructBlock):
    """What somebody said, and who."""

    words = blocks.TextBlock(label=_("What was said"))
    source = blocks.CharBlock(label=_("Who said it"), max_length=100, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "content/blocks/quotation.html"


class MomentBlock(blocks.StructBlock):
    """One moment of a timeline."""

    when = blocks.CharBlock(label=_("When"), max_length=40)
    text = blocks.TextBlock(label=_("What happened"))

    class Meta:
        label = _("Moment")


class TimelineBlock(blocks.ListBlock):
    """Moments in the order in which they happened."""

    def __init__(self, **kwargs):
        super().__init__(MomentBlock(), **kwargs)

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "content/blocks/timeline.html"


class BreachBlock(blocks.StructBlock):
    """One provision, and how it was broken."""

    citation = blocks.CharBlock(
        label=_("Article cited"),
        max_length=160,
        help_text=_("For example 《监察法》第四条第二款."),
        validators=[check_citation],
    )
    note = blocks.TextBlock(label=_("How it was broken"), required=False)

    class Meta:
        label = _("Provision")


class BrokenBlock(blocks.ListBlock):
    """The provisions that a case broke."""

    def __init__(self, **kwargs):
        super().__init__(BreachBlock(), **kwargs)

    class Meta:
        icon = "clipboard-list"
        label = _("What was broken")
        template = "content/blocks/broken.html"


class CitationBlock(blocks.CharBlock):
    """An article set apart for the reader to open."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 160)
        kwargs.setdefault("validators", [check_citation])
        super().__init__(**kwargs)

    class Meta:
        icon = "link"
        label = _("Article cited")
        template = "content/blocks/citation.html"


class ReflectBlock(blocks.ListBlock):
    """Questions that the reader is left with."""

    def __init__(self, **kwargs):
        super().__init__(blocks.TextBlock(label=_("Question to reflect on")), **kwargs)

    class Meta:
        icon = "help"
        label = _("Questions to reflect on")
        template = "content/blocks/reflect.html"


class FilmBlock(blocks.PageChooserBlock):
    """A film to watch next, on its own page, where watching is counted."""

    def __init__(self, **kwargs):
        super().__init__(page_type="content.FilmPage", **kwargs)

    class Meta:
        icon = "media"
        label = _("Film")
        template = "content/blocks/film.html"


class AttachmentBlock(DocumentChooserBlock):
    """A file to download."""

    class Meta:
        icon = "doc-full"
        label = _("Attachment")
        template = "content/blocks/attachment.html"


class QuizBlock(SnippetChooserBlock):
    """A quiz to take after reading."""

    def __init__(self, **kwargs):
        super().__init__("quizzes.Quiz", **kwargs)

    class Meta:
        icon = "form"
        label = _("Quiz")
        template = "content/blocks/quiz.html"


class HomeBlock(blocks.StructBlock):
    """One of the thoughts on the visitors' home: a written sign, a line and a sentence."""

    mark = blocks.CharBlock(label=_("Written sign"), max_length=1, help_text=_("One Chinese character."))
    title = blocks.CharBlock(label=_("Title"), max_length=30)
    text = blocks.TextBlock(label=_("Text"), max_length=200)

    class Meta:
        icon = "placeholder"
        label = _("Block")


def text_blocks():
    """What any text may be made of."""
    return [
        ("paragraphs", ParagraphsBlock()),
        ("heading", HeadingBlock()),
        ("picture", PictureBlock()),
        ("quotation", QuotationBlock()),
        ("citation", CitationBlock()),
        ("film", FilmBlock()),
        ("attachment", AttachmentBlock()),
        ("reflect", ReflectBlock()),
        ("quiz", QuizBlock()),
    ]


def case_blocks():
    """What a case is made of, in the order in which it is usually told."""
    return [
        ("happened", ParagraphsBlock(label=_("What happened"), template="content/blocks/happened.html")),
        ("timeline", TimelineBlock()),
        ("broken", BrokenBlock()),
        ("consequence", ParagraphsBlock(label=_("What it cost"), template="content/blocks/consequence.html")),
        ("lesson", ParagraphsBlock(label=_("What to learn from it"), template="content/blocks/lesson.html")),
        *text_blocks(),
    ]
