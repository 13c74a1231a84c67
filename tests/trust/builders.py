"""A small park with one object of every kind, twice: all that belongs to a firm carries that firm's mark."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from django.core.files.base import ContentFile

from accounts.actions import create_user
from accounts.models import Role
from attendance import actions as attendance
from campaigns.actions import complete, open_campaign
from campaigns.models import Activity, ActivityKind, Campaign
from content import actions as content
from content.importers import save_boundary_list, save_film_page
from content.models import FamilyLine, FilmQuestion
from enterprises.models import PartyBranch
from media.models import Attachment
from pledges.actions import decline, seal
from tests.attendance.builders import make_beats, make_event, scan
from tests.builders import (
    NOW,
    PASSWORD,
    grant,
    make_coordinator,
    make_department,
    make_enterprise,
    make_member,
    make_publisher,
    make_supervisor,
    make_user,
)
from tests.content.builders import BOUNDARY, draft_of, make_case, make_notice, make_site, show_to
from tests.content.stories import make_draft, make_story_page, make_waiting, picture_file
from tests.media.builders import make_film, make_picture
from tests.pledges.builders import make_pledge, make_text, open_text
from tests.quizzes.builders import DATA, finish, make_bank, make_question, make_quiz, start
from tests.regulations.builders import ARTICLES, make_version

# In the mark of a firm there is no character that any other page has.
MARKS = ("麒麟", "貔貅")
# Stands in every right answer that can be told in words, and in every explanation.
ANSWER = "饕餮"
_phones = count(1)


@dataclass
class Firm:
    """One enterprise: its people, and what belongs to `member` or to nobody but its coordinator."""

    mark: str
    enterprise: object
    coordinator: object
    member: object
    colleague: object
    newcomer: object
    rows: dict = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.__dict__["rows"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def canaries(self):
        """Texts of which another firm must never see one: the mark, phone numbers plain and masked, and ids."""
        people = [self.coordinator, self.member, self.colleague, self.newcomer]
        phones = [each.phone.removeprefix("+86") for each in people] + [each.masked_phone for each in people]
        owned = [self.enterprise, *people, *self.rows.values()]
        keys = [getattr(row, name, None) for row in owned for name in ("public_id", "token", "uuid", "serial", "code")]
        return [self.mark, *phones, *(str(key) for key in keys if key)]


@dataclass
class Park:
    """Two firms, those who look after them, and what both share."""

    first: Firm
    second: Firm
    publisher: object
    supervisor: object
    administrator: object
    shared: dict

    def __getattr__(self, name):
        try:
            return self.__dict__["shared"][name]
        except KeyError:
            raise AttributeError(name) from None


def make_park():
    shared = _shared()
    first, second = (_make_firm(mark, shared) for mark in MARKS)
    for firm in (first, second):
        firm.rows["restricted"] = _restricted_case(shared["site"], firm)
        _take_part(firm, shared)
    _join_both(shared, first, second)
    administrator = make_user("何管理")
    grant(administrator, Role.ADMINISTRATOR)
    return Park(first, second, make_publisher(), make_supervisor(), administrator, shared)


def _shared():
    """What the park publishes for everybody: pages, a law, quizzes, a text to sign, and one draft that nobody sees."""
    make_version(articles=ARTICLES + "第三条 丙。", day=date(2018, 1, 1))
    version = make_version()
    quiz, exam = _answered_quiz("入门测验"), _answered_quiz("季度考试")
    site, picture = make_site(), make_picture(size=(640, 360))
    film_data = {"title": "抽屉里的卡", "slug": "drawer", "summary": "一部短片。", "intro": ["请看。"]}
    film_page = save_film_page(site.sections["films"], film := make_film(), film_data, NOW)
    asked = make_question("single", explanation=f"{ANSWER}解析", citation=f"{ANSWER}条")
    FilmQuestion.objects.create(page=film_page, moment=30, question=asked)
    return {
        "site": site,
        "version": version,
        "quiz": quiz,
        "exam": exam,
        "text": make_text(),
        "unsigned": make_text(code="second-text", title="采购人员承诺书"),
        "case": make_case(site, title="三张购物卡", quiz=quiz, picture=picture),
        "film": film,
        "film_page": film_page,
        "asked_in_film": asked,
        "boundary": save_boundary_list(site.sections["boundary"], BOUNDARY, NOW),
        "notice": make_notice(site, public=True),
        "story": make_story_page(site),
        "draft": draft_of(site, title="狴犴草稿"),
        "rendition": picture.get_rendition("width-400"),
        "attachment": Attachment.objects.create(title="附件", file=ContentFile(b"plain words", "words.txt")),
    }


def _answered_quiz(title):
    """A quiz with a question of every kind, open to practice; its answers and explanations carry ANSWER."""
    bank = make_bank()
    told = {"explanation": f"{ANSWER}解析", "citation": f"{ANSWER}条"}
    changed = {
        "fillin": {"blanks": [[f"{ANSWER}一"], [f"{ANSWER}二"]]},
        "scenario": {"parts": [{**part, "why": f"{ANSWER}缘由"} for part in DATA["scenario"]["parts"]]},
    }
    questions = [make_question(kind, bank=bank, **told, **changed.get(kind, {})) for kind in DATA]
    return make_quiz(*questions, title=title, time_limit=60, attempts_allowed=3)


def _phone():
    """Numbers whose last four digits no two people share, so that a masked one still tells who it is."""
    number = next(_phones)
    return f"+86137{number:04d}{9000 + number % 1000:04d}"


def _make_firm(mark, shared):
    enterprise = make_enterprise(f"{mark}科技", industry=f"{mark}业", address=f"{mark}路")
    department = make_department(enterprise, f"{mark}采购部")
    branch = PartyBranch.objects.create(enterprise=enterprise, name=f"{mark}支部")
    place = {"department": department, "branch": branch, "post": f"{mark}主管", "is_party_member": True}
    coordinator = make_coordinator(enterprise, f"{mark}联络")
    coordinator.phone = _phone()
    coordinator.save()
    member, colleague = (
        make_member(enterprise, f"{mark}{name}", user=make_user(f"{mark}{name}", phone=_phone(), password=PASSWORD))
        for name in ("甲", "乙")
    )
    newcomer_user = create_user(phone=_phone(), name=f"{mark}新人", now=NOW)
    newcomer = make_member(enterprise, f"{mark}新人", user=newcomer_user)
    type(member).objects.filter(enterprise=enterprise).update(**place)
    for person in (member, colleague, newcomer):
        person.refresh_from_db()
    return Firm(mark, enterprise, coordinator, member, colleague, newcomer)


def _restricted_case(site, firm):
    """A case that only this firm's people may open, which crossed a line of the list that all may read."""
    words = {"title": f"{firm.mark}内部案例", "summary": f"{firm.mark}摘要", "topics": [f"{firm.mark}主题"]}
    return show_to(make_case(site, **words, crossed=["不准收礼"]), firm.enterprise)


def _take_part(firm, shared):
    """The member does one thing of every kind; one attempt, one signature and one study session stay open."""
    member, rows = firm.member, firm.rows
    session = make_event(
        starts_at=NOW, enterprise=firm.enterprise, invited=[member, firm.colleague], title=f"{firm.mark}座谈"
    )
    rows |= {"session": session, "event": session.event, "campaign": _make_campaign(firm, shared)}
    rows["check_in"] = scan(session, firm.colleague, device=f"phone-{firm.mark}")
    rows["attempt"] = start(shared["exam"], member)
    rows["finished"] = start(shared["quiz"], firm.member)
    finish(rows["finished"])
    rows["pledge"] = make_pledge(member, shared["text"], now=NOW)
    seal(pledge=rows["pledge"], now=NOW)
    rows["signing"] = open_text(member, shared["unsigned"], now=NOW - timedelta(minutes=2))
    decline(member=firm.colleague, text=shared["unsigned"], reason=f"{firm.mark}不签的理由", now=NOW)
    study = attendance.open_study(member=member, page=shared["case"], now=NOW - timedelta(minutes=5)).session
    attendance.take_beats(session=study, beats=make_beats(4, playing=True, visible=True), now=NOW)
    rows["study"] = study
    _tell_a_story(firm, shared)


def _tell_a_story(firm, shared):
    """A story is being written, another waits; a link to the park's story is open, another brought a line."""
    words = {"text": f"{firm.mark}家里的一件小事，说来话长，要从外婆讲起。", "saying": f"{firm.mark}家训"}
    draft = make_draft(firm.member, picture_file(), title=f"{firm.mark}草稿", **words)
    draft.pictures.update(alt_text=f"{firm.mark}照片")
    firm.rows["draft_story"], firm.rows["sent_picture"] = draft, draft.pictures.get()
    firm.rows["waiting_story"] = make_waiting(firm.member, title=f"{firm.mark}投稿", **words)
    link, token = content.invite_family(member=firm.member, page=shared["story"], now=NOW)
    link.token = token
    firm.rows["family_link"] = link
    used, _ = content.invite_family(member=firm.member, page=shared["story"], now=NOW)
    line = FamilyLine.objects.create(link=used, name="女儿", line="外婆，我记得。", written_at=NOW)
    content.decide_line(line=line, shown=True, by=make_publisher(), now=NOW)


def _make_campaign(firm, shared):
    return _opened(
        [firm.enterprise],
        title=f"{firm.mark}内部活动",
        targets=[
            (ActivityKind.READ, {"page": shared["case"].page_ptr}),
            (ActivityKind.QUIZ, {"quiz": shared["exam"]}),
            (ActivityKind.PLEDGE, {"pledge_text": shared["text"]}),
        ],
    )


def _opened(enterprises, *, title, targets):
    campaign = Campaign.objects.create(title=title, opens_at=NOW - timedelta(days=5), due_at=NOW + timedelta(days=10))
    campaign.enterprises.set(enterprises)
    for order, (kind, target) in enumerate(targets):
        Activity.objects.create(campaign=campaign, order=order, kind=kind, title=f"活动{order}", **target)
    return open_campaign(campaign=campaign, by=None, now=NOW)


def _join_both(shared, first, second):
    """An event of the park that both firms are asked to and attend, and a campaign that asks both."""
    people = [firm_person for firm in (first, second) for firm_person in (firm.member, firm.colleague)]
    session = make_event(starts_at=NOW, invited=people, title="园区大会")
    for person in people[::2]:
        scan(session, person, device=f"phone-{person.pk}")
    campaign = _opened(
        [first.enterprise, second.enterprise],
        title="四季度廉洁学习",
        targets=[(ActivityKind.ATTEND, {"event": session.event}), (ActivityKind.QUIZ, {"quiz": shared["exam"]})],
    )
    for person in people[::2]:
        complete(member=person, kind=ActivityKind.ATTEND, target=session.event, now=NOW, evidence={})
    shared |= {"session": session, "event": session.event, "campaign": campaign}
