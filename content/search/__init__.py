"""Full-text search that finds Chinese words, as the setting WAGTAILSEARCH_BACKENDS names it."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def SearchBackend(params):  # noqa: N802 - the name that the search library looks for
    """The backend for the default database."""
    # Only one of the two can be imported: the library's models differ with the database.
    if connection.vendor == "postgresql":
        from .postgres import Backend
    elif connection.vendor == "sqlite":
        from .sqlite import Backend
    else:
        raise ImproperlyConfigured("Search needs SQLite or PostgreSQL.")
    return Backend(params)
