"""How a question is laid on one paper: what is shown and what is kept back are parted here, once."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Dealt:
    """One question on one paper.

    face: what the member may see, JSON-able. key: what she may see only after hand-in, JSON-able.
    """

    face: dict
    key: dict


@dataclass(frozen=True)
class Row:
    """One line of a marked question: what was asked, what she gave, what was right, all as text."""

    prompt: str
    yours: str
    right: str
    correct: bool
    why: str = ""


def new_id(rng):
    """A name for an option that says nothing about its place or its truth."""
    return f"o{rng.getrandbits(40):010x}"


def deal_texts(texts, rng, *, keep_order=False):
    """[{"id", "text"}, …] for the texts, shuffled, and the ids in the order the texts came in."""
    items = [{"id": new_id(rng), "text": text} for text in texts]
    ids = [item["id"] for item in items]
    if not keep_order:
        rng.shuffle(items)
    return items, ids


def speaks_of_places(text):
    """Whether a text counts on the options' order: "选项A", "A和B", "以上都对"."""
    return bool(re.search(r"(?<![A-Za-z0-9])[A-H](?![A-Za-z0-9])|^(以上|上述)", text))


def deal_options(options, rng, *, said=""):
    """Lettered options and the ids of the right ones. `options` are (text, right) pairs.

    They are shuffled, unless one of them or what is `said` of them counts on their order.
    """
    texts = [text for text, _ in options]
    keep_order = any(map(speaks_of_places, [said, *texts]))
    items, ids = deal_texts(texts, rng, keep_order=keep_order)
    for letter, item in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", items, strict=False):
        item["letter"] = letter
    return items, [id for id, (_, right) in zip(ids, options, strict=True) if right]


def deal_out_of_order(texts, rng):
    """As deal_texts, but never in the order given: that order is the answer."""
    items, ids = deal_texts(texts, rng)
    if len(set(texts)) > 1 and [item["text"] for item in items] == list(texts):
        items.append(items.pop(0))
    return items, ids


def lettered(options, chosen):
    """The chosen options as a person writes them: "A. 监督；C. 处置"."""
    return "；".join(f"{o['letter']}. {o['text']}" for o in options if o["id"] in chosen)


def draw(pools, rng):
    """Pick questions for a paper: [(question id, marks), …], none twice.

    pools: (ids, count, marks) in the order of the paper's rules. A pool that is too small gives all it has.
    """
    drawn = {}
    for ids, count, marks in pools:
        left = [id for id in ids if id not in drawn]
        drawn |= dict.fromkeys(rng.sample(left, min(count, len(left))), marks)
    return list(drawn.items())
