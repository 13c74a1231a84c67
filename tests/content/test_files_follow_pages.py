"""Pictures and documents go where their pages go, and nowhere else."""

import pytest
from django.core.files.base import ContentFile

from content.models import Audience
from media.models import Attachment
from tests.builders import make_enterprise, make_member, make_publisher, make_supervisor
from tests.builders import make_user as make_login
from tests.content.builders import make_case, make_notice, make_picture, make_site, only_for, show_to
from tests.content.test_withdrawing import taken_back

pytestmark = pytest.mark.django_db
NOBODY = None


def picture_on(page):
    """The address of a picture that this page shows."""
    page.picture = make_picture()
    page.save_revision().publish()
    return page.picture.get_rendition("width-320|format-webp").url


def document_on(notice):
    """The address of a document that this notice has for download."""
    document = Attachment.objects.create(title="表格", file=ContentFile(b"plain words", "form.txt"))
    notice.body = notice._meta.get_field("body").to_python([{"type": "attachment", "value": document.pk}])
    notice.save_revision().publish()
    return document.url


@pytest.fixture
def ask(client):
    """The status of an address for a person, and for how far the answer may be kept."""

    def ask(person, address):
        client.logout()
        if person:
            client.force_login(person)
        answer = client.get(address)
        return answer.status_code, (answer.headers.get("Cache-Control") or "").split(",")[0]

    return ask


def test_a_picture_of_a_public_page_is_everybodys(ask):
    page = make_case()
    page.audience = Audience.EVERYBODY

    assert ask(NOBODY, picture_on(page)) == (200, "public")


def test_a_picture_of_a_members_page_is_for_members(ask):
    address = picture_on(make_case())

    assert ask(NOBODY, address)[0] == 404
    assert ask(make_member().user, address) == (200, "private")


def test_a_picture_of_one_firm_is_not_for_another(ask):
    mine, other = make_enterprise(), make_enterprise()
    page = show_to(make_case(), mine)
    address = picture_on(page)

    people = [make_member(mine).user, make_member(other).user, make_supervisor(), make_publisher(), make_login("路过")]

    assert [ask(person, address)[0] for person in people] == [200, 404, 200, 200, 404]


def test_a_picture_below_a_hidden_place_is_hidden(ask):
    page = make_case()
    address = picture_on(page)
    only_for(page.get_parent())

    assert ask(make_member().user, address)[0] == 404


def test_a_picture_of_a_page_that_was_taken_back_goes_with_it(ask):
    page = make_case()
    address = picture_on(page)
    taken_back(page)

    assert ask(make_member().user, address)[0] == 404


def test_a_picture_on_no_page_is_for_editors(ask):
    address = make_picture().get_rendition("width-320|format-webp").url

    assert [ask(person, address)[0] for person in (make_member().user, make_publisher())] == [404, 200]


def test_a_picture_that_a_draft_alone_shows_is_for_editors(ask):
    page = make_case()
    page.picture = make_picture()
    page.save_revision()

    address = page.picture.get_rendition("width-320|format-webp").url

    assert [ask(person, address)[0] for person in (make_member().user, make_publisher())] == [404, 200]


def test_a_picture_on_two_pages_goes_as_far_as_the_more_open_one(ask):
    site = make_site()
    hidden, shown = make_case(site), make_case(site)
    address = picture_on(hidden)
    shown.picture, shown.audience = hidden.picture, Audience.EVERYBODY
    shown.save_revision().publish()
    only_for(hidden)

    assert ask(NOBODY, address) == (200, "public")


@pytest.mark.parametrize(("public", "stranger", "member"), [(True, 200, 200), (False, 302, 200)])
def test_a_document_goes_where_its_page_goes(ask, public, stranger, member):
    address = document_on(make_notice(make_site(), public=public))

    assert (ask(NOBODY, address)[0], ask(make_member().user, address)[0]) == (stranger, member)


def test_a_document_of_a_page_for_others_is_missing(ask):
    notice = make_notice(make_site(), public=False)
    address = document_on(notice)
    only_for(notice)

    assert ask(make_member().user, address)[0] == 404


def test_a_document_on_no_page_is_for_editors(ask):
    document = Attachment.objects.create(title="表格", file=ContentFile(b"plain words", "form.txt"))

    assert [ask(person, document.url)[0] for person in (make_member().user, make_publisher())] == [404, 200]
