"""Taking back a page that is out, and letting it out again."""

from django.db import transaction

from content import rules
from content.actions.asking import ask_for_what_is_out
from content.models import StudyPage, Withdrawal
from journal.actions import record


class WithdrawalRefused(Exception):
    """The page is not out, was taken back already, comes out again by another hand only, or its time is over.

    `code` says which.
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@transaction.atomic
def withdraw_page(*, page, because, by, now):
    """Take a live page back: its address says so and why. One person may, since harm does not wait for a second."""
    page = StudyPage.objects.select_for_update().get(pk=page.pk)
    if not page.live:
        raise WithdrawalRefused("not-out")
    if Withdrawal.objects.filter(page=page).exists():
        raise WithdrawalRefused("already")
    withdrawal = Withdrawal.objects.create(page=page, because=because, by=by, at=now)
    record("content.page.withdrawn", by=by, about=page, now=now)
    ask_for_what_is_out(place=page, by=by, now=now)
    return withdrawal


@transaction.atomic
def lift_withdrawal(*, page, by, now):
    """Let a page that was taken back out again, or raise WithdrawalRefused."""
    withdrawal = Withdrawal.objects.select_for_update().filter(page=page.pk).first()
    if withdrawal is None:
        raise WithdrawalRefused("not-taken-back")
    if not rules.may_lift(editor=by.pk, withdrawn_by=withdrawal.by_id):
        raise WithdrawalRefused("same-hand")
    # Two agreed on the time; and at the next stroke of the clock it would be gone again, without the reason.
    if page.expire_at and page.expire_at <= now:
        raise WithdrawalRefused("over")
    withdrawal.delete()
    record("content.page.let_out_again", by=by, about=page, now=now)
    ask_for_what_is_out(place=page, by=by, now=now)
