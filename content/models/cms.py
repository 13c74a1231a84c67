"""What every page of ours has in the CMS: who may do what with it, and how it is looked at before it is out."""

from functools import partial

from csp.constants import SELF
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import BlockField
from wagtail.fields import StreamField
from wagtail.models import PagePermissionTester

from content.rules import legible

NOT_WHOLE = _(
    "The button was pressed before the page had opened whole, and nothing was kept. Wait until all of it is there, and "
    "press it again."
)


class Deeds(PagePermissionTester):
    """What one person may do with one page.

    Nobody publishes alone, so no group has Wagtail's permission to publish, and with it go unpublishing, aliases
    (an alias of a live page is live at once) and moving or deleting what is live. What is said here is the rest.
    """

    def can_delete(self, ignore_bulk=False):
        """What was ever read is kept: study records, campaigns and citations point at it. It can be withdrawn."""
        ever_out = self.page.get_descendants(inclusive=True).filter(first_published_at__isnull=False)
        return super().can_delete(ignore_bulk) and not ever_out.exists()

    def can_move(self):
        return super().can_move() and not self.page.workflow_in_progress

    def can_unschedule(self):
        """Two agreed to let it out; each of them may stop that."""
        return self.can_edit()


class Legible:
    """What was pasted from Word or a PDF is kept without characters that no page can show."""

    def clean_fields(self, exclude=None):
        for field in self._meta.concrete_fields:
            said = getattr(self, field.attname)
            if isinstance(field, StreamField):
                _make_blocks_legible(self, field, said.get_prep_value())
            elif isinstance(said, str):
                setattr(self, field.attname, legible(said))
        super().clean_fields(exclude)


def _make_blocks_legible(page, field, raw):
    # Hardly ever is there anything to do, and blocks that were built anew would have to be read from the database.
    if (cleaned := _all_legible(raw)) != raw:
        setattr(page, field.attname, field.to_python(cleaned))


def _all_legible(raw):
    """What blocks keep, however deep it stands."""
    if isinstance(raw, str):
        return legible(raw)
    if isinstance(raw, list | tuple):
        return [_all_legible(part) for part in raw]
    return {name: _all_legible(part) for name, part in raw.items()} if isinstance(raw, dict) else raw


class WholeForm(WagtailAdminPageForm):
    """The form of a page. What comes without its blocks was sent before a script had built them, and is not kept.

    They are no part of what the server draws; what stands there already is shown again, beside what was typed.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        blocks = {name for name, field in self.fields.items() if isinstance(field, BlockField)}
        self.unbuilt = {name for name in blocks if self.is_bound and f"{self.add_prefix(name)}-count" not in self.data}
        for name in self.unbuilt:
            self.fields[name].widget.value_from_datadict = partial(self._as_it_was, name)

    def _as_it_was(self, name, *sent):
        return self.get_initial_for_field(self.fields[name], name)

    def clean(self):
        if self.unbuilt:
            self.add_error(None, NOT_WHOLE)
        return super().clean()


class EditedByTwo(Legible):
    """A page of ours in the CMS."""

    base_form_class = WholeForm

    @property
    def preview_sizes(self):
        """The phone first: that is where most people read."""
        sizes = [
            ("mobile", "mobile-alt", 390, _("On a phone")),
            ("tablet", "tablet-alt", 768, _("On a tablet")),
            ("desktop", "desktop", 1280, _("On a computer")),
        ]
        return [
            {"name": name, "icon": icon, "device_width": width, "label": label} for name, icon, width, label in sizes
        ]

    @property
    def preview_modes(self):
        return [("", _("As members see it")), ("large", _("In large type"))]

    def missing_parts(self):
        """The names of what this version lacks: a draft may be saved without, a page cannot come out without."""
        try:
            self.full_clean()
            names = set()
        except ValidationError as faults:
            names = set(faults.message_dict)
        names |= {field.name for field in self._meta.concrete_fields if not _is_whole(field, self)}
        lines = {relation for relation in get_all_child_relations(type(self)) if not _are_whole(relation, self)}
        fields = [field for field in self._meta.get_fields() if field.name in names]
        called = [getattr(field, "verbose_name", field.name) for field in fields]
        return [*(capfirst(name) for name in called), *_called(lines)]

    def permissions_for_user(self, user):
        return Deeds(user, self)

    def serve_preview(self, request, mode_name):
        """The one answer of a members' page that may stand in a frame: that of the CMS, on the same address."""
        response = super().serve_preview(request, mode_name)
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response._csp_replace = {"frame-ancestors": [SELF]}
        return response


def _is_whole(field, page):
    """Whether what stands in the blocks of a body is all there; Wagtail asks for it in its form alone."""
    if not isinstance(field, StreamField):
        return True
    try:
        field.stream_block.clean(getattr(page, field.name))
    except ValidationError:
        return False
    return True


def _are_whole(relation, page):
    """Whether the lines of a list on a page are all there."""
    for line in getattr(page, relation.get_accessor_name()).all():
        try:
            line.full_clean(exclude={relation.field.name}, validate_unique=False, validate_constraints=False)
        except ValidationError:
            return False
    return True


def _called(relations):
    return [capfirst(relation.related_model._meta.verbose_name) for relation in relations]
