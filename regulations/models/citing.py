from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from regulations.models.parts import Article
from regulations.models.regulation import Version
from regulations.rules.citations import names_its_version


class Citation(models.Model):
    """One place in a page, a question or a pledge text that cites a passage, and whether a later version changed it.

    `digest` is of the wording that was cited when the place was noted. Where no article answers to the words, `article`
    is empty: nothing is guessed, and an editor sees it.
    """

    source_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("kind of source"))
    source_id = models.PositiveBigIntegerField(_("source"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    words = models.CharField(_("as cited"), max_length=200)
    on = models.DateField(_("about the day"))
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, related_name="citations", verbose_name=_("article cited")
    )
    paragraph = models.PositiveIntegerField(_("paragraph"), default=0)
    item = models.PositiveIntegerField(_("item"), default=0)
    digest = models.CharField(_("digest of the wording"), max_length=64, blank=True)
    outdated_by = models.ForeignKey(
        Version, models.SET_NULL, null=True, related_name="outdates", verbose_name=_("outdated by")
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_type", "source_id", "place", "words"], name="a_place_cites_in_these_words_once"
            ),
            models.CheckConstraint(
                condition=models.Q(article=None) | ~models.Q(digest=""), name="a_citation_keeps_what_it_cited"
            ),
        ]

    def __str__(self):
        return self.words

    @property
    def names_its_version(self):
        """Whether it cites one version on any day: 《监察法》（2018年）第四条."""
        return names_its_version(self.words)

    @property
    def source(self):
        """What the rows of one source share: (its content type's key, its own)."""
        return self.source_type_id, self.source_id


def source_of(thing):
    """The (content type, key) under which a thing's citations stand: its topmost kind, so that a page is a page."""
    kinds = [kind for kind in thing._meta.get_parent_list() if not kind._meta.abstract]
    topmost = kinds[-1] if kinds else type(thing)
    return ContentType.objects.get_for_model(topmost, for_concrete_model=True), thing.pk
