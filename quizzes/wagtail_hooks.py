"""Question banks, quizzes and questions in the CMS: one editor for each kind, one list over all of them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from quizzes.actions import note_question
from quizzes.models import Question, QuestionBank, Quiz, kinds


class WordColumn(Column):
    """Says its own name where something is so, and nothing where it is not."""

    def get_value(self, instance):
        return self.label if super().get_value(instance) else ""


RETIRED = WordColumn("retired", label=_("retired"))


class BankViewSet(SnippetViewSet):
    model = QuestionBank
    icon = "folder-open-inverse"
    menu_label = _("Question banks")
    list_display = ["name", WordColumn("for_practice", label=_("open to practice"))]


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "form"
    menu_label = _("Quizzes")
    list_display = ["title", "state", "pass_mark", "opens_at", "closes_at"]
    list_filter = ["state"]


class AllQuestionsView(IndexView):
    """Every question, each leading to the editor of its own kind."""

    def get_edit_url(self, instance):
        viewset = instance.get_real_instance_class().snippet_viewset
        return reverse(viewset.get_url_name("edit"), args=[instance.pk])


class AllQuestionsViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("All questions")
    add_view_enabled = False
    index_view_class = AllQuestionsView
    list_display = ["__str__", Column("kind_label", label=_("kind of question")), "bank", "topic", RETIRED]
    list_filter = ["bank", "topic", "difficulty", "retired"]


def viewset_of(kind):
    """The editor of one kind of question."""
    attributes = {
        "model": kind,
        "icon": "help",
        "menu_label": kind.kind_label,
        "list_display": ["__str__", "bank", "topic", RETIRED],
        "list_filter": ["bank", "topic", "retired"],
    }
    return type(f"{kind.__name__}ViewSet", (SnippetViewSet,), attributes)


class QuizzesGroup(SnippetViewSetGroup):
    menu_label = _("Quizzes")
    menu_icon = "help"
    menu_order = 250
    items = (BankViewSet, QuizViewSet, AllQuestionsViewSet, *map(viewset_of, kinds().values()))


register_snippet(QuizzesGroup)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def note_what_a_question_cites(request, snippet):
    if isinstance(snippet, Question):
        note_question(question=snippet, by=request.user, now=timezone.now())
