"""What Wagtail leaves to chance between looking at a form and keeping it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

NEW_PAGE = "wagtailadmin_pages:add"


class KeptMeanwhile:
    """A new page is kept of its own accord while its writer presses the button: only one of the two can be first.

    Both find the address free, and the later one fails over it. The page is there by then, so that is what she is told.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        match = request.resolver_match
        if not isinstance(exception, ValidationError) or not match or match.view_name != NEW_PAGE:
            return None
        if "slug" not in getattr(exception, "error_dict", {}):
            return None
        text = _("This page has just been saved as a draft of its own accord. Open it in this list and go on.")
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"success": False, "error_code": "invalid_address", "error_message": text}, status=409)
        messages.warning(request, text)
        return redirect("wagtailadmin_explore", match.kwargs.get("parent_page_id") or match.args[-1])
