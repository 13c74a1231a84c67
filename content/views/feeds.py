"""What is public, told to feed readers and search engines: nothing that a visitor could not open."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content import queries, rules
from regulations.queries import versions_in_force

NEWEST = 30
MOST_ADDRESSES = 5000
# Places that have nothing for a search engine, or ask it to sign in.
NOT_FOR_ROBOTS = ["/cms/", "/desk/", "/me/", "/search/", "/media/", "/documents/", "/family/", "/go/", "/sign-in/"]


@method_decorator(require_safe, name="__call__")
class PublicFeed(Feed):
    """RSS 2.0 of the newest public pages."""

    title = _("Qinqing Academy")
    description = _("What the park's discipline office publishes for everybody.")

    def link(self):
        return "/"

    def items(self):
        pages = queries.study_pages_visible_to(AnonymousUser()).prefetch_related("page_topics__tag")
        return pages.order_by("-first_published_at", "-pk")[:NEWEST]

    def item_title(self, page):
        return rules.legible(page.title)

    def item_description(self, page):
        return rules.legible(page.summary)

    def item_link(self, page):
        return page.url

    def item_guid(self, page):
        return f"qinqing-page-{page.pk}"

    item_guid_is_permalink = False

    def item_pubdate(self, page):
        return page.first_published_at

    def item_updateddate(self, page):
        return page.last_published_at

    def item_categories(self, page):
        return [str(page.kind_name), *(rules.legible(topic.tag.name) for topic in page.page_topics.all())]


class PublicPages(Sitemap):
    """The public pages to study."""

    limit = MOST_ADDRESSES

    def items(self):
        return queries.study_pages_visible_to(AnonymousUser()).order_by("-last_published_at", "-pk")

    def location(self, page):
        return page.url

    def lastmod(self, page):
        return page.last_published_at

    def get_latest_lastmod(self):
        return self.items().aggregate(last=Max("last_published_at"))["last"]


class RegulationsInForce(Sitemap):
    """The wording in force of every regulation; laws are public."""

    limit = MOST_ADDRESSES

    def items(self):
        return versions_in_force(timezone.localdate()).select_related("regulation").order_by("-effective_on", "-pk")

    def lastmod(self, version):
        return version.effective_on

    def get_latest_lastmod(self):
        return self.items().aggregate(last=Max("effective_on"))["last"]


class Doors(Sitemap):
    """The addresses at which a visitor begins."""

    def items(self):
        return ["/", reverse("regulations:list")]

    def location(self, address):
        return address


MAPS = {"sitemaps": {"doors": Doors, "pages": PublicPages, "regulations": RegulationsInForce}}


@require_safe
def robots(request):
    """Where search engines need not look, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('content:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
