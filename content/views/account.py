"""Her account in the CMS: how it looks. Name, language and password are where everybody has them."""

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, ThemeSettingsPanel


class LooksView(AccountView):
    """Wagtail's page without what would not work here: names in two parts, e-mail, pictures of people."""

    def get_panels(self):
        return [panel for panel in super().get_panels() if isinstance(panel, ThemeSettingsPanel)]


looks = require_admin_access(LooksView.as_view())
