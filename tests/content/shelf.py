"""Pages on one shelf of a small library, found by the search as soon as they are put there."""

from wagtail.models import Page, PageViewRestriction, Site

from content.models import CasePage, HomePage, LibraryPage, NoticePage, SectionPage


def make_shelf(title="书架"):
    """A shelf in the library of the only site, at /library/."""
    root = Page.objects.get(depth=1)
    home = HomePage(title="首页", tagline="亲清", intro="<p>欢迎</p>", slug=f"home-{title}")
    root.add_child(instance=home)
    Site.objects.update(root_page=home)
    library = home.add_child(instance=LibraryPage(title="资料库", slug="library-root"))
    return library.add_child(instance=SectionPage(title=title, slug="shelf"))


def shelve_notice(shelf, title, text, *, live=True, **fields):
    body = [("paragraphs", f"<p>{text}</p>")]
    fields.setdefault("summary", "摘要")
    return shelf.add_child(instance=NoticePage(title=title, body=body, live=live, **fields))


def shelve_case(shelf, title, text, **fields):
    body = [("happened", f"<p>{text}</p>")]
    fields.setdefault("summary", "摘要")
    return shelf.add_child(instance=CasePage(title=title, body=body, source="通报", **fields))


def restrict_to(page, group):
    """Let only this group open the page and what is below it."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)
