"""What the application server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - settings are known only now

if settings.BEHIND_PROXY:
    from granian.utils.proxies import wrap_wsgi_with_proxy_headers

    # The address that a proxy on this machine forwards is whom limits are counted for and what evidence names.
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts="127.0.0.1")
