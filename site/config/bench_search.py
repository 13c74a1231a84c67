"""Measures the search in a library far larger than a park's: invented laws, some with an old version, and pages.

Rows go into the tables and into the index by the thousand, but what is measured is the way a member's search takes.
"""

import gc
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from accounts.models import User
from content.actions import prepare_site
from content.models import CasePage, NoticePage, PageTopic, StoryPage, StudyPage, Topic
from content.search.index import IndexEntry
from content.search.queries import search_library
from regulations.models import Alias, Article, Paragraph, Regulation, Version
from regulations.rules.numerals import to_numeral

LAWS, ARTICLES_EACH, OLD_VERSIONS, PAGES = 2000, 100, 200, 3000
BATCH = 2000
ROUNDS = 3


def _words(*lines: str) -> list[str]:
    return " ".join(lines).split()


PLACES = _words("清溪 云岭 松江 临湖 望海 青石 南浦 北塘 长汀 白鹭 金沙 东湾 西陵 竹山 莲塘 安平 永和 丰泽 石桥 大田")
FIELDS = _words(
    "采购 招标投标 工程建设 财政资金 公务接待 礼品登记 职务回避 信息公开 安全生产 环境保护 数据管理 劳动用工 税收征管",
    "产权交易 资产评估 信访举报 巡视巡察 干部考核 培训教育 档案管理 合同管理 出国管理 车辆管理 食品安全 医药购销",
)
FORMS = _words("条例 办法 规定 细则 准则")
WHO = _words(
    "国家工作人员 企业 供应商 采购人员 项目负责人 评标专家 监察机关 主管部门 党员干部 财务人员 中介机构 投标人",
    "管理服务对象 离职人员 亲属 驻外机构 审计机关 园区管委会 纪检监察干部 社会组织",
)
DEEDS = _words(
    "收受礼金 赠送购物卡 接受宴请 安排旅游 虚开发票 泄露标底 围标串标 挪用资金 拆分项目 指定供应商 干预评标 隐瞒关系",
    "违规兼职 报销个人费用 出借资质 转移资产 打探信息 私设小金库 收取回扣 提供虚假材料",
)
DUTIES = _words(
    "如实登记 及时报告 主动回避 公开结果 接受监督 妥善保管 限期改正 组织培训 建立台账 核实情况 书面说明 退还财物",
    "依法处理 予以公示 移送有关机关 追究责任 给予处分 责令整改 约谈提醒 记入诚信档案",
)
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "明华建国秀英志强丽娟晓东海燕文军春梅立新"
TOPICS = _words("送礼收礼 招投标 公务接待 采购 家风 工程 财务 中介 节前提醒 职务回避")
POSTS = ["", "采购", "财务", "工程", "人事", "销售"]

# What people type: half the library, a handful, one page, nothing at all.
QUERIES = {
    "a word in half of all": ["应当", "规定", "有关单位"],
    "a frequent word": ["礼金", "购物卡", "供应商", "公示"],
    "a name": ["王明华", "陈海燕", "何文军"],
    "a place's law": ["清溪采购条例", "望海公务接待办法"],
    "several words": ["供应商 礼金", "采购人员 购物卡 退还", "评标专家 回避 公开"],
    "a phrase": ["国家工作人员应当", "不得收受礼金", "移送有关机关"],
    "a question": ["节假日能不能接受供应商的宴请", "收到购物卡应该怎么退还财物", "亲属做中介机构要不要主动回避"],
    "one character": ["卡", "廉", "应"],
    "an article": ["清溪采购条例第四条", "《望海公务接待办法》第三十七条", "第十二条"],
    "mistyped": ["清夕采购条列", "望海公物接待办发", "采购人员收受礼斤"],
    "nothing": ["量子计算机", "天气预报"],
}  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """How long the answers to one sort of query took: milliseconds, of the wall clock and of CPU."""

    name: str
    times: int
    p50_ms: float
    p95_ms: float
    p50_cpu_ms: float
    p95_cpu_ms: float


# -- The library ------------------------------------------------------------------------------------------------------


def build(laws=LAWS, pages=PAGES):
    """Laws of a hundred articles each, all in force; every tenth one also as it stood before. Then pages."""
    chance = random.Random(20)  # noqa: S311 - invents sentences
    index = get_search_backend().get_index_for_model(Article)
    with _indexes_made_afterwards():
        for numbers in _batches(range(laws), 20):
            with transaction.atomic():
                articles = _write_laws(numbers, chance)
                index.add_items(Article, articles)
        write_pages(pages, chance)
    _settle()


@contextmanager
def _indexes_made_afterwards():
    """PostgreSQL makes an index of words over all rows in a third of the time that it takes row by row."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s", [IndexEntry._meta.db_table])
        made = [(name, sql) for name, sql in cursor.fetchall() if "USING gin" in sql]
        for name, _ in made:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, sql in made:
            cursor.execute(sql)


def _settle():
    """What a database of that size has had long ago: its statistics, and its lists of what came in last emptied."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _batches(things, size) -> Iterator[list]:
    things = iter(things)
    while batch := list(islice(things, size)):
        yield batch


def _title(number):
    place, rest = PLACES[number % len(PLACES)], number // len(PLACES)
    field, rest = FIELDS[rest % len(FIELDS)], rest // len(FIELDS)
    return f"{place}{field}{FORMS[rest % len(FORMS)]}"


def _write_laws(numbers, chance) -> list[Article]:
    laws = [Regulation(title=_title(n), short_title=_title(n), slug=f"bench-{n}") for n in numbers]
    Regulation.objects.bulk_create(laws)
    Alias.objects.bulk_create(Alias(regulation=law, name=law.title) for law in laws)
    versions = []
    for number, law in zip(numbers, laws, strict=True):
        days = [date(2008, 3, 1), date(2019, 7, 1)] if number % (LAWS // OLD_VERSIONS) == 0 else [date(2019, 7, 1)]
        versions += [_version(law, day) for day in days]
    Version.objects.bulk_create(versions)
    return _write_articles(versions, chance)


def _version(law, day):
    digest = f"{law.slug}-{day}"
    return Version(regulation=law, name=str(day), promulgated_on=day, effective_on=day, source_digest=digest)


def _write_articles(versions, chance) -> list[Article]:
    articles = [
        Article(version=version, number=number, label=f"第{to_numeral(number)}条", anchor=f"art-{number}")
        for version in versions
        for number in range(1, ARTICLES_EACH + 1)
    ]
    Article.objects.bulk_create(articles, batch_size=BATCH)
    paragraphs = [Paragraph(article=article, number=1, text=_sentences(chance, 3)) for article in articles]
    Paragraph.objects.bulk_create(paragraphs, batch_size=BATCH)
    for article, paragraph in zip(articles, paragraphs, strict=True):
        # The index reads the words of an article through these; here they are at hand.
        article._prefetched_objects_cache = {"paragraphs": [paragraph]}
        paragraph._prefetched_objects_cache = {"items": []}
    return articles


def _sentences(chance, count):
    return "".join(_sentence(chance) for _ in range(count))


def _sentence(chance):
    who, other, deed, duty, then = (chance.choice(words) for words in (WHO, WHO, DEEDS, DUTIES, DUTIES))
    return chance.choice(
        [
            f"{who}在{chance.choice(FIELDS)}中应当{duty}，不得向{other}{deed}。",
            f"{who}{deed}的，由有关单位{duty}；情节较重的，{then}。",
            f"依照本规定，{who}应当自知道之日起{chance.randint(3, 60)}日内{duty}。",
            f"{who}与{other}有利害关系的，{duty}并{then}。",
        ]
    )


def write_pages(count, chance):
    """Cases, stories and notices below their sections, in the index as well."""
    places = prepare_site(timezone.now())
    topics = [
        Topic.objects.get_or_create(name=name, defaults={"slug": f"bench-{n}"})[0] for n, name in enumerate(TOPICS)
    ]
    kinds = [(CasePage, places.sections["cases"]), (StoryPage, places.sections["stories"])]
    kinds += [(NoticePage, places.sections["notices"])]
    for model, section in kinds:
        made = [_page(model, chance, number) for number in range(count // len(kinds))]
        _plant(Page.objects.get(pk=section.pk), made)
        PageTopic.objects.bulk_create(
            PageTopic(tag=topic, content_object=page) for page in made for topic in chance.sample(topics, 2)
        )
        for batch in _batches(model.objects.filter(pk__in=[page.pk for page in made]), 500):
            get_search_backend().get_index_for_model(model).add_items(model, batch)


def _page(model, chance, number):
    person = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
    title = f"{person}{chance.choice(DEEDS)}的{number + 1}号记录"
    page = model(title=title, draft_title=title, summary=_sentence(chance), post=chance.choice(POSTS), kind=model.KIND)
    block = "happened" if model is CasePage else "paragraphs"
    page.body = [(block, f"<p>{person}：{_sentences(chance, 12)}</p>")]
    page.first_published_at = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(4300))
    page.slug, page.live = f"bench-{model.KIND}-{number}", True
    return page


def _plant(section, pages):
    """Put pages below a section as the tree would, without asking it once for each."""
    first = section.numchild + 1
    for step, page in enumerate(pages, first):
        page.path = Page._get_path(section.path, section.depth + 1, step)
        page.depth, page.url_path = section.depth + 1, f"{section.url_path}{page.slug}/"
        page.content_type_id, page.locale_id = _type_of(type(page)), section.locale_id
    with transaction.atomic():
        for page in pages:
            _insert(page)
        Page.objects.filter(pk=section.pk).update(numchild=first + len(pages) - 1)


def _insert(page):
    """One row in the table of each of the three models that a page is made of."""
    for model in (Page, StudyPage, type(page)):
        part = model(**{field.attname: getattr(page, field.attname) for field in model._meta.concrete_fields})
        part.pk = page.pk
        part.save_base(raw=True, force_insert=True)
        page.pk = page.page_ptr_id = page.studypage_ptr_id = part.pk


def _type_of(model):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(model).pk


# -- The questions ----------------------------------------------------------------------------------------------------


def measure(user: User) -> list[Answered]:
    """Ask everything a few times over, mixed as people are; the first round warms up and does not count."""
    gc.collect()
    gc.freeze()  # as the server does
    on = timezone.localdate()
    asked = [(name, text) for name, texts in QUERIES.items() for text in texts]
    measured: dict[str, list] = {name: [] for name in QUERIES}
    database = _database_process()
    for number in range(ROUNDS + 1):
        for name, text in asked:
            times = _timed(lambda text=text: _ask(user, text, on), database)
            if number:
                measured[name].append(times)
    everything = [times for of_one in measured.values() for times in of_one]
    return [_answered(name, times) for name, times in [*measured.items(), ("all", everything)]]


def _ask(user, text, on):
    return search_library(user, text, page=1, on=on)


def _answered(name, times):
    wall, cpu = (sorted(column) for column in zip(*times, strict=True))
    return Answered(name, len(times), _at(wall, 0.5), _at(wall, 0.95), _at(cpu, 0.5), _at(cpu, 0.95))


def _at(ordered, share):
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def _timed(work, database):
    started, cpu = time.perf_counter(), time.process_time() + _cpu_seconds(database)
    work()
    wall = time.perf_counter() - started
    return wall * 1000, (time.process_time() + _cpu_seconds(database) - cpu) * 1000


def _database_process():
    """The number of the process in which PostgreSQL works for us, where it runs on this machine."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def _cpu_seconds(process):
    file = Path(f"/proc/{process}/schedstat")
    return int(file.read_text().split()[0]) / 1e9 if process and file.exists() else 0
