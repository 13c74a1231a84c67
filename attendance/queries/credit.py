from django.db.models import Sum

from attendance.models import StudyRecord
from attendance.queries.events import attended_minutes
from attendance.rules import credit


def credit_of(member):
    """The Credit of a member from study and events together."""
    studied = StudyRecord.objects.filter(member=member).aggregate(total=Sum("credited_seconds"))["total"]
    return credit.credit(study_seconds=studied or 0, event_minutes=attended_minutes(member))
