from attendance.actions.check_in import check_in, check_in_by_number
from attendance.actions.events import add_session, ask_leave, create_event, invite, mark, record_sheet_taken
from attendance.actions.study import open_study, take_beats
from attendance.rules.presence import CheckInRefused, MarkRefused

__all__ = [
    "CheckInRefused",
    "MarkRefused",
    "add_session",
    "ask_leave",
    "check_in",
    "check_in_by_number",
    "create_event",
    "invite",
    "mark",
    "open_study",
    "record_sheet_taken",
    "take_beats",
]
