from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from pledges import actions
from tests.builders import make_member
from tests.pledges.builders import make_pledge, make_text, revise

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_the_standing_and_a_masked_name(client, sealing_keys):
    pledge = make_pledge(make_member(name="周以喆", post="采购部主管"))
    actions.seal(pledge=pledge, now=timezone.now())

    answer = client.get(reverse("pledges:verify", args=[pledge.code]))

    page = answer.content.decode()
    assert "有效" in page
    assert "周*喆" in page
    assert "周以喆" not in page
    assert "采购部主管" not in page
    assert pledge.version.text_sha256 in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_code_typed_with_dashes_leads_to_its_page(client):
    pledge = make_pledge()

    answer = client.get(reverse("pledges:code"), {"code": pledge.spaced_code.lower()})

    assert answer.url == reverse("pledges:verify", args=[pledge.code])


def test_an_unknown_code_is_not_found(client):
    answer = client.get(reverse("pledges:verify", args=["0" * 16]))

    assert answer.status_code == 404
    assert "查无此号" in answer.content.decode()


def test_what_is_no_code_is_said_at_once(client):
    assert client.get(reverse("pledges:code"), {"code": "abc"}).status_code == 422


@pytest.mark.parametrize(
    ("happens", "word"),
    [
        (lambda pledge: None, "封签处理中"),
        (lambda pledge: revise(pledge.text), "已被新版替代"),
        (
            lambda pledge: actions.revoke(pledge=pledge, reason="错签身份", by=None, now=timezone.now()),
            "已撤销",
        ),
    ],
)
def test_the_standing_is_said_in_a_word(client, happens, word):
    pledge = make_pledge()
    happens(pledge)

    assert word in client.get(reverse("pledges:verify", args=[pledge.code])).content.decode()


def test_a_pledge_past_its_time_is_expired(client):
    pledge = make_pledge(now=timezone.now() - timedelta(days=400))

    assert "已过期" in client.get(reverse("pledges:verify", args=[pledge.code])).content.decode()


def test_the_thirty_first_look_within_a_minute_is_refused(client):
    answers = [client.get(reverse("pledges:verify", args=["0" * 16])).status_code for _ in range(62)]

    # The minute may turn once while this runs, never twice.
    assert answers[:30] == [404] * 30
    assert 429 in answers[30:]


def told_of(client, pledge, body):
    file = SimpleUploadedFile("p.pdf", body, content_type="application/pdf")
    return client.post(reverse("pledges:check", args=[pledge.code]), {"file": file}).content.decode()


def test_the_server_knows_the_file_a_changed_one_and_one_with_an_addition(client, sealing_keys):
    pledge = make_pledge()
    with actions.seal(pledge=pledge, now=timezone.now()).file.open() as file:
        pdf = file.read()
    changed = pdf[:20_000] + bytes([pdf[20_000] ^ 1]) + pdf[20_001:]

    assert "未被改动" in told_of(client, pledge, pdf)
    assert "封签之后被改动过" in told_of(client, pledge, changed)
    assert "封签之后被追加了内容" in told_of(client, pledge, pdf + b"\n% more")
    assert "不是带有一个本平台封签的 PDF" in told_of(client, pledge, b"junk")


def test_the_file_of_another_pledge_is_not_this_one(client, sealing_keys):
    pledge, other = make_pledge(text=(text := make_text())), make_pledge(text=text)
    for each in (pledge, other):
        document = actions.seal(pledge=each, now=timezone.now())
    with document.file.open() as file:
        assert "属于另一份承诺书" in told_of(client, pledge, file.read())


def test_a_file_over_five_megabytes_is_not_read(client, sealing_keys):
    pledge = make_pledge()
    actions.seal(pledge=pledge, now=timezone.now())

    assert "5 MB" in told_of(client, pledge, b"0" * (5 * 1024 * 1024 + 1))


def test_the_root_certificate_can_be_taken_home(client, sealing_keys):
    answer = client.get(reverse("pledges:root"))

    assert answer.content == (sealing_keys / "root.pem").read_bytes()
