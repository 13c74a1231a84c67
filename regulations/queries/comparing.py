"""Two versions of a regulation side by side."""

from collections import Counter
from dataclasses import dataclass

from regulations.models import Version
from regulations.queries.reading import ArticleText, Reading, reading
from regulations.rules.comparing import Change, Pair, Words, compare_articles
from regulations.rules.outline import Article as OutlinedArticle
from regulations.rules.outline import Outline, printed_label
from regulations.rules.wording import fold


@dataclass(frozen=True)
class Stretch:
    """Neighbouring articles that all stayed the same, or one that did not."""

    pairs: tuple[Pair, ...]

    @property
    def is_same(self) -> bool:
        return self.pairs[0].change == Change.SAME

    @property
    def first(self) -> Pair:
        return self.pairs[0]

    @property
    def last(self) -> Pair:
        return self.pairs[-1]


@dataclass(frozen=True)
class Comparison:
    """What became of every article; `counts` by change; `around`: what changed of headings, preamble and appendix."""

    stretches: tuple[Stretch, ...]
    counts: dict[str, int]
    around: dict[str, Pair]


def comparison(old: Version, new: Version) -> Comparison:
    """What changed from one version to another, in four queries."""
    was, reads = reading(old), reading(new)
    pairs = compare_articles(_articles(was), _articles(reads))
    counts = Counter(pair.change.value for pair in pairs)
    around = {
        "contents": _around(_contents(was), _contents(reads)),
        "preamble": _around(old.preamble.splitlines(), new.preamble.splitlines()),
        "appendix": _around(old.appendix.splitlines(), new.appendix.splitlines()),
    }
    return Comparison(
        stretches=tuple(_stretches(pairs)),
        counts={change.value: counts[change.value] for change in Change},
        around={name: pair for name, pair in around.items() if pair.change != Change.SAME},
    )


def comparison_with(old: Version, outline: Outline) -> list[Pair]:
    """What a parsed text would change of a version, article by article."""
    return compare_articles(_articles(reading(old)), [_outlined(article) for article in outline.articles])


def _outlined(article: OutlinedArticle) -> Words:
    lines = [f"【{article.heading}】"] if article.heading else []
    for paragraph in article.paragraphs:
        lines += [*paragraph.text.splitlines(), *(f"{item.label}{item.text}" for item in paragraph.items)]
    lines += article.note.splitlines()
    return Words(article.anchor, printed_label(article.label), tuple(map(fold, lines)))


def _articles(text: Reading) -> list[Words]:
    return [Words(block.anchor, block.printed_label, tuple(map(fold, _lines(block)))) for block in text.articles]


def _lines(article: ArticleText) -> list[str]:
    lines = [f"【{article.heading}】"] if article.heading else []
    for paragraph in article.paragraphs:
        lines += [*paragraph.text.splitlines(), *(f"{label}{text}" for _, label, text in paragraph.items)]
    return lines + article.note.splitlines()


def _contents(text: Reading) -> list[str]:
    return [f"{heading.label} {heading.heading}".strip() for heading in text.contents]


def _around(old: list[str], new: list[str]) -> Pair:
    return compare_articles([Words("", "", tuple(map(fold, old)))], [Words("", "", tuple(map(fold, new)))])[0]


def _stretches(pairs: list[Pair]) -> list[Stretch]:
    found: list[list[Pair]] = []
    for pair in pairs:
        if found and pair.change == found[-1][0].change == Change.SAME:
            found[-1].append(pair)
        else:
            found.append([pair])
    return [Stretch(tuple(stretch)) for stretch in found]
