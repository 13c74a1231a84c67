"""Texts, drawings and pledges that never surprise."""

from datetime import timedelta

from pledges import actions
from pledges.rules.strokes import read_drawing
from tests.builders import NOW, make_member, make_user

BLOCKS = {
    "salutation": "园区纪检监察工委：",
    "preamble": "我已阅读《亲清指导意见》，现作如下承诺。",
    "items": ["不送礼品、礼金和消费卡。", "采购公开，主动回避。", "如实申报材料，不编造合同。"],
    "closing": "以上承诺由本人自愿作出，请组织和同事监督。",
}


def make_terms(version="1", *, now=NOW):
    return actions.publish_terms(version=version, title="电子签署约定", paragraphs=["记录什么。"], by=None, now=now)


def make_text(code="clean-practice", *, blocks=BLOCKS, now=NOW, **fields):
    """A text with version 1.0 in force, and terms to sign it on."""
    fields = {"title": "清廉从业承诺书", "validity_months": 12, **fields}
    text = actions.create_text(code=code, by=None, now=now, **fields)
    revise(text, blocks=blocks, now=now)
    make_terms(version=f"1-{text.pk}", now=now)
    return text


def revise(text, *, blocks=BLOCKS, kind="major", change_summary="", now=NOW):
    version = actions.draft_version(
        text=text, blocks=blocks, by=None, now=now, kind=kind, change_summary=change_summary
    )
    return actions.publish_version(version=version, by=None, now=now)


def sent_drawing(width=350, height=216):
    """What a phone sends for a name of three strokes: a hook, a bow and a crossing line, in two seconds."""
    hook = [[60 + 2 * i, 50 + i, 16 * i] for i in range(30)] + [[118 - i, 80 + 3 * i, 480 + 16 * i] for i in range(30)]
    bow = [[170 + 2 * i, 60 + (i - 20) ** 2 / 6, 1000 + 12 * i] for i in range(40)]
    cross = [[265 + i, 150 - 3 * i, 1600 + 16 * i] for i in range(35)]
    return {"width": width, "height": height, "strokes": [hook, bow, cross]}


def make_drawing():
    return read_drawing(sent_drawing())


def open_text(member, text, *, now=NOW):
    return actions.present(member=member, text=text, terms_accepted=True, now=now)


def make_pledge(member=None, text=None, *, now=NOW, enqueue=False, drawing=None):
    """Signed half a minute after it was opened; not sealed."""
    member, text = member or make_member(), text or make_text(now=now)
    attempt = open_text(member, text, now=now - timedelta(seconds=30))
    return sign(attempt, now=now, enqueue=enqueue, drawing=drawing)


def sign(attempt, *, now=NOW, enqueue=False, drawing=None, **changed):
    facts = {"sent_sha256": attempt.presented_sha256, "confirmed_at": now, **changed}
    return actions.sign(attempt=attempt, drawing=drawing or make_drawing(), now=now, enqueue=enqueue, **facts)


def make_signer(name="王小明", *, password="correct horse 7", **fields):  # noqa: S107 - a test's password
    user = make_user(name, password=password)
    return make_member(name=name, user=user, post="采购部主管", **fields)
