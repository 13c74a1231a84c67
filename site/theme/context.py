"""What every template may ask about how it should look."""


def appearance(request):
    """`large_type`: chosen by the person, or kept by the browser's cookie, so that it survives sign-out.

    An editor who previews a page looks at it either way, whatever she chose for herself.
    """
    if getattr(request, "is_preview", False):
        return {"large_type": request.preview_mode == "large"}
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {"large_type": user.large_type if signed_in else request.COOKIES.get("large_type") == "1"}
