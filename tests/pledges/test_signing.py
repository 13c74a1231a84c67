from datetime import timedelta

import pytest

from campaigns.models import Completion
from journal.models import Entry
from pledges import actions, queries
from pledges.models import Decline, Pledge, SigningAttempt
from pledges.rules import evidence
from tests.builders import NOW, make_member
from tests.pledges.builders import make_pledge, make_text, open_text, revise, sign

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(seconds=30)


def refused(refusal, **changed):
    """Try to sign, be refused, and find nothing written."""
    attempt = open_text(make_member(), make_text())
    entries = Entry.objects.count()

    with pytest.raises(refusal):
        sign(attempt, **{"now": LATER} | changed)

    assert (Pledge.objects.count(), Entry.objects.count()) == (0, entries)


def test_a_text_is_opened_with_its_version_and_terms():
    member, text = make_member(), make_text()

    attempt = open_text(member, text)

    assert (attempt.version.number, attempt.started_at) == ("1.0", NOW)
    assert attempt.presented_sha256 == attempt.version.text_sha256
    assert Entry.objects.last().event == "pledges.text.presented"


def test_no_text_is_opened_before_the_terms_are_accepted():
    member, text = make_member(), make_text()

    with pytest.raises(actions.SigningRefused):
        actions.present(member=member, text=text, terms_accepted=False, now=NOW)

    assert not SigningAttempt.objects.exists()


def test_a_text_without_a_version_in_force_is_not_opened():
    member, text = make_member(), make_text()
    actions.withdraw_version(version=queries.version_in_force(text), reason="文本有误", by=None, now=NOW)

    with pytest.raises(actions.SigningRefused):
        open_text(member, text)

    assert not SigningAttempt.objects.exists()


def test_a_signature_is_kept_with_who_signed_what_and_when():
    member, text = make_member(name="周以宁", post="采购部主管"), make_text()

    pledge = sign(open_text(member, text), now=LATER)

    assert pledge.signer == {"name": "周以宁", "enterprise": member.enterprise.name, "post": "采购部主管"}
    assert (pledge.version.number, pledge.signed_at, pledge.state) == ("1.0", LATER, "accepted")
    assert pledge.valid_through.isoformat() == "2027-11-23"
    assert queries.discrepancies(pledge) == []


def test_the_journal_holds_hashes_and_no_name():
    pledge = make_pledge(make_member(name="周以宁"))

    detail = pledge.entry.detail

    assert pledge.entry.event == "pledges.pledge.signed"
    assert detail == {
        "serial": pledge.serial,
        "text_sha256": pledge.version.text_sha256,
        "core_sha256": pledge.core_sha256,
        "evidence_sha256": evidence.digest(pledge.evidence),
    }
    assert "周以宁" not in str(detail)


def test_the_same_signature_sent_twice_is_one_pledge():
    attempt = open_text(make_member(), make_text())

    first, second = sign(attempt, now=LATER), sign(attempt, now=LATER + timedelta(seconds=2))

    assert first == second
    assert Entry.objects.filter(event="pledges.pledge.signed").count() == 1


def test_a_text_signed_in_one_tab_is_not_signed_again_in_another():
    member, text = make_member(), make_text()
    one, other = open_text(member, text), open_text(member, text)
    sign(one, now=LATER)

    with pytest.raises(actions.SigningRefused):
        sign(other, now=LATER)

    assert Pledge.objects.count() == 1


def test_a_text_revised_meanwhile_is_not_signed():
    member, text = make_member(), make_text()
    attempt = open_text(member, text)
    revise(text)

    with pytest.raises(actions.TextRevised):
        sign(attempt, now=LATER)

    assert not Pledge.objects.exists()


def test_the_hash_of_another_text_is_not_signed():
    refused(actions.TextRevised, sent_sha256="0" * 64)


def test_nobody_signs_without_reading():
    refused(actions.SigningRefused, now=NOW + timedelta(seconds=19))


def test_nobody_signs_half_an_hour_after_reading():
    refused(actions.SigningRefused, now=NOW + timedelta(minutes=31))


def test_nobody_signs_on_an_old_password():
    refused(actions.SignerUnconfirmed, confirmed_at=NOW - timedelta(minutes=6))


def test_a_new_edition_is_signed_anew_and_replaces_the_old_signature():
    member, text = make_member(), make_text()
    old = make_pledge(member, text)
    revise(text)

    new = sign(open_text(member, text), now=LATER)

    old.refresh_from_db()
    assert (old.state, old.ended_at, new.previous) == ("superseded", LATER, old)
    assert list(queries.pledges_of(member)) == [new, old]


def test_a_correction_of_the_text_leaves_signatures_good():
    member, text = make_member(), make_text()
    make_pledge(member, text)

    revise(text, kind="minor")

    assert queries.pledges_waiting(member, LATER) == []


def test_a_pledge_can_be_renewed_in_its_last_month():
    member, text = make_member(), make_text()
    old = make_pledge(member, text)
    next_year = NOW + timedelta(days=340)

    new = make_pledge(member, text, now=next_year)

    assert new.previous == old
    assert list(member.pledges.live()) == [new]


def test_what_waits_is_what_addresses_the_member_and_is_unsigned():
    party_member, other = make_member(is_party_member=True), make_member()
    text = make_text(addressed_to="party_members")

    assert [item.text for item in queries.pledges_waiting(party_member, NOW)] == [text]
    assert queries.pledges_waiting(other, NOW) == []


def test_a_refusal_to_sign_is_kept_once_with_its_reason():
    member, text = make_member(), make_text()

    for reason in ("我想用纸质签署", "改了主意"):
        actions.decline(member=member, text=text, reason=reason, now=NOW)

    assert [declined.reason for declined in Decline.objects.all()] == ["我想用纸质签署"]
    assert Entry.objects.filter(event="pledges.pledge.declined").count() == 1
    assert [item.declined for item in queries.pledges_waiting(member, NOW)] == [True]


def test_a_refusal_without_a_reason_is_not_kept():
    member, text = make_member(), make_text()

    with pytest.raises(actions.DeclineRefused):
        actions.decline(member=member, text=text, reason=" 不 ", now=NOW)

    assert not Decline.objects.exists()


def test_who_declined_may_still_sign():
    member, text = make_member(), make_text()
    actions.decline(member=member, text=text, reason="我想用纸质签署", now=NOW)

    assert make_pledge(member, text).is_live


def test_a_pledge_is_revoked_for_a_reason_and_may_be_signed_again():
    pledge = make_pledge()

    actions.revoke(pledge=pledge, reason="错签身份", by=None, now=LATER)

    pledge.refresh_from_db()
    assert (pledge.state, pledge.ended_reason) == ("revoked", "错签身份")
    assert [item.text for item in queries.pledges_waiting(pledge.member, LATER)] == [pledge.text]


def test_a_revoked_pledge_is_not_revoked_again():
    pledge = make_pledge()
    actions.revoke(pledge=pledge, reason="错签身份", by=None, now=LATER)

    with pytest.raises(actions.RevokingRefused):
        actions.revoke(pledge=pledge, reason="再次撤销", by=None, now=LATER)

    assert Entry.objects.filter(event="pledges.pledge.revoked").count() == 1


def test_signing_without_a_campaign_completes_nothing():
    make_pledge()

    assert not Completion.objects.exists()


def test_who_signed_and_who_is_missing_among_members():
    text = make_text()
    signed, missing = make_member(), make_member()
    make_pledge(signed, text)
    members = type(signed).objects.all()

    assert list(queries.signed_by(members, text)) == [signed]
    assert list(queries.missing_from(members, text)) == [missing]


def test_a_signature_on_an_old_edition_counts_as_missing():
    text = make_text()
    member = make_member()
    make_pledge(member, text)
    revise(text)

    assert list(queries.missing_from(type(member).objects.all(), text)) == [member]
