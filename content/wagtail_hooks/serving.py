"""Documents of the CMS go to whoever may open a page that has them."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils import timezone
from wagtail import hooks

from content import queries


@hooks.register("before_serve_document")
def serve_to_readers_of_its_pages(document, request):
    """Hidden as its pages are: missing for people we know, a sign-in away for those we do not."""
    if queries.reach_for(request, document, timezone.now()):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404
