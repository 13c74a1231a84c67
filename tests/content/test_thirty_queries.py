"""Thirty questions to the invented park, as people type them, and the pages that must be among the first answers."""

import pytest
from demo.loader import FILMS, Loader
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from content.importers import save_notice
from content.models import StudyPage
from content.search.queries import nearest_titles_for, search_library
from media.models import Film
from tests.builders import NOW, make_supervisor

CARDS, DINNERS, BIDS = "申报材料里的三张购物卡", "藏在油费里的七顿饭", "三份标书，一个错别字"
GOLD, HUSBAND, AGENT = "第十二天交出来的金条", "采购主管的另一个身份", "“加急费”流向了窗口里面"
LIST, GIFTS = "清源开发园区政商交往正面负面清单", "元旦春节将至：收到礼品怎么办"
PLEDGE, LETTERS = "关于签署2026年清廉从业承诺书的通知", "家书征集：写给家里那位“把关人”"
OPINIONS = "清源开发园区关于构建亲清政商关系的指导意见"
PILOT = "清源开发园区关于开展清廉企业建设试点的指导意见"
ISO, HOTLINE = "ISO 37001 反贿赂管理体系内审员培训", "廉洁热线 0595-8866 开通"

# A first one with 《》 is the very article, or regulation, that stands above the list.
FOUND = {
    # Two characters, as most Chinese words are.
    "标书": [BIDS],
    "金条": [GOLD],
    "宴请": [DINNERS],
    "家书": [LETTERS],
    # Longer words, and words cut otherwise than the dictionary cuts them.
    "购物卡": [CARDS],
    "加急费": [AGENT],
    "利益冲突": [HUSBAND],
    "专项资金": [CARDS],
    # One character, and two words with a space between.
    "秤": ["外婆的第二杆秤"],
    "供应商 入股": [HUSBAND],
    # People, by their name, a part of it, or as a notice calls them.
    "顾晚禾": ["外婆的第二杆秤"],
    "沈又青": ["母亲退回来的保温桶"],
    "陈某": [CARDS],
    "贺师傅": [GOLD],
    # Organisations and document numbers.
    "青禾环保监测组": ["一口井的账"],
    "通报〔2025〕第3号": [CARDS],
    "清源园区管委会": [OPINIONS],
    # Numbers, letters, full width, traditional characters.
    "四十三天": ["一份压了四十三天的验收单"],
    "8866": [HOTLINE],
    "ISO 37001": [ISO],
    "ISO37001": [ISO],
    "ＩＳＯ　３７００１　内审员": [ISO],
    "清廉從業承諾書": [PLEDGE],
    # Whole questions.
    "收到客户送的礼品应该怎么办？": [GIFTS],
    "把标底发给老同学算不算泄密": ["撤回的那条消息"],
    "发票冲抵餐费被退单了怎么办": [DINNERS],
    # A situation, a law by its short name, an article by its number, and down to the paragraph.
    "送礼": [LIST],
    "清廉企业试点意见": ["《清廉企业试点意见》", PILOT],
    "亲清意见第三条": ["《亲清指导意见》第三条"],
    "《亲清指导意见》第十条第一款": ["《亲清指导意见》第十条第一款"],
    # What only a film says.
    "没有她的短片": ["一张购物卡"],
}
MEANT = {
    "外婆的第二杆称": "外婆的第二杆秤",
    "撤回的哪条消息": "撤回的那条消息",
    "空车会家": "空车回家",
    "写在纸上研发": "写在纸上的研发",
    "清廉企业式点意见": "清廉企业试点意见",
    "三分标书一个错别字": BIDS,
}
NOTICES = [(ISO, "培训两天，结业发证。"), (HOTLINE, "工作日八点半到十七点半有人接听。")]
FIRST = 5


class ParkToSearch(Loader):
    """What the park has to read: no people, and films with their words alone."""

    def films(self):
        self.made = {}
        for name, table in FILMS.items():
            self.made[name] = Film(title=table["title"], seconds=60, original=f"{name}.mp4")
            self.made[name].save()

    def _spoken(self, name):
        return ["这里是没有她的短片。"] if name == "shopping_card" else ["奶奶守着一塘莲。"]


@pytest.fixture(scope="module")
def _made_park(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for all questions, and gone after the last."""
    places = {"MEDIA_ROOT": tmp_path_factory.mktemp("park")}
    with django_db_blocker.unblock(), override_settings(**places), transaction.atomic():
        park = ParkToSearch(NOW, lambda words: None)
        for step in (park.regulations, park.quizzes, park.films, park.pages):
            step()
        section = StudyPage.objects.filter(kind="notice").first().get_parent().specific
        for number, (title, text) in enumerate(NOTICES):
            save_notice(section, {"title": title, "slug": f"extra-{number}", "body": [text]}, NOW)
        call_command("update_index", verbosity=0)
        yield park
        transaction.set_rollback(True)


@pytest.fixture
def park(_made_park, db):
    return _made_park


@pytest.fixture
def reader(park):
    return make_supervisor()


def answers(reader, text):
    found = search_library(reader, text, page=1, on=timezone.localdate())
    first = [found.best] if found.best else []
    return [plain(finding.title) for finding in [*first, *found.findings][:FIRST]]


def plain(html):
    return html.replace("<mark>", "").replace("</mark>", "")


def test_there_are_thirty_questions():
    assert len(FOUND) >= 30


@pytest.mark.parametrize(("text", "titles"), FOUND.items())
def test_a_question_finds_its_pages_among_the_first_five(reader, text, titles):
    found = answers(reader, text)

    assert [title for title in titles if title not in found] == [], found
    if titles and titles[0].startswith("《"):
        assert found[0] == titles[0]


@pytest.mark.parametrize(("typed", "meant"), MEANT.items())
def test_a_mistyped_title_is_offered_as_it_should_be(reader, typed, meant):
    found = search_library(reader, typed, page=1, on=timezone.localdate())

    assert found.is_weak
    assert nearest_titles_for(reader, typed, found=found)[:1] == [meant]


def test_somebody_who_may_open_nothing_is_told_nothing(park):
    found = search_library(AnonymousUser(), "购物卡", page=1, on=timezone.localdate())

    assert {finding.kind_name for finding in found.findings} <= {"条文", "通知"}
    assert CARDS not in answers(AnonymousUser(), "购物卡")
    assert nearest_titles_for(AnonymousUser(), "外婆的第二杆称") == []


STOCK = {
    "sqlite": (
        "CREATE VIRTUAL TABLE temp.stock USING fts5(title, text)",
        "SELECT title FROM temp.stock WHERE stock MATCH %s",
    ),
    "postgresql": (
        "CREATE TEMPORARY TABLE stock (title text, text text)",
        "SELECT title FROM stock WHERE to_tsvector('simple', title || ' ' || text) @@ plainto_tsquery('simple', %s)",
    ),
}


def test_the_librarys_own_index_would_have_missed_most_of_them(park):
    """The same texts, cut where Wagtail's stock indexes cut them: the list above can fail, and would."""
    create, select = STOCK[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(create)
        rows = [(page.title, page.specific.plain_text()) for page in StudyPage.objects.all()]
        cursor.executemany("INSERT INTO stock VALUES (%s, %s)", rows)
        missed = [text for text, titles in FOUND.items() if not _stock_finds(cursor, select, text, titles)]
        # SQLite cannot take back by a savepoint that there was such a table.
        cursor.execute("DROP TABLE stock")

    assert len(missed) > len(FOUND) / 2


def _stock_finds(cursor, select, text, titles):
    cursor.execute(select, [" ".join(f'"{word}"' for word in text.split())])
    return {title for (title,) in cursor.fetchall()} & set(titles)


def test_the_search_asks_the_index_that_is_set():
    assert hasattr(get_search_backend(), "find")
