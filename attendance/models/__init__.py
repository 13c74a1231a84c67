from attendance.models.events import CheckIn, Event, Invitee, NumberTry, Session
from attendance.models.study import StudyBeat, StudyRecord, StudySession

__all__ = ["CheckIn", "Event", "Invitee", "NumberTry", "Session", "StudyBeat", "StudyRecord", "StudySession"]
