import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pledges import actions, queries
from pledges.models import Decline, Pledge, SigningAttempt
from tests.builders import PASSWORD, make_member
from tests.pledges.builders import make_pledge, make_signer, make_text, open_text, revise, sent_drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def signer(client):
    member = make_signer(password=PASSWORD)
    client.force_login(member.user, backend="accounts.backends.PhoneBackend")
    return member


def read_for_a_minute(member, text):
    return open_text(member, text, now=timezone.now() - timedelta(minutes=1))


def post_signature(client, attempt, **changed):
    facts = {
        "presented_sha256": attempt.presented_sha256,
        "strokes": json.dumps(sent_drawing()),
        "password": PASSWORD,
    }
    return client.post(reverse("pledges:sign", args=[attempt.uuid]), facts | changed)


def test_a_member_finds_what_waits_and_what_was_signed(client, signer):
    waiting, signed = make_text(code="b", title="采购人员承诺书"), make_text()
    pledge = make_pledge(signer, signed)

    page = client.get(reverse("pledges:index"))

    assert [item.text for item in page.context["waiting"]] == [waiting]
    assert list(page.context["pledges"]) == [pledge]


def test_nothing_to_sign_says_what_comes_next(client, signer):
    assert 'class="empty"' in client.get(reverse("pledges:index")).content.decode()


def test_the_terms_come_first_and_are_not_ticked_beforehand(client, signer):
    page = client.get(reverse("pledges:read", args=[make_text().public_id])).content.decode()

    assert "记录什么。" in page
    assert 'name="handwriting"' in page
    assert "checked" not in page


def test_without_the_tick_for_handwriting_no_text_is_opened(client, signer):
    answer = client.post(reverse("pledges:read", args=[make_text().public_id]), {"terms": "on"})

    assert answer.status_code == 422
    assert not SigningAttempt.objects.exists()


def test_accepting_the_terms_opens_the_whole_text(client, signer):
    text = make_text()

    answer = client.post(
        reverse("pledges:read", args=[text.public_id]), {"terms": "on", "handwriting": "on"}, follow=True
    )

    assert answer.redirect_chain == [(reverse("pledges:sign", args=[SigningAttempt.objects.get().uuid]), 302)]
    assert "采购公开，主动回避。" in answer.content.decode()


def test_a_signature_leads_to_its_receipt(client, signer):
    attempt = read_for_a_minute(signer, make_text())

    answer = post_signature(client, attempt)

    pledge = Pledge.objects.get()
    assert answer.url == reverse("pledges:receipt", args=[pledge.public_id])
    page = client.get(answer.url).content.decode()
    assert pledge.serial in page
    assert pledge.spaced_code in page


def test_the_evidence_says_from_where_it_was_signed(client, signer):
    post_signature(client, read_for_a_minute(signer, make_text()))

    assert Pledge.objects.get().evidence["client"] == {"ip": "127.0.0.1", "user_agent": "", "language": "zh-hans"}


def test_pressing_twice_signs_once(client, signer):
    attempt = read_for_a_minute(signer, make_text())

    first, second = post_signature(client, attempt), post_signature(client, attempt)

    assert first.url == second.url
    assert Pledge.objects.count() == 1


def test_a_wrong_password_signs_nothing_and_keeps_the_drawing(client, signer):
    attempt = read_for_a_minute(signer, make_text())

    answer = post_signature(client, attempt, password="guess")

    assert answer.status_code == 422
    assert not Pledge.objects.exists()
    assert answer.context["form"]["strokes"].value() == json.dumps(sent_drawing())
    assert "guess" not in answer.content.decode()


def test_a_right_password_is_not_asked_again_when_only_the_drawing_was_refused(client, signer):
    attempt = read_for_a_minute(signer, make_text())
    dot = json.dumps({"width": 350, "height": 216, "strokes": [[[9, 9, i] for i in range(40)]]})

    answer = post_signature(client, attempt, strokes=dot)
    again = post_signature(client, attempt, password="")

    assert (answer.status_code, "password" in answer.context["form"].fields) == (422, False)
    assert again.status_code == 302


def test_a_password_given_for_one_attempt_does_not_count_for_another(client, signer):
    dot = json.dumps({"width": 350, "height": 216, "strokes": [[[9, 9, i] for i in range(40)]]})
    post_signature(client, read_for_a_minute(signer, make_text()), strokes=dot)

    answer = post_signature(client, read_for_a_minute(signer, make_text(code="b")), password="")

    assert answer.status_code == 422
    assert not Pledge.objects.exists()


def test_a_drawing_that_is_no_json_is_refused_politely(client, signer):
    answer = post_signature(client, read_for_a_minute(signer, make_text()), strokes="<svg/>")

    assert answer.status_code == 422
    assert not Pledge.objects.exists()


def test_signing_within_the_first_seconds_is_refused(client, signer):
    attempt = open_text(signer, make_text(), now=timezone.now())

    answer = post_signature(client, attempt)

    assert answer.status_code == 403
    assert not Pledge.objects.exists()


def test_a_text_revised_meanwhile_shows_the_new_one(client, signer):
    text = make_text()
    attempt = read_for_a_minute(signer, text)
    revise(text, change_summary="增加一项：主动申报。")

    answer = post_signature(client, attempt)

    assert answer.status_code == 409
    assert "增加一项：主动申报。" in answer.content.decode()
    assert not Pledge.objects.exists()


def test_another_hash_than_the_one_shown_is_a_revised_text(client, signer):
    answer = post_signature(client, read_for_a_minute(signer, make_text()), presented_sha256="0" * 64)

    assert answer.status_code == 409
    assert not Pledge.objects.exists()


def test_an_attempt_of_yesterday_is_begun_again(client, signer):
    attempt = open_text(signer, make_text(), now=timezone.now() - timedelta(days=1))

    assert client.get(reverse("pledges:sign", args=[attempt.uuid])).status_code == 410


def test_declining_needs_a_reason_and_then_says_so(client, signer):
    text = make_text()
    address = reverse("pledges:decline", args=[text.public_id])

    refused, declined = client.post(address, {"reason": ""}), client.post(address, {"reason": "我想用纸质签署"})

    assert (refused.status_code, declined.status_code) == (422, 302)
    assert Decline.objects.get().reason == "我想用纸质签署"


def test_the_document_is_made_when_the_worker_has_not_come_to_it(client, signer, sealing_keys):
    pledge = make_pledge(signer, make_text())

    answer = client.get(reverse("pledges:document", args=[pledge.public_id]))

    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")


def test_a_document_that_cannot_be_made_says_why(client, signer):
    pledge = make_pledge(signer, make_text())

    answer = client.get(reverse("pledges:document", args=[pledge.public_id]))

    assert answer.status_code == 503
    assert "manage.py pki init" in answer.content.decode()


def test_the_receipt_renews_itself_until_the_document_is_sealed(client, signer, sealing_keys):
    pledge = make_pledge(signer, make_text())
    address = reverse("pledges:receipt", args=[pledge.public_id])

    before = client.get(address).content.decode()
    actions.seal(pledge=pledge, now=timezone.now())
    after = client.get(address).content.decode()

    assert ('http-equiv="refresh"' in before, 'http-equiv="refresh"' in after) == (True, False)


@pytest.mark.parametrize("route", ["receipt", "document"])
def test_what_another_signed_is_not_found(client, signer, sealing_keys, route):
    pledge = make_pledge(make_member(enterprise=signer.enterprise))

    assert client.get(reverse(f"pledges:{route}", args=[pledge.public_id])).status_code == 404


def test_what_another_opened_is_not_found(client, signer):
    attempt = read_for_a_minute(make_member(), make_text())

    assert client.get(reverse("pledges:sign", args=[attempt.uuid])).status_code == 404
    assert post_signature(client, attempt).status_code == 404
    assert not Pledge.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client):
    pledge = make_pledge()

    assert client.get(reverse("pledges:document", args=[pledge.public_id])).status_code == 302


def test_queries_for_other_rooms_do_not_grow_with_texts(signer, django_assert_num_queries):
    for code in "abc":
        make_text(code=code)

    with django_assert_num_queries(3):
        assert len(queries.pledges_waiting(signer, timezone.now())) == 3
