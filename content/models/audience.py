"""For whom a page is, and what it means that it was taken back."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.db.models import Exists, Q
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from accounts.models import Grant, Role
from campaigns.queries import asking_others
from enterprises.models import Enterprise

from .cms import WholeForm

LEAST_REASON, MOST_REASON = 4, 300


class Audience(models.TextChoices):
    """Whom a page is for."""

    EVERYBODY = "everybody", _("Everybody, visitors too")
    MEMBERS = "members", _("Everybody who signs in")
    ENTERPRISES = "enterprises", _("Only these enterprises")


class AudienceForm(WholeForm):
    """The page is looked at as it was ticked; by itself it would hear of the ticks only once it is kept."""

    def _post_clean(self):
        if "shown_to" in self.cleaned_data:
            self.instance.shown_to = self.cleaned_data["shown_to"]
        super()._post_clean()


class MeantForSome(models.Model):
    """What a page says of whom it is for; who may see it is asked of `meant_for` alone."""

    base_form_class = AudienceForm

    audience = models.CharField(_("who may see it"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    shown_to = ParentalManyToManyField(
        "enterprises.Enterprise", blank=True, related_name="+", verbose_name=_("enterprises that may see it")
    )

    audience_panel = MultiFieldPanel(
        [
            FieldPanel("audience", widget=RadioSelect),
            FieldPanel("shown_to", widget=CheckboxSelectMultiple),
        ],
        heading=_("Who may see it"),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.audience != Audience.ENTERPRISES:
            return
        shown_to = list(self.shown_to.all())
        if not shown_to:
            raise ValidationError({"shown_to": _("Tick at least one enterprise, or let more people see the page.")})
        # Whom a task asks for a page must be able to open it, or the task can never be done.
        here = Page.objects.filter(path__startswith=self.path) if self.path else Page.objects.none()
        if campaign := asking_others(here, shown_to).first():
            text = gettext("The running task “%(title)s” asks members of other enterprises for this as well.")
            raise ValidationError({"shown_to": text % {"title": campaign.title}})


def meant_for(user, model=None):
    """The condition on pages to study (or of another model) that says whether a person is among those each is for.

    Publishers and supervisors see what is meant for any enterprise: they write it, and they answer for it.
    """
    condition = Q(audience=Audience.EVERYBODY)
    if not user.is_authenticated:
        return condition
    everywhere = Grant.objects.filter(user=user, role__in=[Role.PUBLISHER, Role.SUPERVISOR])
    hers = Enterprise.objects.filter(
        Q(members__user=user, members__left_on__isnull=True) | Q(grants__user=user, grants__role=Role.COORDINATOR)
    )
    named = Q(audience=Audience.ENTERPRISES) & (Exists(everywhere) | Q(pk__in=_shown_to(hers, model)))
    return condition | Q(audience=Audience.MEMBERS) | named


def _shown_to(enterprises, model):
    from content.models.study import StudyPage

    model = model or StudyPage
    shown = model.shown_to.through.objects.filter(enterprise__in=enterprises.values("pk"))
    return shown.values(model._meta.model_name)


class Withdrawal(models.Model):
    """A page that was out and was taken back: its address says so and why, and no list has it any more."""

    page = models.OneToOneField(
        "content.StudyPage", models.CASCADE, related_name="withdrawal", verbose_name=_("page taken back")
    )
    because = models.TextField(
        _("why it was taken back"),
        validators=[MinLengthValidator(LEAST_REASON), MaxLengthValidator(MOST_REASON)],
        help_text=_("Readers see this sentence where the page was."),
    )
    at = models.DateTimeField(_("taken back at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken back by"))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self):
        return f"{self.page} · {self.because[:40]}"
