"""A film in the CMS beside its form: prepared again, and its captions written where it can be seen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from media import actions, queries
from media.forms import CaptionsForm
from media.models import Film
from media.tasks import prepare_film

LANGUAGES = {"zh": "zh-Hans", "en": "en"}


def _film_or_404(request, film_id):
    if not request.user.has_perm("media.change_film"):
        raise PermissionDenied
    return get_object_or_404(Film, pk=film_id)


@require_POST
def prepare(request, film_id):
    """From the beginning, whatever became of it before."""
    film = _film_or_404(request, film_id)
    actions.ask_for_preparing(film=film, now=timezone.now())
    prepare_film.enqueue(film.pk)
    messages.success(request, _("“%(title)s” is prepared again. This list says how far it is.") % {"title": film.title})
    return redirect("wagtailsnippets_media_film:list")


@never_cache
@require_http_methods(["GET", "POST"])
def captions(request, film_id, language):
    """Captions in one language, beside the film that they are for."""
    film = _film_or_404(request, film_id)
    if language not in LANGUAGES:
        raise Http404
    form = CaptionsForm(request.POST or None, film=film, initial={"text": queries.captions_text(film, language)})
    if request.method == "POST" and form.is_valid():
        actions.save_captions(film=film, language=language, text=form.cleaned_data["text"])
        messages.success(request, _("The captions are saved. Viewers get them from now on."))
        return redirect("media-cms:captions", film.pk, language)
    addresses = queries.film_addresses(film, viewer=queries.viewer_of(request), now=timezone.now())
    context = {
        "film": film,
        "form": form,
        "language": language,
        "spoken": LANGUAGES[language],
        "addresses": addresses,
        "page_title": _("Chinese captions") if language == "zh" else _("English captions"),
        "page_subtitle": film.title,
        "header_title": film.title,
        "header_icon": "media",
    }
    return render(request, "media/cms/captions.html", context)
