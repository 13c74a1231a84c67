"""How a phone number and a password become a user."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from accounts.rules import PhoneRefused, normalise_phone


def attempted_phone(request, credentials):
    """The account that a sign-in was tried for, so that every spelling of one number counts as one."""
    typed = (credentials or {}).get("phone") or request.POST.get("phone", "")
    try:
        return normalise_phone(typed)
    except PhoneRefused:
        return str(typed)[:60]


class PhoneBackend(ModelBackend):
    """Checks a password. An unknown number costs as much time as a known one, so that neither tells."""

    def authenticate(self, request, phone=None, password=None, **kwargs):
        if phone is None or password is None:
            return None
        try:
            user = User.objects.get(phone=normalise_phone(phone))
        except (User.DoesNotExist, PhoneRefused):
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def get_user(self, user_id):
        # The membership comes along, since nearly every page asks for it.
        user = User.objects.select_related("member__enterprise").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
