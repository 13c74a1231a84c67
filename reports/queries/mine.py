"""What one member may know of herself: everything that is kept about her."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from attendance.queries import credit_of, events_for, records_for
from attendance.rules.credit import Credit
from campaigns.models import Assignment, Completion
from campaigns.queries import Standing, standings_of
from content.queries import News, links_by, news_for, pages_visible_to, stories_of
from pledges.queries import pledges_of
from quizzes.models import DailyAnswer, WrongEntry
from quizzes.queries import attempts_of

LATEST = 5


@dataclass(frozen=True)
class Mine:
    """What 我的 shows: the latest of each, and how many there are of them."""

    credit: Credit
    standings: list[Standing]
    records: list
    attempts: list
    places: list
    pledges: list
    news: News

    @property
    def done(self):
        return sum(standing.done for standing in self.standings)

    @property
    def total(self):
        return sum(standing.total for standing in self.standings)


def mine(member, now):
    """The Mine of a member."""
    return Mine(
        credit=credit_of(member),
        standings=standings_of(member, now),
        records=list(_records(member)[:LATEST]),
        attempts=list(finished_attempts(member)[:LATEST]),
        places=list(reversed(events_for(member, now)))[:LATEST],
        pledges=list(pledges_of(member)[:LATEST]),
        news=news_for(member, now),
    )


def _records(member):
    """Study records that know whether their page `is_open` to the member still."""
    open_pages = pages_visible_to(member.user).filter(pk=OuterRef("page"))
    return records_for(member).annotate(is_open=Exists(open_pages))


def finished_attempts(member):
    """Papers that the member handed in, latest first."""
    ended = attempts_of(member).filter(finished_at__isnull=False)
    return ended.defer("paper").order_by("-finished_at", "-pk")


def everything_about(member, now):
    """All rows about one member in plain values, to be taken away: {section: dict or list of dicts}."""
    return {
        "person": _person(member),
        "tasks": _tasks(member),
        "completed": _completed(member),
        "study": [_record(record) for record in records_for(member)],
        "quizzes": [_attempt(attempt) for attempt in finished_attempts(member)],
        "practice": _practice(member),
        "events": [_place(line) for line in events_for(member, now)],
        "pledges": [_pledge(pledge) for pledge in pledges_of(member)],
        "stories": [_story(story) for story in stories_of(member)],
        "family_links": [_link(link) for link in links_by(member)],
    }


def _person(member):
    user = member.user
    return {
        "name": member.name,
        "phone": member.phone,
        "enterprise": member.enterprise.name,
        "department": member.department.name if member.department else None,
        "party_branch": member.branch.name if member.branch else None,
        "post": member.post,
        "risk_level": member.get_risk_level_display(),
        "party_member": member.is_party_member,
        "joined_on": member.joined_on,
        "login": {"name": user.name, "email": user.email, "language": user.language, "last_sign_in": user.last_login},
    }


def _tasks(member):
    rows = Assignment.objects.filter(member=member).select_related("campaign").order_by("campaign__opens_at")
    return [
        {
            "title": row.campaign.title,
            "due_at": row.campaign.due_at,
            "excused_because": row.excused_because,
            "last_reminded_at": row.reminded_at,
            "reminders": row.reminders,
        }
        for row in rows
    ]


def _completed(member):
    rows = Completion.objects.filter(member=member).select_related("activity__campaign").order_by("at")
    return [
        {
            "campaign": row.activity.campaign.title,
            "activity": row.activity.title,
            "kind": row.activity.kind,
            "at": row.at,
            "evidence": row.evidence,
        }
        for row in rows
    ]


def _record(record):
    return {
        "title": record.page.title,
        "kind": record.kind,
        "started_at": record.started_at,
        "completed_at": record.completed_at,
        "credited_seconds": int(record.credited_seconds),
        "position": record.position,
    }


def _attempt(attempt):
    return {
        "title": attempt.quiz.title,
        "number": attempt.number,
        "started_at": attempt.started_at,
        "finished_at": attempt.finished_at,
        "score": attempt.score,
        "passed": attempt.passed,
        "receipt": attempt.receipt,
    }


def _practice(member):
    answers = DailyAnswer.objects.filter(member=member).values("day", "correct")
    wrong = WrongEntry.objects.filter(member=member).values("lapses", "due_at", "reviewed_at")
    return {"daily_questions": list(answers), "wrong_answers": list(wrong)}


def _place(line):
    return {
        "title": line.session.event.title,
        "venue": line.session.event.venue,
        "starts_at": line.session.starts_at,
        "result": str(line.label),
        "arrived_at": line.arrived_at,
        "remark": line.mark.reason if line.mark else "",
        "asked_for_leave": line.leave.reason if line.leave else "",
    }


def _pledge(pledge):
    return {
        "title": pledge.text.title,
        "version": pledge.version.number,
        "serial": pledge.serial,
        "verification_code": pledge.code,
        "signer": pledge.signer,
        "signed_at": pledge.signed_at,
        "valid_until": pledge.valid_until,
        "state": pledge.state,
        "strokes": pledge.strokes,
    }


def _story(story):
    return {
        "title": story.title,
        "text": story.text,
        "saying": story.saying,
        "credit": story.credit,
        "enterprise_then": story.enterprise.name,
        "state": story.state,
        "reason": story.reason,
        "kept_at": story.kept_at,
        "sent_at": story.sent_at,
        "decided_at": story.decided_at,
        "pictures": [picture.alt_text for picture in story.pictures.all()],
        "recording_seconds": story.recording.seconds if story.recording else None,
        "pages": [page.url for page in story.out],
    }


def _link(link):
    line = getattr(link, "line", None)
    return {
        "story": link.page.title,
        "made_at": link.made_at,
        "ends_at": link.ends_at,
        "closed_at": link.revoked_at,
        "opened": link.claimed_at is not None,
        "line": {"name": line.name, "line": line.line, "shown": line.state == "shown"} if line else None,
    }
