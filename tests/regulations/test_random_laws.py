"""No article lost, none invented: laws built at random are read back as they were written."""

import io
from datetime import date

from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulations.importers import text_of
from regulations.rules.lines import Line
from regulations.rules.marks import article_mark
from regulations.rules.numerals import to_numeral
from regulations.rules.outline import Doubtful
from regulations.rules.parse import parse
from tests.regulations.random_laws import ODD_TAILS, laws

SLOW = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


def squeezed(words):
    return "".join(words.split())


def read(outline):
    return [
        (
            article.number,
            article.suffix,
            [(squeezed(p.text), [squeezed(item.text) for item in p.items]) for p in article.paragraphs],
        )
        for article in outline.articles
    ]


def headings(outline):
    """Books, chapters and sections of an outline as a bag."""
    divisions = [*outline.books, *outline.chapters, *outline.sections]
    return sorted(squeezed(f"{division.label}{division.heading}") for division in divisions)


def check(law, outline):
    assert read(outline) == [
        (number, suffix, [(squeezed(words), items) for words, items in paragraphs])
        for number, suffix, paragraphs in law.articles
    ]
    assert headings(outline) == sorted(squeezed(heading) for heading in law.headings)
    assert outline.appendix.split("\n") == (law.appendix or [""])
    assert (outline.version, outline.effective_on) == ("2020-01-01", date(2020, 3, 1))
    if not any(tail in law.text for tail in ODD_TAILS):
        assert [doubt for doubt in outline.doubts if not names_the_next(law, doubt)] == []


def names_the_next(law, doubt):
    """Whether a doubt is about a sentence that names the article after the last, where no space tells it from one."""
    last = law.articles[-1][0]
    named = article_mark(Line(0, doubt.words)).number
    return law.is_close and doubt.about == Doubtful.ARTICLE_OR_REFERENCE and named > last


@settings(max_examples=60, **SLOW)
@given(laws(longest=20))
def test_a_law_is_read_back_as_it_was_written(law):
    check(law, parse(law.text))


@settings(max_examples=2, **SLOW)
@given(laws(longest=130))
def test_a_long_law_is_read_back_too(law):
    check(law, parse(law.text))


@settings(max_examples=5, **SLOW)
@given(laws(longest=12))
def test_the_same_law_from_a_word_file(law):
    document, file = Document(), io.BytesIO()
    for line in law.lines:
        document.add_paragraph(line.lstrip("#").replace("**", ""))
    document.save(file)

    check(law, parse(text_of("law.docx", file.tell(), file.getvalue)))


@given(st.data())
def test_a_law_typed_close_that_lacks_an_article_keeps_all_others(data):
    count = data.draw(st.integers(4, 30))
    lost = data.draw(st.integers(2, count - 2))
    numbers = [number for number in range(1, count + 1) if number != lost]
    lines = [f"第{to_numeral(number)}条企业应当公开第{number}件事。" for number in numbers]

    outline = parse("\n".join(["示范办法", "2020年1月1日 公布 自2020年1月1日起施行", *lines]))

    assert [article.number for article in outline.articles] == numbers
    assert [(doubt.about, doubt.words) for doubt in outline.doubts] == [
        (Doubtful.ARTICLES_MISSING, f"第{to_numeral(lost + 1)}条")
    ]


def words_of(point):
    words = (p.text + "".join(item.label + item.text for item in p.items) for p in point.paragraphs)
    return f"{point.label}、" + "".join(words)


POINTS = st.sampled_from(
    [
        "将第{n}条修改为：“第{n}条　{words}”",
        "在第{n}条之后增加一条，作为第{n}条之一：",
        "删去第{n}条第二款。",
        "{words}",
    ]
)
INSIDE = st.lists(
    st.sampled_from(
        [
            "“第{n}条　企业应当登记。",
            "“有下列情形之一的：",
            "“（一）送礼；",
            "“第{n}条规定的人员，从重处罚。”",
            "本条例自公布之日起施行。",
        ]
    ),
    max_size=3,
)


@settings(max_examples=50, **SLOW)
@given(st.lists(st.tuples(POINTS, INSIDE, st.integers(1, 40)), min_size=1, max_size=30))
def test_the_points_of_an_amendment_are_read_back(points):
    lines = ["示范法修正案（二）", "2020年1月1日 全国人民代表大会常务委员会通过"]
    for number, (point, inside, named) in enumerate(points, 1):
        fill = {"n": to_numeral(named), "words": "企业应当公开。"}
        lines += [f"{to_numeral(number)}、{point.format(**fill)}", *(line.format(**fill) for line in inside)]

    outline = parse("\n".join(lines))

    assert [article.number for article in outline.articles] == list(range(1, len(points) + 1))
    assert squeezed("".join(lines[2:])) == squeezed("".join(map(words_of, outline.articles)))
