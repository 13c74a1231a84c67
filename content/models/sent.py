"""Stories that members send in, from the first words to the page that came of them."""

import uuid

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.rules import sent as rules


class SentStory(models.Model):
    """One story that a member writes of her own family.

    `version` counts the times it was kept, so that two windows notice each other. `decided_by` is the editor who took
    it or returned it, `reason` what she said. The pages made of it point here (`StoryPage.sent`), so that a copy of
    such a page is held to the writer's choice as well.
    """

    class State(models.TextChoices):
        DRAFT = rules.DRAFT, pgettext_lazy("state of a sent story", "Draft")
        WAITING = rules.WAITING, pgettext_lazy("state of a sent story", "Waiting for an editor")
        RETURNED = rules.RETURNED, pgettext_lazy("state of a sent story", "Returned")
        TAKEN = rules.TAKEN, pgettext_lazy("state of a sent story", "Taken")
        PUBLISHED = rules.PUBLISHED, pgettext_lazy("state of a sent story", "Published")
        WITHDRAWN = rules.WITHDRAWN, pgettext_lazy("state of a sent story", "Withdrawn")

    class Credit(models.TextChoices):
        NAME = rules.NAME, _("By name")
        FIRM = rules.FIRM, _("Firm only")
        ANONYMOUS = rules.ANONYMOUS, _("Anonymous")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        "enterprises.Member", models.PROTECT, related_name="sent_stories", verbose_name=_("member")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("enterprise then")
    )
    title = models.CharField(_("title"), max_length=rules.LONGEST_TITLE, blank=True)
    text = models.TextField(_("story"), blank=True, validators=[MaxLengthValidator(rules.LONGEST_TEXT)])
    saying = models.CharField(_("saying"), max_length=60, blank=True)
    credit = models.CharField(_("credit"), max_length=10, choices=Credit, default=Credit.NAME)
    recording = models.OneToOneField(
        "media.Film", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recording")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1)
    begun_at = models.DateTimeField(_("begun at"))
    kept_at = models.DateTimeField(_("kept at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    withdrawn_by_writer = models.BooleanField(_("withdrawn by its writer"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sent story")
        verbose_name_plural = _("sent stories")
        ordering = ["-kept_at", "-pk"]
        indexes = [models.Index(fields=["state", "sent_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "waiting", "returned", "taken", "published", "withdrawn"]),
                name="a_sent_story_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(credit__in=["name", "firm", "anonymous"]),
                name="a_sent_story_is_credited_in_a_known_way",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(sent_at__isnull=False),
                name="a_story_was_sent_at_some_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="returned") | ~models.Q(reason=""), name="a_returned_story_says_why"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["returned", "taken", "published"])
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="somebody_decided_on_a_decided_story",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_by_writer=False) | models.Q(state="withdrawn"),
                name="what_a_writer_withdrew_is_withdrawn",
            ),
        ]

    def __str__(self):
        return self.title or str(_("A story without a title yet"))

    @property
    def is_writable(self):
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def may_be_withdrawn(self):
        return rules.may_withdraw(state=self.state, withdrawn_by_writer=self.withdrawn_by_writer)

    @property
    def has_room(self):
        return rules.room_for(len(self.pictures.all())) > 0

    @property
    def missing(self):
        """What it needs before it can be sent, as codes of the rules."""
        return rules.missing(
            title=self.title,
            text=self.text,
            descriptions=[picture.alt_text for picture in self.pictures.all()],
            recording=self.recording.state if self.recording and not self.recording.is_playable else "",
        )

    @property
    def names_its_writer(self):
        """Whether the writer's name stands in it although she chose not to be named."""
        described = [picture.alt_text for picture in self.pictures.all()]
        words = "\n".join([self.title, self.saying, self.text, *described])
        return rules.gives_away(chosen=self.credit, name=self.member.name, words=words)

    @property
    def paragraphs(self):
        return rules.paragraphs_of(self.text)

    @property
    def byline(self):
        """What readers are to see of its writer."""
        author, enterprise = rules.says_of(
            chosen=self.credit, name=self.member.name, enterprise=self.enterprise.short_name
        )
        return " · ".join(filter(None, [enterprise, author])) or _("Told anonymously")


def picture_path(picture, filename):
    """Named by chance, not by the phone: a name of a file may say who is on it."""
    return f"sent/{picture.public_id}/picture.{_ending(filename)}"


def small_path(picture, filename):
    return f"sent/{picture.public_id}/small.{_ending(filename)}"


def _ending(filename):
    return filename.rpartition(".")[2].lower()


class SentPicture(models.Model):
    """One picture of a sent story, drawn anew. It is no picture of the CMS until the story is taken: `taken_as`."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey(SentStory, models.CASCADE, related_name="pictures", verbose_name=_("story"))
    file = models.ImageField(_("picture"), upload_to=picture_path, width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    small = models.ImageField(_("small picture"), upload_to=small_path)
    alt_text = models.CharField(_("description"), max_length=200, blank=True)
    taken_as = models.ForeignKey(
        "media.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taken as")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("picture of a sent story")
        verbose_name_plural = _("pictures of sent stories")
        ordering = ["pk"]

    def __str__(self):
        return self.alt_text or str(self.public_id)
