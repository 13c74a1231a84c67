"""What the park's people did since the campaign opened, in the order in which it happened.

Every deed goes through the same action as a person's tap, at its own moment, so that records, tallies and the
journal agree with each other as they would in a real park.
"""

import random
from datetime import timedelta

from attendance.actions import check_in
from attendance.models import Session, StudyRecord
from attendance.queries.codes import screen_codes
from campaigns.actions import complete, remind
from campaigns.models import ActivityKind, Assignment
from demo.people import SEED
from enterprises.models import Member
from pledges.actions import present, sign
from pledges.rules.strokes import read_drawing
from quizzes.actions import finish_attempt, new_seat, save_response, start_attempt
from quizzes.models import AttemptKey

# How keen each pilot enterprise is, so that the supervisor's table has something to tell.
DILIGENCE = {
    "溪石智能装备": 0.62,
    "禾润食品": 0.78,
    "澄江医药": 0.55,
    "云栈物流": 0.34,
    "青禾环保": 0.7,
    "海岳建工": 0.42,
}
# Whose phones are still untouched, so that whoever tries the demo does everything first.
UNTOUCHED = {"周晓梅", "许安然", "何建新"}


def tell(park):
    """Act out three weeks for the park that `park` (a Loader) has just loaded."""
    story = Story(park)
    for at, deed in sorted(story.deeds(), key=lambda pair: pair[0]):
        deed(at)


class Story:
    def __init__(self, park):
        self.park = park
        self.random = random.Random(SEED)

    def deeds(self):
        """Every (moment, callable taking the moment) of the story, in no order."""
        members = Member.objects.filter(enterprise__pilot__isnull=False).select_related("enterprise", "user")
        for member in members.exclude(name__in=UNTOUCHED).order_by("pk"):
            yield from self._of(member)
        yield from self._past_event(members)
        for short in ("溪石智能装备", "云栈物流"):
            yield self._moment(2, 3), lambda at, short=short: self._remind(short, at)

    def _moment(self, earliest_day, latest_day):
        """A working hour between so many days after the campaign's opening."""
        days = self.random.uniform(earliest_day, latest_day)
        moment = self.park.campaign.opens_at + timedelta(days=days)
        moment = moment.replace(hour=8 + self.random.randrange(11), minute=self.random.randrange(60))
        return min(moment, self.park.now - timedelta(hours=1))

    def _of(self, member):
        keen = DILIGENCE[member.enterprise.short_name] + self.random.uniform(-0.35, 0.35)
        pages = self.park.pages
        plans = [
            (1.1, 0, 9, lambda at: self._study(member, pages["cards-in-the-folder"], ActivityKind.READ, at)),
            (1.0, 1, 12, lambda at: self._study(member, pages["boundary"], ActivityKind.READ, at)),
            (0.9, 2, 14, lambda at: self._study(member, pages["shopping-card"], ActivityKind.WATCH, at)),
            (0.75, 4, 17, lambda at: self._quiz(member, keen, at)),
            (0.6, 6, 19, lambda at: self._sign(member, at)),
        ]
        for weight, first, last, deed in plans:
            if self.random.random() < keen * weight:
                yield self._moment(first, last), deed

    def _study(self, member, page, kind, at):
        length = round(page.film_seconds) if kind == ActivityKind.WATCH else page.reading_seconds
        record = StudyRecord.objects.create(
            member=member,
            page=page.page_ptr,
            kind=kind,
            length=length,
            credited_seconds=length if kind == ActivityKind.WATCH else page.study_seconds,
            coverage=[[0, length]] if kind == ActivityKind.WATCH else [],
            position=0,
            reached_end=True,
            started_at=at - timedelta(seconds=length),
            completed_at=at,
        )
        complete(member=member, kind=kind, target=page.page_ptr, now=at, evidence={"study_record": record.pk})

    def _quiz(self, member, keen, at):
        seat = new_seat()
        attempt = start_attempt(quiz=self.park.quiz, member=member, seat=seat, now=at)
        keys = AttemptKey.objects.get(attempt=attempt).keys
        for number, (face, key) in enumerate(zip(attempt.paper, keys, strict=True), 1):
            right = self.random.random() < 0.7 + keen * 0.35
            answer = key["right"] if right else self._wrong(face, key)
            save_response(
                attempt=attempt, number=number, answer=answer, seq=number, seat=seat, now=at + timedelta(seconds=number)
            )
        finish_attempt(attempt=attempt, seat=seat, now=at + timedelta(minutes=4))

    def _wrong(self, face, key):
        if face["kind"] == "true_false":
            return not key["right"] if isinstance(key["right"], bool) else None
        wrong = [option["id"] for option in face["options"] if option["id"] not in key["right"]]
        return [wrong[0]] if face["kind"] == "multiple_choice" and wrong else (wrong or [None])[0]

    def _sign(self, member, at):
        attempt = present(member=member, text=self.park.pledge_text, terms_accepted=True, now=at - timedelta(minutes=3))
        sign(
            attempt=attempt,
            sent_sha256=attempt.presented_sha256,
            drawing=read_drawing(self._scribble()),
            confirmed_at=at,
            now=at,
        )

    def _scribble(self):
        """The strokes of an invented hand: two or three characters' worth of turns."""
        strokes, ms = [], 0
        for character in range(3):
            for _ in range(3):
                x, y = 60 + character * 190 + self.random.uniform(0, 90), 60 + self.random.uniform(0, 100)
                stroke = []
                for _ in range(9):
                    x, y = x + self.random.uniform(-22, 34), y + self.random.uniform(-26, 30)
                    ms += 24
                    stroke.append([min(max(x, 5), 595), min(max(y, 5), 245), ms])
                strokes.append(stroke)
                ms += 90
        return {"width": 600, "height": 250, "strokes": strokes}

    def _past_event(self, members):
        """Who came to the talk twelve days ago: each by the code that was on the screen at that moment."""
        session = Session.objects.filter(event=self.park.events["law-comes-to-procurement"]).get()
        for member in members:
            if self.random.random() < DILIGENCE[member.enterprise.short_name] + 0.1:
                at = session.starts_at + timedelta(minutes=self.random.uniform(-20, 16))
                yield at, lambda at, member=member: self._come(session, member, at)

    def _come(self, session, member, at):
        check_in(session=session, member=member, now=at, token=screen_codes(session, at)[0].token)

    def _remind(self, short, at):
        grant = self.park.campaign.enterprises.get(short_name=short).grants.first()
        if grant:
            chosen = Assignment.objects.filter(campaign=self.park.campaign, enterprise__short_name=short)
            remind(assignments=chosen, by=grant.user, now=at)
