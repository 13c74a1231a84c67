"""Loads the invented park: what is in it, and then what its people did in the weeks before today."""

import dataclasses
import shutil
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from attendance.actions import add_session, create_event, invite
from attendance.models import Event
from campaigns.actions import open_campaign
from campaigns.models import Activity, Campaign
from content import importers as pages
from content.actions import prepare_site
from demo import films
from demo.accounts import open_accounts
from demo.park import FOLDER, read, read_all
from demo.people import Inventor, credit_code
from demo.sending import send_in
from demo.story import UNTOUCHED, tell
from enterprises.actions import take_roster
from enterprises.importers import Roster
from enterprises.models import Enterprise, Member, Pilot
from enterprises.rules import RosterRow
from media.models import Film
from media.tasks import prepare_film
from pledges.actions import create_text, draft_version, publish_terms, publish_version
from pledges.sealing import keys
from quizzes.importers import load_questions
from quizzes.models import Question, QuestionBank, Quiz, QuizDraw
from regulations.actions import save_regulation
from regulations.importers import read_outline
from regulations.models import Regulation

FILMS = {
    "shopping_card": {
        "slug": "shopping-card",
        "title": "一张购物卡",
        "summary": "采购员在报价单里翻出一张购物卡。不声张、不拖延，她把它送回了原处。一张卡怎样走完它的一天？",
        "topics": ["送礼收礼", "采购"],
    },
    "lotus": {
        "slug": "lotus",
        "title": "莲",
        "summary": "奶奶守着一塘莲，也守着一句话。许多年后，孙女坐在办事窗口里，才听懂那句话。",
        "topics": ["家风"],
        # Where the clerk has told the visitor everything at once.
        "asks": [(51, "企业来办事，干部应当一次把要交的材料讲清楚，免得企业一趟趟地补。")],
    },
}


class Loader:
    """One load of the park at the moment `now`; `say` is told each step in words."""

    def __init__(self, now, say):
        self.now, self.say = now, say
        self.start = now - timedelta(days=30)

    def load(self):
        steps = [
            ("企业与人员", self.enterprises),
            ("指导意见", self.regulations),
            ("承诺书与签章密钥", self.pledges),
            ("题库与测验", self.quizzes),
            ("短片（首次需绘制与编码，约一分钟）", self.films),
            ("栏目、案例、清单与故事", self.pages),
            ("活动", self.events),
            ("学习任务", self.campaign),
            ("过去三周的学习情况", lambda: tell(self)),
            ("投稿与家人寄语", lambda: send_in(self, UNTOUCHED)),
        ]
        with transaction.atomic():
            for number, (words, step) in enumerate(steps, 1):
                self.say(f"  [{number}/{len(steps)}] {words}")
                step()

    # -- Who is there ---------------------------------------------------------------------------------------------

    def enterprises(self):
        inventor, rows = Inventor(), []
        tables = read("enterprises.toml")["enterprise"]
        for number, table in enumerate(tables, 1):
            self._enterprise(table, credit_code(number))
            rows += [self._row(person, table, credit_code(number)) for person in inventor.people_of(table)]
        roster = Roster(rows=list(enumerate(rows, 2)))
        take_roster(roster=roster, by=None, now=self.start)
        open_accounts(self.start)

    def _enterprise(self, table, code):
        enterprise = Enterprise.objects.create(
            name=table["name"],
            short_name=table["short"],
            credit_code=code,
            industry=table["industry"],
            address=table["address"],
        )
        if table["pilot"]:
            Pilot.objects.create(enterprise=enterprise, stage=table["stage"], since=date(2024, 7, 1))

    def _row(self, person, table, code):
        return RosterRow(
            enterprise=table["name"],
            credit_code=code,
            department=person.department,
            name=person.name,
            phone=person.phone,
            post=person.post,
            is_party_member=person.is_party_member,
            branch=person.branch,
            risk_level=person.risk,
        )

    # -- What there is to learn -----------------------------------------------------------------------------------

    def regulations(self):
        for table in sorted(read("regulations/index.toml")["regulation"], key=lambda table: table["effective"]):
            outline = read_outline(FOLDER / "regulations" / table["file"])
            outline = dataclasses.replace(outline, title=outline.title.removesuffix("（试行）"))
            aliases = [table["short"], *table["aliases"]]
            saved = save_regulation(outline=outline, by=None, now=self.start, aliases=aliases)
            regulation = saved.version.regulation
            Regulation.objects.filter(pk=regulation.pk).update(
                slug=table["slug"], short_title=table["short"], issuer=table["issuer"]
            )

    def pledges(self):
        keys.make_keys(now=self.now)
        table = read("pledge.toml")
        self.pledge_text = create_text(
            code=table["slug"],
            title=table["title"],
            audience=table["audience"],
            validity_months=table["validity_months"],
            by=None,
            now=self.start,
        )
        for version in table["version"]:
            published = self._at(version["published_on"])
            blocks = {name: version[name] for name in ("salutation", "preamble", "items", "closing")}
            draft = draft_version(
                text=self.pledge_text,
                blocks=blocks,
                by=None,
                now=published,
                change_summary=version["change_summary"],
            )
            publish_version(version=draft, by=None, now=published)
        publish_terms(**table["terms"], by=None, now=self.start)

    def quizzes(self):
        bank = QuestionBank.objects.create(name="亲清基础题库")
        data = {
            file.stem: read(file.relative_to(FOLDER))["question"]
            for file in sorted((FOLDER / "questions").glob("*.toml"))
        }
        load_questions(data, bank=bank, now=self.start)
        self.quiz = Quiz.objects.create(
            title="第四季度廉洁知识测试",
            intro="十道题，八十分及格，可以重做。题目从题库里抽，每次不一样。",
            state=Quiz.State.PUBLISHED,
            pass_mark=80,
            time_limit=20,
        )
        for kind, count in (("single_choice", 5), ("true_false", 3), ("multiple_choice", 2)):
            QuizDraw.objects.create(quiz=self.quiz, bank=bank, kind=kind, count=count)
        whole = Quiz.objects.create(
            title="综合练习：七种题型各来一点",
            intro="填空、排序、连线、情景都有，练习用，不计时。",
            state=Quiz.State.PUBLISHED,
            pass_mark=60,
        )
        for kind in ("single_choice", "multiple_choice", "true_false", "fill_in", "ordering", "matching", "scenario"):
            QuizDraw.objects.create(quiz=whole, bank=bank, kind=kind, count=1)

    def films(self):
        """Each film is drawn once for this checkout; what was encoded is taken from there at the next reset."""
        self.made = {name: self._film(name, table["title"]) for name, table in FILMS.items()}

    def _film(self, name, title):
        kept = settings.BASE_DIR / "var" / "drawn-films"
        if not (kept / f"{name}.mp4").is_file():
            with tempfile.TemporaryDirectory() as folder:
                files = films.make(name, Path(folder))
                kept.mkdir(parents=True, exist_ok=True)
                for file in (files.captions_zh, files.captions_en, files.video):
                    shutil.move(file, kept / file.name)
        film = Film(title=title)
        for field, file in (
            (film.original, kept / f"{name}.mp4"),
            (film.captions_zh, kept / f"{name}.zh.vtt"),
            (film.captions_en, kept / f"{name}.en.vtt"),
        ):
            with file.open("rb") as source:
                field.save(file.name, File(source), save=False)
        film.save()
        prepare_film.call(film.pk)
        film.refresh_from_db()
        return film

    def pages(self):
        places = prepare_site(self.start)
        pages.save_home(places.home, read("home.toml"), self.start)
        self.pages = {}
        boundary = read("boundary.toml") | {"slug": "boundary"}
        self.pages["boundary"] = pages.save_boundary_list(places.sections["boundary"], boundary, self.start)
        for number, data in enumerate(read_all("cases")):
            at = self.start + timedelta(hours=number)
            self.pages[data["slug"]] = pages.save_case(places.sections["cases"], data, at)
        for data in read_all("stories"):
            self.pages[data["slug"]] = pages.save_story(places.sections["stories"], data, self.start)
        for data in read("notices.toml")["notice"]:
            pages.save_notice(places.sections["notices"], data, self.now)
        for name, data in FILMS.items():
            lines = [cue for cue in self._spoken(name) if cue]
            asks = [(moment, Question.objects.get(stem=stem)) for moment, stem in data.get("asks", [])]
            data = data | {"transcript": "\n".join(lines), "asks": asks}
            page = pages.save_film_page(places.sections["films"], self.made[name], data, self.start)
            self.pages[data["slug"]] = page
        for regulation in Regulation.objects.all():
            summary = f"园区制定，{regulation.issuer}印发。逐条可查，每条都能直接分享。"
            pages.save_regulation_page(places.sections["regulations"], regulation, {"summary": summary}, self.start)

    def _spoken(self, name):
        captions = self.made[name].captions_zh
        with captions.open("rb") as file:
            blocks = file.read().decode("utf-8").split("\n\n")[1:]
        return ["".join(block.strip().splitlines()[1:]).split("--> ")[-1] for block in blocks]

    # -- What there is to do --------------------------------------------------------------------------------------

    def events(self):
        pilots = Member.objects.filter(enterprise__pilot__isnull=False)
        self.events = {}
        for table in read("events.toml")["event"]:
            day = timezone.localdate(self.now) + timedelta(days=table["days_from_today"])
            times = self._hours(table, day)
            event = create_event(
                times=[times],
                by=None,
                now=self.start,
                title=table["title"],
                kind=table["kind"],
                venue=table["venue"],
                organiser=table["organiser"],
                credit_minutes=table["credit_minutes"],
                description=table["description"].strip(),
                agenda="\n".join(table["agenda"]),
            )
            invite(session=event.sessions.get(), members=pilots, by=None, now=self.start)
            self.events[table["slug"]] = event

    def _hours(self, table, day):
        """When an event is; the one of today begins shortly after the park is loaded, whatever the hour."""
        if table["days_from_today"] == 0:
            return soon(self.now)
        return [
            timezone.make_aware(datetime.combine(day, time.fromisoformat(table[name]))) for name in ("starts", "ends")
        ]

    def campaign(self):
        table = read("campaign.toml")
        self.campaign = Campaign.objects.create(
            title=table["title"],
            intro=table["intro"].strip(),
            opens_at=self._at(timezone.localdate(self.now) - timedelta(days=table["opens_days_ago"])),
            due_at=self._at(timezone.localdate(self.now) + timedelta(days=table["due_in_days"]), time(18)),
        )
        self.campaign.enterprises.set(Enterprise.objects.filter(pilot__isnull=False))
        for order, row in enumerate(table["activity"]):
            Activity.objects.create(
                campaign=self.campaign, order=order, kind=row["kind"], title=row["title"], **self._target(row)
            )
        open_campaign(campaign=self.campaign, by=None, now=self.campaign.opens_at)

    def _target(self, row):
        return {
            "read": lambda: {"page": self.pages[row["target"]].page_ptr, "minutes": self.pages[row["target"]].minutes},
            "watch": lambda: {"page": self.pages[row["target"]].page_ptr, "minutes": 2},
            "quiz": lambda: {"quiz": self.quiz, "minutes": 10},
            "attend": lambda: {"event": self.events[row["target"]], "minutes": 90},
            "pledge": lambda: {"pledge_text": self.pledge_text, "minutes": 5},
        }[row["kind"]]()

    def _at(self, day, hour=time(9)):
        return timezone.make_aware(datetime.combine(day, hour))


def soon(now):
    """A sitting whose check-in is open now: it starts at the next round ten minutes."""
    starts = now.replace(second=0, microsecond=0) + timedelta(minutes=20 - now.minute % 10)
    return [starts, starts + timedelta(hours=4)]


def is_loaded():
    return Campaign.objects.exists()


def keep_today_true(now):
    """When the park is served on a later day, today's meeting is held again today."""
    event = Event.objects.filter(kind=Event.Kind.WARNING_MEETING).first()
    if event and not event.sessions.filter(closes_at__gt=now).exists():
        session = add_session(event=event, times=soon(now), now=now)
        members = Member.objects.filter(enterprise__pilot__isnull=False)
        invite(session=session, members=members, by=None, now=now)
