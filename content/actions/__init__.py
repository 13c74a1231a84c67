"""What changes the site's pages and what stands around them, and what is sent in for them."""

from content.actions.asking import ask_for_what_is_out
from content.actions.citing import note_page
from content.actions.family import LinkRefused, add_line, claim_link, invite_family, revoke_link
from content.actions.queue import decide_line, note_published, note_unpublished, return_story, take_story
from content.actions.schedule import keep_schedule
from content.actions.sent import (
    Drawn,
    StoryRefused,
    Written,
    begin_story,
    delete_story,
    keep_story,
    send_story,
    take_back_story,
    withdraw_story,
)
from content.actions.site import Places, prepare_site
from content.actions.withdrawing import WithdrawalRefused, lift_withdrawal, withdraw_page

__all__ = [
    "Drawn",
    "LinkRefused",
    "Places",
    "StoryRefused",
    "WithdrawalRefused",
    "Written",
    "add_line",
    "ask_for_what_is_out",
    "begin_story",
    "claim_link",
    "decide_line",
    "delete_story",
    "invite_family",
    "keep_schedule",
    "keep_story",
    "lift_withdrawal",
    "note_page",
    "note_published",
    "note_unpublished",
    "prepare_site",
    "return_story",
    "revoke_link",
    "send_story",
    "take_back_story",
    "take_story",
    "withdraw_page",
    "withdraw_story",
]
