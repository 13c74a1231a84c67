"""What a member's family may do without an account: open one link, read one story, add one line."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.rules import family as rules
from content.rules.sent import gives_away


class FamilyLink(models.Model):
    """One link that a member gave to somebody of her family. Only a digest is kept of what stands in the address.

    `claimed_by` is the digest of a random name that the first browser was given.
    """

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        "content.StoryPage", models.CASCADE, related_name="family_links", verbose_name=_("family story")
    )
    member = models.ForeignKey(
        "enterprises.Member", models.CASCADE, related_name="family_links", verbose_name=_("invited by")
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    ends_at = models.DateTimeField(_("ends at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    claimed_by = models.CharField(_("opened by"), max_length=64, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("family link")
        verbose_name_plural = _("family links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("made_at")), name="a_family_link_lasts_for_some_time"
            ),
            models.CheckConstraint(
                condition=models.Q(claimed_at__isnull=True, claimed_by="")
                | (models.Q(claimed_at__isnull=False) & ~models.Q(claimed_by="")),
                name="an_opened_link_belongs_to_a_browser",
            ),
        ]

    def __str__(self):
        return str(self.page_id)

    def is_open(self, now):
        """Whether it may still be used, by whoever has it or had it first."""
        return self.revoked_at is None and now < self.ends_at

    def door(self, *, browser, may_be_read, now):
        """The rules' Door of this link for a browser."""
        return rules.door(
            revoked=self.revoked_at is not None,
            ends_at=self.ends_at,
            claimed_by=self.claimed_by,
            browser=browser,
            may_be_read=may_be_read,
            now=now,
        )


class FamilyLine(models.Model):
    """The line that came by a family link. It stands under the story once an editor lets it."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a family line", "Waiting")
        SHOWN = "shown", pgettext_lazy("state of a family line", "Shown")
        HIDDEN = "hidden", pgettext_lazy("state of a family line", "Not shown")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    link = models.OneToOneField(FamilyLink, models.CASCADE, related_name="line", verbose_name=_("family link"))
    name = models.CharField(_("name as shown"), max_length=rules.LONGEST_NAME)
    line = models.CharField(_("line"), max_length=rules.LONGEST_LINE)
    written_at = models.DateTimeField(_("written at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("family line")
        verbose_name_plural = _("family lines")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "shown", "hidden"]), name="a_family_line_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="an_editor_decided_on_a_family_line",
            ),
        ]

    def __str__(self):
        return f"{self.name}：{self.line}"

    @property
    def words(self):
        """All of it that readers see."""
        return f"{self.name}\n{self.line}"

    @property
    def names_the_writer(self):
        """The name of the story's writer where it stands in the line although readers are not told it; or ""."""
        page = self.link.page
        given = (name for name in page.writers_names if gives_away(chosen=page.credit, name=name, words=self.words))
        return next(given, "")
