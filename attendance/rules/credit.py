"""Credit hours (学时): study and events in one measure."""

from dataclasses import dataclass

MINUTES_PER_HOUR = 45


@dataclass(frozen=True)
class Credit:
    """A member's credited time: whole minutes by source, their sum, and the same in credit hours."""

    study_minutes: int
    event_minutes: int

    @property
    def minutes(self):
        return self.study_minutes + self.event_minutes

    @property
    def hours(self):
        return round(self.minutes / MINUTES_PER_HOUR, 1)


def credit(*, study_seconds, event_minutes):
    return Credit(study_minutes=int(study_seconds // 60), event_minutes=event_minutes)
