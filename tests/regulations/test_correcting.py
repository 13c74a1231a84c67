"""A version whose day of effect, number or issuer was wrong is put right, and what cites it is worked out anew."""

from datetime import date

import pytest
from django.urls import reverse

from journal.models import Entry
from regulations import queries
from regulations.actions import EffectRefused, correct_version, keep_citation, note_citations, repeal_version
from regulations.models import Citation, Version
from tests.builders import NOW, make_member, make_publisher, make_user
from tests.regulations.builders import ARTICLES, make_version

pytestmark = pytest.mark.django_db
LATER = ARTICLES.replace("（二）宴请；", "（二）宴请或者赌博；")
ADOPTED, IN_FORCE = date(2024, 12, 25), date(2025, 6, 1)
# A decision that took effect while the newer wording had been promulgated, but did not hold yet.
BETWEEN = date(2025, 3, 1)


@pytest.fixture
def publisher(client):
    client.force_login(make_publisher())
    return client


def correct(version, on=None, **changes):
    version.refresh_from_db()
    facts = {"effective_on": on or version.effective_on, "number": version.number, "issuer": version.issuer}
    return correct_version(version=version, **facts | changes, by=None, now=NOW)


def cite(words, on=BETWEEN):
    note_citations(source=make_user(), cited=[("", words)], on=on, by=None, now=NOW)


def cited():
    return [(row.words, row.article and row.article.version.name) for row in Citation.objects.order_by("pk")]


def outdated():
    return [row.words for row in queries.outdated_citations()]


def events(name):
    return Entry.objects.filter(event=f"regulations.{name}").count()


def make_two():
    return make_version(day=date(2018, 3, 20)), make_version(articles=LATER, day=ADOPTED)


def test_a_wrong_day_of_effect_is_corrected_though_the_version_is_cited():
    older, newer = make_two()
    cite("《示范法》第一条")

    correct(newer, IN_FORCE)

    newer.refresh_from_db()
    assert (newer.name, newer.promulgated_on, newer.effective_on) == ("2024-12-25", ADOPTED, IN_FORCE)
    assert queries.version_in_force(newer.regulation, BETWEEN) == older
    assert queries.version_in_force(newer.regulation, IN_FORCE) == newer


def test_a_correction_is_in_the_journal_with_what_was_and_what_is():
    version = make_version(day=ADOPTED)

    correct(version, IN_FORCE, number="主席令第四十二号")

    entry = Entry.objects.last()
    assert (entry.event, entry.detail["version"]) == ("regulations.version.corrected", "2024-12-25")
    assert entry.detail["before"] | {"issuer": ""} == {"effective_on": "2024-12-25", "number": "", "issuer": ""}
    assert entry.detail["after"] | {"issuer": ""} == {
        "effective_on": "2025-06-01",
        "number": "主席令第四十二号",
        "issuer": "",
    }


def test_the_same_facts_again_change_nothing():
    version = make_version()

    assert (correct(version), events("version.corrected")) == (False, 0)


def test_a_number_and_an_issuer_are_corrected_and_no_citation_is_touched():
    version = make_version(day=date(2018, 3, 20))
    cite("《示范法》第二条")
    before = list(Citation.objects.values())

    correct(version, number="主席令第三号", issuer="全国人民代表大会")

    version.refresh_from_db()
    assert (version.number, version.issued_by) == ("主席令第三号", "全国人民代表大会")
    assert list(Citation.objects.values()) == before


def test_what_is_cited_about_a_day_before_it_means_the_wording_of_then_and_is_told_of_the_change():
    make_two()
    cite("《示范法》第一条、第二条")
    assert (cited(), outdated()) == (
        [("《示范法》第一条", "2024-12-25"), ("《示范法》第二条", "2024-12-25")],
        [],
    )

    correct(Version.objects.get(name="2024-12-25"), IN_FORCE)

    assert cited() == [("《示范法》第一条", "2018-03-20"), ("《示范法》第二条", "2018-03-20")]
    assert outdated() == ["《示范法》第二条"]


def test_what_is_cited_about_a_day_after_it_stays_with_what_an_editor_said_of_it():
    older, newer = make_two()
    make_version(articles=ARTICLES.replace("宴请", "娱乐"), day=date(2026, 12, 1))
    cite("《示范法》第二条", on=date(2025, 7, 1))
    citation = Citation.objects.get()
    citation.outdated_by = Version.objects.get(name="2026-12-01")
    citation.save()
    keep_citation(citation=citation, by=make_user(), now=NOW)

    correct(newer, IN_FORCE)

    citation.refresh_from_db()
    assert (citation.article.version, citation.checked_at, outdated()) == (newer, NOW, [])


def test_what_is_cited_before_there_was_any_wording_is_cited_in_vain_until_the_day_is_taken_back():
    version = make_version(day=ADOPTED)
    cite("《示范法》第一条")

    correct(version, IN_FORCE)
    lost = cited()
    correct(version, ADOPTED)

    assert (lost, cited()) == ([("《示范法》第一条", None)], [("《示范法》第一条", "2024-12-25")])
    assert events("citations.lost") == 1


def test_what_names_its_version_is_cited_there_whatever_the_day():
    make_version(day=ADOPTED)
    cite("《示范法》（2024年）第一条")

    correct(Version.objects.get(), IN_FORCE)

    assert [version for _, version in cited()] == ["2024-12-25"]


def test_a_day_before_the_promulgation_is_refused_and_leaves_nothing():
    version = make_version(day=ADOPTED)

    with pytest.raises(EffectRefused) as refusal:
        correct(version, date(2024, 12, 24), number="某令第1号")

    version.refresh_from_db()
    assert (refusal.value.code, version.effective_on, version.number) == ("early", ADOPTED, "")
    assert events("version.corrected") == 0


def test_a_day_on_which_it_was_repealed_already_is_refused():
    version = make_version(day=date(2018, 3, 20))
    repeal_version(version=version, on=date(2020, 1, 1), by=None, now=NOW)

    with pytest.raises(EffectRefused, match="repealed"):
        correct(version, date(2020, 1, 1))


@pytest.mark.parametrize(("moved", "on"), [(0, date(2025, 6, 2)), (1, date(2024, 12, 25))])
def test_a_version_does_not_pass_another_that_was_promulgated_before_or_after_it(moved, on):
    both = make_two()
    correct(both[1], IN_FORCE)
    correct(both[0], date(2025, 5, 1))

    with pytest.raises(EffectRefused, match="disordered") as refusal:
        correct(both[moved], on)

    assert refusal.value.version == both[1 - moved].name


# In the CMS


def send(publisher, version, follow=False, **said):
    facts = {"effective_on": version.effective_on, "number": version.number, "issuer": version.issuer} | said
    data = {f"facts-{version.pk}-{name}": value for name, value in facts.items()}
    return publisher.post(reverse("regulations-cms:correct", args=[version.pk]), data, follow=follow)


def test_a_version_is_corrected_in_the_cms(publisher):
    version = make_version(day=ADOPTED)

    page = send(publisher, version, follow=True, effective_on="2025-06-01", number="主席令第四十二号").text

    version.refresh_from_db()
    assert (version.effective_on, version.number) == (IN_FORCE, "主席令第四十二号")
    assert ("2024-12-25 版已更正" in page, bool(Entry.objects.last().by)) == (True, True)


def test_nothing_corrected_is_told_as_that(publisher):
    page = send(publisher, make_version(), follow=True).text

    assert ("没有改动" in page, events("version.corrected")) == (True, 0)


@pytest.mark.parametrize(("day", "why"), [("2024-12-24", "不能早于公布日期"), ("昨天", "有效的日期"), ("", "error-m")])
def test_a_day_that_cannot_be_is_refused_with_what_was_typed_kept(publisher, day, why):
    version = make_version(day=ADOPTED)

    page = send(publisher, version, effective_on=day, number="某令第1号")

    version.refresh_from_db()
    assert (page.status_code, why in page.text, 'value="某令第1号"' in page.text) == (422, True, True)
    assert (version.effective_on, version.number) == (ADOPTED, "")


def test_a_member_corrects_nothing(client):
    client.force_login(make_member().user)
    version = make_version(day=ADOPTED)

    answer = send(client, version, effective_on="2025-06-01")

    version.refresh_from_db()
    assert (answer.status_code, version.effective_on) == (403, ADOPTED)
