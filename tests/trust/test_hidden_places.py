"""Places where other sites forget things: nothing is there, and nothing says what would have been."""

import pytest
from django.urls import reverse

from media.queries import film_files
from tests.trust.routes import Asked, readable_addresses
from tests.trust.visitors import crawl, words

PROBES = [
    *("/.git/config", "/.env", "/.well-known/security", "/manage.py", "/db.sqlite3", "/var/secret-key", "/secret-key"),
    *("/admin/", "/django-admin/", "/api/", "/api/v2/pages/", "/api/v2/documents/", "/graphql/", "/__debug__/"),
    *("/media/", "/media/uploads/", "/media/films/", "/media/original_images/", "/sealed/", "/rosters/", "/static/"),
    *("/server-status", "/phpinfo.php", "/backup.zip", "/journal/", "/accounts/login/", "/password_reset/"),
]
PEOPLE = {
    "anonymous": lambda park: None,
    "member": lambda park: park.first.member.user,
    "supervisor": lambda park: park.supervisor,
}


@pytest.mark.parametrize("who", PEOPLE)
def test_what_strangers_try_first_is_not_there(park, visit, who):
    visitor = visit(PEOPLE[who](park))

    statuses = {address: visitor.get(address, follow=True).status_code for address in PROBES}

    assert {address for address, status in statuses.items() if status != 404} == set()


def test_what_is_missing_does_not_say_how_the_site_is_made(park, visit):
    said = words(visit(None).get("/nowhere/at-all/")).lower()

    assert [word for word in ("traceback", "urlconf", "django", "wagtail", "granian", "python") if word in said] == []


@pytest.mark.parametrize("who", PEOPLE)
def test_files_are_not_to_be_had_by_the_names_they_are_stored_under(park, visit, who):
    visitor = visit(PEOPLE[who](park))
    stored = [park.film.original, park.case.picture.file, park.attachment.file]
    stored += [firm.pledge.document.file for firm in (park.first, park.second)]
    names = [*(file.name for file in stored if file), *film_files(park.film).values()]

    statuses = {
        prefix + name: visitor.get(prefix + name).status_code
        for name in names
        for prefix in ("/media/", "/media/uploads/", "/media/pictures/", "/sealed/", "/")
    }

    assert len(names) > 5
    assert {address for address, status in statuses.items() if status != 404} == set()


def test_a_film_is_for_the_one_whose_page_showed_it(park, visit):
    owner, other = visit(park.first.member.user), visit(park.second.member.user)
    address = readable_addresses(Asked(park, park.first, owner))["media:film"]

    assert owner.get(address).status_code == 200
    assert other.get(address).status_code == 403
    assert visit(None).get(address).status_code == 403


@pytest.mark.parametrize("who", PEOPLE)
def test_a_draft_is_nowhere(park, visit, who):
    visitor = visit(PEOPLE[who](park))
    addresses = [*readable_addresses(Asked(park, park.first, visitor)).values(), "/search/?q=草稿", park.draft.url]
    addresses += [reverse("content:open", args=[park.draft.pk]), "/sitemap.xml", "/sitemap-pages.xml"]

    said = crawl(visitor, addresses)

    assert [address for address, text in said.items() if park.draft.title in text] == []


def test_a_draft_that_is_published_is_found(park, visit):
    park.draft.save_revision().publish()

    said = crawl(visit(park.first.member.user), ["/library/", "/search/?q=草稿"])

    assert [address for address, text in said.items() if park.draft.title in text] != []
