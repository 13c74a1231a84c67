"""What an editor can put in a page. No raw HTML and no embeds: everything here is safe to show as it is."""

from django.core.exceptions import ValidationError
from django.forms import Media
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockAdapter
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from regulations.blocks import CitationInput
from regulations.rules.citations import read_citation

# What the rich text editor offers, everywhere.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "citation"]


def check_citation(text):
    """Refuse what is not one citation. Whether there is such an article is asked when the page is shown."""
    if read_citation(text) is None:
        raise ValidationError(
            _("“%(text)s” is not a citation. Write it like 《监察法》第四条第二款."), params={"text": text}
        )


def _typed_or_chosen(block):
    """A block of one citation, with the button that opens the chooser."""
    block.field.widget = CitationInput(attrs=block.field.widget_attrs(block.field.widget))
    return block


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
    caption = blocks.CharBlock(label=pgettext_lazy("of a picture", "Caption"), max_length=200, required=False)

    def clean(self, value):
        """Nothing written here stays nothing, and is enough, where the picture itself has words: readers get those."""
        own = value["picture"].alt_text if value["picture"] and not value["alt_text"].strip() else ""
        cleaned = super().clean({**value, "alt_text": own} if own else value)
        if own:
            cleaned["alt_text"] = ""
        return cleaned

    class Meta:
        icon = "image"
        label = _("Picture")
        help_text = _("Where the alternative text is left empty, that of the picture itself is taken.")
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


class TableBlock(TypedTableBlock):
    """A table whose columns hold a line or running text; never HTML that somebody typed."""

    def __init__(self, **kwargs):
        super().__init__([("line", blocks.CharBlock(label=_("A line"))), ("paragraphs", ParagraphsBlock())], **kwargs)

    class Meta:
        icon = "table"
        label = _("Table")
        help_text = _(
            "A table of Word or Excel: copy its cells and paste them into the field above while there is no column yet."
            " The first row becomes the headings."
        )
        template = "content/blocks/table.html"


class TableBlockAdapter(TypedTableBlockAdapter):
    """Wagtail's form of a table, which takes copied cells as well."""

    js_constructor = "content.blocks.TableBlock"

    @property
    def media(self):
        return super().media + Media(js=["content/word.js", "content/table.js"])


register(TableBlockAdapter(), TableBlock)


class BreachBlock(blocks.StructBlock):
    """One provision, and how it was broken."""

    citation = _typed_or_chosen(
        blocks.CharBlock(
            label=_("Article cited"),
            max_length=160,
            help_text=_("For example 《监察法》第四条第二款."),
            validators=[check_citation],
        )
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
        _typed_or_chosen(self)

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
        ("timeline", TimelineBlock()),
        ("table", TableBlock()),
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
        ("broken", BrokenBlock()),
        ("consequence", ParagraphsBlock(label=_("What it cost"), template="content/blocks/consequence.html")),
        ("lesson", ParagraphsBlock(label=_("What to learn from it"), template="content/blocks/lesson.html")),
        *text_blocks(),
    ]
