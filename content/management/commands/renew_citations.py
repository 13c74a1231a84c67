from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from content.actions import note_page
from content.models import StudyPage
from pledges.actions import note_version
from pledges.models import PledgeTextVersion
from quizzes.actions import note_question
from quizzes.models import Question
from regulations.models import Citation


class Command(BaseCommand):
    help = "Read again what every published page, every question and every pledge text in force cites."

    def handle(self, **options):
        now = timezone.now()
        for page in StudyPage.objects.live().specific().iterator(chunk_size=200):
            note_page(page=page, by=None, now=now)
        for question in Question.objects.iterator(chunk_size=200):
            note_question(question=question, by=None, now=now, journalled=False)
        for version in PledgeTextVersion.objects.filter(state=PledgeTextVersion.State.PUBLISHED):
            note_version(version=version, by=None, now=now)
        counts = {
            "noted": Citation.objects.exclude(article=None).count(),
            "unresolved": Citation.objects.filter(article=None).count(),
        }
        self.stdout.write(_("%(noted)d citations noted; %(unresolved)d answer to no article.") % counts)
