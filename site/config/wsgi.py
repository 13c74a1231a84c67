"""What the application server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What has been loaded by now stays: looking through it for garbage would make somebody wait a tenth of a second.
gc.collect()
gc.freeze()

from django.conf import settings  # noqa: E402 - settings are known only now

if settings.BEHIND_PROXY:
    from granian.utils.proxies import wrap_wsgi_with_proxy_headers

    # The address that a proxy on this machine forwards is whom limits are counted for and what evidence names.
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts="127.0.0.1")
