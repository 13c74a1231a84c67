"""What a refusal says to the person: what happened, and what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    title: str
    todo: str


SCAN_AGAIN = _("Please scan the code on the screen again; it changes every 15 seconds.")
REFUSALS = {
    "expired": Words(_("This code has expired"), SCAN_AGAIN),
    "future": Words(_("This code is not valid"), SCAN_AGAIN),
    "forged": Words(_("This code is not valid"), SCAN_AGAIN),
    "too_early": Words(
        _("Check-in has not opened yet"), _("Please come back when it opens. Nothing has been recorded so far.")
    ),
    "closed": Words(_("Check-in is closed"), _("Please go to the host, who can mark you by hand with a reason.")),
    "wrong_number": Words(
        _("That is not the number on the screen"),
        _("That is not the number on the screen now. Look again and type the six digits you see."),
    ),
    "too_many_tries": Words(
        _("Too many tries"), _("You have tried ten times. Wait five minutes, scan the code, or ask the host.")
    ),
    "reason_missing": Words(_("A reason is needed"), _("Please write a reason.")),
    "too_late_to_mark": Words(
        _("More than a week has passed; only a supervisor can change this now."), _("Please ask a supervisor.")
    ),
    "leave_too_late": Words(
        _("The event is over; leave can no longer be asked for."), _("Please speak to your coordinator.")
    ),
    "leave_after_check_in": Words(
        _("You already have a mark at this event."), _("Please speak to the host if it is wrong.")
    ),
}


def refusal_words(code):
    return REFUSALS[code]
