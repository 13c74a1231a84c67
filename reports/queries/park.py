"""What a supervisor sees: figures of every enterprise, never a name, and no figure that gives a few people away."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from campaigns.models import Assignment, Campaign, Completion
from campaigns.queries import completions_of, tallies_of
from enterprises.models import Enterprise
from enterprises.queries import enterprises_visible_to, members_counted_for
from quizzes.queries import most_missed
from reports.queries.figures import Figure, figures_of, tallied
from reports.rules.figures import in_fives, last_days, percent
from reports.rules.suppression import SMALLEST, Column, suppressed, suppressed_groups

TREND_DAYS = 14


@dataclass(frozen=True)
class Cell:
    """A Figure that may be shown, or that is withheld: then it has no numbers at all."""

    label: str
    asked: int | None = None
    done: int | None = None

    @property
    def withheld(self):
        return self.asked is None

    @property
    def percent(self):
        return None if self.withheld else percent(self.done, self.asked)


@dataclass(frozen=True)
class Row:
    """An enterprise, a department or their total. `people` is None where withheld; the rest follows what is shown."""

    name: str
    people: int | None
    cells: list[Cell]
    enterprise: Enterprise | None = None

    @property
    def percent(self):
        """Made from the cells that are shown, so that it tells nothing that they do not; None where they are few."""
        shown = [cell for cell in self.cells if not cell.withheld]
        if 2 * len(shown) <= len(self.cells):
            return None
        return percent(sum(cell.done for cell in shown), sum(cell.asked for cell in shown))


@dataclass(frozen=True)
class Table:
    """Rows, best first, and their total; `hides` whether anything is withheld."""

    rows: list[Row]
    total: Row
    headings: list[Figure] = field(default_factory=list)

    @property
    def hides(self):
        rows = [*self.rows, self.total]
        return any(row.people is None or any(cell.withheld for cell in row.cells) for row in rows)


@dataclass(frozen=True)
class Day:
    """How many activities were completed on a day, in steps of five."""

    day: date
    count: int


@dataclass(frozen=True)
class Counted:
    """A row before anything is withheld."""

    name: str
    people: int
    figures: list[Figure]
    enterprise: Enterprise | None = None


def campaigns_in_park(user):
    """Opened campaigns that ask an enterprise whose figures this person may see."""
    asked = enterprises_visible_to(user).values("pk")
    opened = Campaign.objects.exclude(state=Campaign.State.DRAFT)
    return opened.filter(pk__in=Campaign.enterprises.through.objects.filter(enterprise__in=asked).values("campaign"))


def park(user, campaign):
    """The Table of every enterprise; three queries."""
    return _table(_counted_enterprises(user, campaign))


def _counted_enterprises(user, campaign):
    activities = list(campaign.activities.asked())
    tallies = tallies_of(campaign).filter(enterprise__in=enterprises_visible_to(user))
    tallies = list(tallies.select_related("activity"))
    rows = []
    for enterprise in enterprises_visible_to(user).select_related("pilot"):
        asked, done = tallied(tally for tally in tallies if tally.enterprise_id == enterprise.pk)
        rows.append(Counted(enterprise.short_name, asked, figures_of(activities, asked, done), enterprise))
    return rows


def enterprise_table(user, enterprise, campaign):
    """The row of an enterprise as the park shows it, and the Table of its departments, which must agree with it."""
    rows = park(user, campaign).rows
    place = next((row for row in rows if row.enterprise == enterprise), None)
    if place is None or place.people is None:
        return Row(enterprise.short_name, None, [], enterprise), _table([])
    return place, _table(_counted_departments(enterprise, campaign), above=place)


def _counted_departments(enterprise, campaign):
    activities = list(campaign.activities.asked())
    asked = Assignment.objects.filter(campaign=campaign, enterprise=enterprise, excused_because="")
    done = completions_of(campaign).filter(enterprise=enterprise, member__in=asked.values("member"))
    people = dict(asked.values_list("member__department__name").annotate(Count("pk")).order_by())
    things = {name: {} for name in people}
    for name, kind, count in (
        done.values_list("member__department__name", "activity__kind").annotate(Count("pk")).order_by()
    ):
        things[name][kind] = count
    return [Counted(name or "", count, figures_of(activities, count, things[name])) for name, count in people.items()]


def _table(counted, above=None):
    """The Table of what may be shown. `above` is a Row whose withheld cells stay withheld in its parts."""
    groups = suppressed_groups({place: row.people for place, row in enumerate(counted)})
    headings = counted[0].figures if counted else []
    if not groups.total_shown:
        return Table([], Row("", None, []), headings)
    columns = [_column(counted, place, groups, above) for place in range(len(headings))]
    rows = [
        Row(
            row.name,
            None if number in groups.withheld else row.people,
            [_cell(figure, number not in column.withheld) for figure, column in zip(row.figures, columns, strict=True)],
            row.enterprise,
        )
        for number, row in enumerate(counted)
    ]
    return Table(sorted(rows, key=_rank), _total(counted, columns), headings)


def _column(counted, place, groups, above):
    if above and above.cells[place].withheld:
        return Column(frozenset(range(len(counted))), total_shown=False)
    cells = {number: (row.figures[place].asked, row.figures[place].done) for number, row in enumerate(counted)}
    return suppressed(cells, withheld=groups.withheld)


def _cell(figure, shown):
    return Cell(figure.label, figure.asked, figure.done) if shown else Cell(figure.label)


def _total(counted, columns):
    cells = []
    for place, column in enumerate(columns):
        figures = [row.figures[place] for row in counted]
        asked, done = sum(figure.asked for figure in figures), sum(figure.done for figure in figures)
        cells.append(Cell(figures[0].label, asked, done) if column.total_shown else Cell(figures[0].label))
    return Row("", sum(row.people for row in counted), cells)


def _rank(row):
    return (row.people is None, not row.people, -(row.percent if row.percent is not None else -1), row.name)


def trend(user, campaign, now):
    """A Day for each of the last fourteen, oldest first."""
    days = last_days(timezone.localdate(now), TREND_DAYS)
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=TREND_DAYS - 1)
    made = Completion.objects.filter(
        activity__campaign=campaign, enterprise__in=enterprises_visible_to(user), at__gte=since, at__lte=now
    )
    counts = dict(made.annotate(day=TruncDate("at")).values_list("day").annotate(Count("pk")).order_by())
    return [Day(day, in_fives(counts.get(day, 0))) for day in days]


def missed_articles(user):
    """[(citation, times)] of the articles behind most wrong answers in the park, where there are enough of them."""
    return [(citation, times) for citation, times in most_missed(members_counted_for(user)) if times >= SMALLEST]
