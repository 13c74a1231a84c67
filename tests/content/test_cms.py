import json

import pytest

from tests.builders import make_publisher
from tests.content.builders import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    """A browser in which a publisher has signed in."""
    make_site()
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    return client


def test_the_cms_wears_the_colours_and_the_lotus_of_the_site(publisher):
    html = publisher.get("/cms/").content.decode()

    assert "content/cms" in html
    assert "theme/lotus" in html.split("data-wagtail-sidebar-branding-logo", 1)[1].split("</template>")[0]
    assert html.split("</title>", 1)[0].endswith("- 亲清学堂")


def test_the_scripts_of_the_cms_speak_chinese_too(publisher):
    script = publisher.get("/cms/jsi18n/").content.decode()

    for ours_or_wagtails in ("插入内容块", "搜索项"):
        assert json.dumps(ours_or_wagtails).strip('"') in script


def test_the_menu_calls_pages_pages(publisher):
    html = publisher.get("/cms/").content.decode()

    assert "页码" not in html
    assert "guide.wagtail.org" not in html
