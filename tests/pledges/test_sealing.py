import hashlib
import json
import shutil
import stat
import subprocess
from datetime import timedelta

import pytest

from journal.models import Entry
from pledges import actions, queries
from pledges.models import Pledge, SealedDocument
from pledges.rules import evidence
from pledges.sealing import document as typeset
from pledges.sealing import keys, stamp
from pledges.sealing.inspection import Findings, inspect
from pledges.tasks import seal_pledge
from tests.builders import NOW, make_member
from tests.pledges.builders import BLOCKS, make_pledge, make_text

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def tool(name):
    return pytest.mark.skipif(not shutil.which(name), reason=f"{name} is not installed")


def sealed_bytes(pledge):
    document = actions.seal(pledge=pledge, now=LATER)
    with document.file.open() as file:
        return file.read()


@pytest.fixture
def sealed(sealing_keys):
    """A pledge, and the bytes of its sealed document."""
    pledge = make_pledge(make_member(name="周以喆", post="采购部主管"))
    return pledge, sealed_bytes(pledge)


def run(*command, cwd=None):
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)  # noqa: S603
    return done.stdout


def test_a_signed_pledge_becomes_a_sealed_file_with_both_hashes(sealed):
    pledge, pdf = sealed

    document = SealedDocument.objects.get()

    assert document.sha256_sealed == hashlib.sha256(pdf).hexdigest()
    assert document.renderer == typeset.renderer()
    assert Pledge.objects.get().state == "sealed"
    entry = Entry.objects.get(event="pledges.pledge.sealed")
    assert (entry.detail["sha256_sealed"], entry.detail["serial"]) == (document.sha256_sealed, pledge.serial)


def test_the_file_is_ours_alone_to_read(sealed, settings):
    [file] = settings.SEALED_ROOT.rglob("*.pdf")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_setting_the_page_again_gives_the_same_bytes(sealed):
    pledge = Pledge.objects.get()

    again = typeset.render(queries.page_of(pledge), signed_at=pledge.signed_at)

    assert hashlib.sha256(again).hexdigest() == pledge.document.sha256_unsealed


def test_sealing_a_second_time_changes_nothing(sealed):
    pledge, pdf = sealed

    again = sealed_bytes(pledge)

    assert again == pdf
    assert Entry.objects.filter(event="pledges.pledge.sealed").count() == 1


def test_a_pledge_in_anothers_hands_is_left_to_them(sealing_keys):
    pledge = make_pledge()
    Pledge.objects.update(state="sealing", sealing_since=NOW)

    assert not actions.seal(pledge=pledge, now=NOW + timedelta(minutes=5)).sealed_at
    assert Pledge.objects.get().state == "sealing"


def test_a_sealing_that_stalled_is_taken_up_again(sealing_keys):
    pledge = make_pledge()
    Pledge.objects.update(state="sealing", sealing_since=NOW)

    assert actions.seal(pledge=pledge, now=NOW + timedelta(minutes=5, seconds=1)).sealed_at


def test_without_keys_the_signature_stands_and_says_what_is_missing():
    pledge = make_pledge()

    document = actions.seal(pledge=pledge, now=LATER)

    assert "manage.py pki init" in document.last_error
    assert (Pledge.objects.get().state, document.attempts) == ("seal_failed", 1)
    assert not Entry.objects.filter(event="pledges.pledge.sealed").exists()


def test_a_failed_sealing_succeeds_once_its_cause_is_gone(sealing_keys, settings, tmp_path):
    pledge = make_pledge()
    settings.PKI_ROOT = tmp_path / "nothing"
    actions.seal(pledge=pledge, now=LATER)
    settings.PKI_ROOT = sealing_keys

    document = actions.seal(pledge=pledge, now=LATER)

    assert document.sealed_at == LATER
    assert (Pledge.objects.get().state, document.last_error) == ("sealed", "")


def test_a_character_without_a_glyph_is_named_and_never_printed_as_a_box(sealing_keys):
    pledge = make_pledge(make_member(name="王\U0002e9f5"))

    document = actions.seal(pledge=pledge, now=LATER)

    assert "\U0002e9f5" in document.last_error
    assert Pledge.objects.get().state == "seal_failed"


def test_markup_in_a_name_is_printed_as_it_stands(sealing_keys):
    pledge = make_pledge(make_member(name='#read("/etc/passwd") $x^2$'))

    page = queries.page_of(pledge)

    assert actions.seal(pledge=pledge, now=LATER).sealed_at
    assert page["signer"]["name"] == '#read("/etc/passwd") $x^2$'


def test_the_worker_seals_what_was_signed(sealing_keys, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
    pledge = make_pledge()

    seal_pledge.call(str(pledge.public_id))

    assert Pledge.objects.get().state == "sealed"


def test_signing_queues_the_sealing_on_commit(sealing_keys, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_pledge(enqueue=True)

    assert Pledge.objects.get().state == "sealed"


def test_our_own_inspection_finds_the_file_whole_and_ours(sealed):
    _, pdf = sealed

    findings = inspect(pdf, now=LATER)

    assert findings.good


@pytest.mark.parametrize("at", [0.1, 0.3, 0.5, 0.7])
def test_one_flipped_bit_is_found(sealed, at):
    changed = bytearray(sealed[1])
    changed[int(len(changed) * at)] ^= 1

    assert not inspect(bytes(changed), now=LATER).good


def test_bytes_appended_after_the_seal_are_found(sealed):
    findings = inspect(sealed[1] + b"\n% more", now=LATER)

    assert (findings.intact, findings.whole, findings.good) == (True, False, False)


def test_a_seal_of_another_root_is_not_ours(sealed, settings, tmp_path):
    settings.PKI_ROOT = tmp_path / "other"
    keys.make_keys(now=NOW)

    findings = inspect(sealed[1], now=LATER)

    assert (findings.intact, findings.ours, findings.good) == (True, False, False)


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"junk" * 1000])
def test_what_is_no_sealed_pdf_says_nothing(sealing_keys, body):
    assert inspect(body, now=NOW) == Findings()


def test_an_unsealed_pdf_says_nothing(sealing_keys):
    pledge = make_pledge()

    assert inspect(typeset.render(queries.page_of(pledge), signed_at=NOW), now=NOW) == Findings()


def test_keys_are_made_once_and_read_by_their_owner_alone(settings, tmp_path):
    settings.PKI_ROOT = tmp_path / "fresh"

    made, again = keys.make_keys(now=NOW), keys.make_keys(now=NOW)

    assert (sorted(made), again) == (["root.key.pem", "root.pem", "seal.key.pem", "seal.pem"], [])
    assert {stat.S_IMODE(file.stat().st_mode) for file in settings.PKI_ROOT.iterdir()} == {0o600}
    assert b"ENCRYPTED" in (settings.PKI_ROOT / "seal.key.pem").read_bytes()


def test_the_leaf_is_for_documents_and_lasts_three_years_at_most(sealing_keys):
    leaf = keys.read_certificate(keys.SEAL)

    [extended] = [each.value for each in leaf.extensions if isinstance(each.value, keys.x509.ExtendedKeyUsage)]
    purposes = {usage.dotted_string for usage in extended}

    assert purposes == {"1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"}
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=3 * 365)


def test_a_seal_needs_keys(settings, tmp_path):
    settings.PKI_ROOT = tmp_path / "none"

    with pytest.raises(keys.KeysMissing):
        stamp.seal(b"%PDF-1.7", reason="x")


@tool("pdftotext")
def test_the_words_of_the_pledge_can_be_read_out_of_the_file(sealed, tmp_path):
    (tmp_path / "p.pdf").write_bytes(sealed[1])

    text = "".join(run("pdftotext", "-layout", "p.pdf", "-", cwd=tmp_path).split())

    for words in (BLOCKS["salutation"], *BLOCKS["items"], BLOCKS["closing"], "周以喆", "采购部主管", sealed[0].serial):
        assert "".join(words.split()) in text


@tool("pdftotext")
def test_no_line_begins_with_a_closing_mark(sealing_keys, tmp_path):
    item = "不收供应商、客户给的回扣、好处费和礼品；当场推不掉的，五个工作日内登记上交。"
    long = BLOCKS | {"items": [item * times for times in (1, 2, 3)]}
    (tmp_path / "p.pdf").write_bytes(sealed_bytes(make_pledge(text=make_text(blocks=long))))

    lines = run("pdftotext", "-layout", "p.pdf", "-", cwd=tmp_path).splitlines()

    assert [line for line in lines if line.strip()[:1] in tuple("，。；：、）》”？！")] == []


@tool("zbarimg")
@tool("pdftoppm")
def test_the_qr_on_the_page_leads_to_the_verification(sealed, tmp_path):
    (tmp_path / "p.pdf").write_bytes(sealed[1])
    run("pdftoppm", "-r", "300", "-png", "-singlefile", "p.pdf", "p", cwd=tmp_path)

    read = run("zbarimg", "-q", "--raw", "p.png", cwd=tmp_path).strip()

    assert read == queries.verify_address(sealed[0].code)


@tool("pdfsig")
def test_another_reader_finds_the_seal_valid_and_over_the_whole_document(sealed, tmp_path):
    (tmp_path / "p.pdf").write_bytes(sealed[1])

    told = run("pdfsig", "p.pdf", cwd=tmp_path)

    assert "Signature is Valid." in told
    assert "Total document signed" in told


@tool("pdfdetach")
def test_the_core_record_travels_inside_the_file(sealed, tmp_path):
    (tmp_path / "p.pdf").write_bytes(sealed[1])
    run("pdfdetach", "-saveall", "p.pdf", cwd=tmp_path)

    core = json.loads((tmp_path / "core.json").read_text())

    assert evidence.digest(core) == sealed[0].core_sha256
    assert json.loads((tmp_path / "text.json").read_text()) == BLOCKS
