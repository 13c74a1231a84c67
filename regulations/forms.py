"""What editors type about regulations, as clean values; refusals in words."""

from pathlib import Path

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from regulations import queries
from regulations.importers import SUFFIXES, Corrections, ImportRefused, legible, outline_of, text_of
from regulations.models import Regulation, Version
from regulations.rules.effect import EffectRefused
from regulations.rules.naming import names_of, plain_name, short_title
from regulations.rules.outline import Outline

# Characters; three times as many bytes must fit into what Django takes of a form, and no law has so many.
LONGEST_TEXT = 600_000


def lines_of(text: str) -> list[str]:
    """What stands one a line, or parted by 、."""
    return [line.strip() for line in text.replace("、", "\n").splitlines() if line.strip()]


def plain_names(text: str) -> list[str]:
    """The same, as names are compared."""
    return [plain_name(line) for line in lines_of(text)]


def clean_name(name: str, regulation: Regulation | None) -> str:
    """A name of the regulation as names are compared; a form error for one that cannot be."""
    meant, name = queries.regulation_named(name), plain_name(name)
    if not name:
        raise forms.ValidationError(_("A name needs a character that can be read."))
    if meant and meant != regulation:
        raise forms.ValidationError(say_taken(name, meant))
    if len(name) > 200:
        raise forms.ValidationError(_("A name has at most 200 characters."))
    return name


def say_taken(name: str, regulation: Regulation) -> str:
    """Why a name cannot be given to a regulation."""
    return _("“%(name)s” means %(regulation)s already. A name can mean only one regulation.") % {
        "name": name,
        "regulation": regulation,
    }


class RegulationForm(WagtailAdminModelForm):
    """What a regulation is called, and what it is."""

    names = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line. Texts that cite the regulation by one of these names find it."),
    )
    seen_names = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Regulation
        fields = ["short_title", "level", "issuer"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            given = {*names_of(self.instance.title), self.instance.short_title}
            others = self.instance.aliases.exclude(name__in=given).values_list("name", flat=True)
            self.fields["names"].initial = "\n".join(others)
            self.fields["seen_names"].initial = "、".join(others)

    def clean_short_title(self):
        return clean_name(self.cleaned_data["short_title"], self.instance)

    def clean_names(self):
        return [clean_name(name, self.instance) for name in lines_of(self.cleaned_data["names"])]

    def clean_seen_names(self):
        return plain_names(self.cleaned_data["seen_names"])


class RepealForm(forms.Form):
    """The day on which a version was repealed; empty when it was not."""

    on = forms.DateField(label=gettext_lazy("Repealed on"), required=False, widget=AdminDateInput)

    def __init__(self, *args, version: Version, **kwargs):
        super().__init__(*args, prefix=f"version-{version.pk}", **kwargs)
        self.fields["on"].initial = version.repealed_on


def say_repeal_refused(effective_on) -> str:
    return _("The version took effect on %(day)s; it can only have been repealed after that.") % {
        "day": effective_on.isoformat()
    }


class FactsForm(forms.Form):
    """What is known of a version beside its wording, for an editor to correct."""

    effective_on = forms.DateField(label=gettext_lazy("Effective on"), widget=AdminDateInput)
    number = forms.CharField(label=gettext_lazy("Document number"), required=False, max_length=100)
    issuer = forms.CharField(label=gettext_lazy("Issued by"), required=False, max_length=200)

    def __init__(self, *args, version: Version, **kwargs):
        known = {name: getattr(version, name) for name in ("effective_on", "number", "issuer")}
        super().__init__(*args, prefix=f"facts-{version.pk}", initial=known, **kwargs)


def say_effect_refused(refusal: EffectRefused) -> str:
    words = {
        "early": _("A version takes effect on the day it is promulgated, or later."),
        "repealed": _("The version was repealed on %(day)s; it can only have taken effect before that."),
        "disordered": _(
            "Version %(version)s took effect on %(day)s, and the versions would change their order. "
            "If that day is wrong, correct it first."
        ),
    }
    return words[refusal.code] % {"day": refusal.day.isoformat(), "version": refusal.version}


class SourceForm(forms.Form):
    """A file, or a pasted text, and what the text may not say of itself."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=gettext_lazy(".docx, .md or .txt. Accept all tracked changes first."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("The title in the first line, the dates below it, each article on a line of its own."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only where the text begins without one."),
    )
    promulgated_on = forms.DateField(
        label=gettext_lazy("Promulgated on"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Only where the text gives no date."),
    )

    def clean(self):
        """Give `source`, the text, and `outline`, what was read in it."""
        said = super().clean()
        if self.errors:
            return said
        try:
            said["source"] = self._text(said)
            said["outline"] = outline_of(said["source"], self._name(said))
        except ImportRefused as refusal:
            self._tell(refusal, said)
        return said

    def _text(self, said: dict) -> str:
        file, text = said["file"], said["text"]
        if file and text.strip():
            raise ImportRefused(_("Choose a file or paste a text, not both."))
        if not file and not text.strip():
            raise ImportRefused(_("Choose a file, or paste the text of the regulation."))
        text = text_of(file.name, file.size, file.read) if file else legible(text)
        if len(text) > LONGEST_TEXT:
            raise ImportRefused(_("The text is longer than a regulation can be."))
        return text

    def _name(self, said: dict) -> str:
        """What the parser takes for a file's name, where it looks for what the text lacks."""
        name = said["title"] or (Path(said["file"].name).stem if said["file"] else "")
        return f"{name}({said['promulgated_on'].isoformat()})" if said["promulgated_on"] else name

    def _tell(self, refusal: ImportRefused, said: dict) -> None:
        """The refusal at its field. A file that could be read is kept as text, for the editor to mend it here."""
        field = {"undated": "promulgated_on", "no-title": "title"}.get(refusal.code)
        self.add_error(field or ("text" if refusal.code or not said["file"] else "file"), str(refusal))
        if said.get("source") and said["file"]:
            self.data = self.data.copy()
            self.data["text"] = said["source"]


class OutlineForm(forms.Form):
    """What was read in a text, for an editor to correct; the text itself goes with it, so that nothing is lost."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    short_title = forms.CharField(label=gettext_lazy("Short title"), max_length=200)
    names = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One a line. Texts that cite the regulation by one of these names find it."),
    )
    issuer = forms.CharField(label=gettext_lazy("Issued by"), required=False, max_length=200)
    document_number = forms.CharField(label=gettext_lazy("Document number"), required=False, max_length=100)
    promulgated_on = forms.DateField(
        label=gettext_lazy("Promulgated on"),
        widget=AdminDateInput,
        help_text=gettext_lazy("Of an amended text, the day of the amendment. It names the version."),
    )
    effective_on = forms.DateField(label=gettext_lazy("Effective on"), widget=AdminDateInput)
    text = forms.CharField(
        label=gettext_lazy("Text"), strip=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 20})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    seen_title = forms.CharField(widget=forms.HiddenInput, required=False)
    seen_names = forms.CharField(widget=forms.HiddenInput, required=False)

    outline: Outline | None = None
    retitled = False

    @classmethod
    def about(cls, outline: Outline, text: str):
        """Filled in with what was read, and with what is known already of the regulation, or of this very text."""
        form = cls(
            initial={
                "title": plain_name(outline.title),
                **_called(outline.title),
                "seen_title": plain_name(outline.title),
                **_facts(outline),
                "text": text,
                "seen": outline.digest,
            }
        )
        form.outline = outline
        return form

    @classmethod
    def sent(cls, data):
        """As an editor sent it. Where she gave another title, it is `retitled` and has the names that go with that.

        What she was shown for the former title says nothing of the regulation that the new one means; what she
        typed herself stays.
        """
        title, seen = plain_name(data.get("title", "")), plain_name(data.get("seen_title", ""))
        form = cls(data)
        if not title or title == seen:
            return form
        form.retitled = True
        form.data, now, before = data.copy(), _called(title), _called(seen)
        if plain_name(data.get("short_title", "")) == before["short_title"] or queries.regulation_titled(title):
            form.data["short_title"] = now["short_title"]
        shown = plain_names(data.get("seen_names", ""))
        typed = [name for name in lines_of(data.get("names", "")) if plain_name(name) not in shown]
        form.data["names"] = "\n".join(dict.fromkeys([*lines_of(now["names"]), *typed]))
        form.data["seen_names"], form.data["seen_title"] = now["seen_names"], title
        return form

    @property
    def regulation(self) -> Regulation | None:
        """The regulation that the title means, if it is here already."""
        return queries.regulation_titled(self["title"].value() or "")

    def clean_title(self):
        if not plain_name(self.cleaned_data["title"]):
            raise forms.ValidationError(_("A name needs a character that can be read."))
        return self.cleaned_data["title"]

    def clean_short_title(self):
        return clean_name(self.cleaned_data["short_title"], self.regulation)

    def clean_names(self):
        return [clean_name(name, self.regulation) for name in lines_of(self.cleaned_data["names"])]

    def clean_seen_names(self):
        return plain_names(self.cleaned_data["seen_names"])

    def clean_text(self):
        return legible(self.cleaned_data["text"])

    def clean(self):
        said = super().clean()
        if "text" in said:
            self._read(said)
        if not self.errors:
            self._check_days(said)
        return said

    def _read(self, said: dict) -> None:
        day = said["promulgated_on"].isoformat() if said.get("promulgated_on") else ""
        try:
            outline = outline_of(said["text"], f"{said.get('title', '')}({day})")
        except ImportRefused as refusal:
            self.add_error("text", str(refusal))
            return
        self.outline = outline
        if not self.errors:
            names = ("title", "issuer", "document_number", "promulgated_on", "effective_on")
            self.outline = Corrections(**{name: said[name] for name in names}).of(outline)

    def _check_days(self, said: dict) -> None:
        if said["effective_on"] < said["promulgated_on"]:
            self.add_error("effective_on", _("A version takes effect on the day it is promulgated, or later."))
        taken = self.regulation and self.regulation.versions.filter(name=self.outline.version).first()
        if taken and taken.source_digest != self.outline.digest:
            self.add_error("promulgated_on", say_version_taken(self.regulation.title, taken.name))
        same = queries.version_of_text(self.regulation, self.outline.digest)
        if same and same.name != self.outline.version:
            self.add_error("promulgated_on", say_same_text(same.name))


def _called(title: str) -> dict[str, str]:
    """What a regulation of this title is called: as it is known already, or as the title has it."""
    known = queries.regulation_titled(title)
    others = known.aliases.exclude(name__in=[known.short_title, *names_of(known.title)]) if known else []
    return {
        "short_title": known.short_title if known else short_title(title),
        "names": "\n".join(alias.name for alias in others),
        "seen_names": "、".join(alias.name for alias in others),
    }


def _facts(outline: Outline) -> dict:
    """Days, number and issuer: as they are known of this very text, or as it says."""
    same = queries.version_of_text(queries.regulation_titled(outline.title), outline.digest)
    return {
        "issuer": same.issuer if same else outline.issuer,
        "document_number": same.number if same else outline.document_number,
        "promulgated_on": same.promulgated_on if same else outline.promulgated_on,
        "effective_on": same.effective_on if same else outline.effective_on,
    }


def say_same_text(name: str) -> str:
    return _("This very text is here as version %(version)s. The day that names a version cannot be changed.") % {
        "version": name
    }


def say_version_taken(title: str, name: str) -> str:
    return _("%(regulation)s has a version %(version)s already, with another text. Nothing was changed.") % {
        "regulation": title,
        "version": name,
    }
