"""Other pages and lines that a page names, as far as a person may see them."""

from django.db.models import Aggregate, F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from content.models import BoundaryItem
from content.queries.visible import study_pages_visible_to


def pages_for(user, keys):
    """{key: page} of those of these pages that a person may open; one query."""
    return study_pages_visible_to(user).in_bulk(keys)


class _Listed(Aggregate):
    """The texts of many rows as one, parted by commas, in no order."""

    function, output_field = "GROUP_CONCAT", TextField()

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s, ',')")


def open_lines_for(user):
    """The keys of the lines that the case at hand crossed and whose lists a person may open: a part of its own query.

    As a text, "12,15", since no database of ours knows lists; "" for none.
    """
    lists = study_pages_visible_to(user).order_by().values("pk")
    lines = BoundaryItem.objects.filter(cases=OuterRef("pk"), page__in=lists).order_by()
    listed = lines.values(case=F("cases")).values(keys=_Listed(Cast("pk", TextField())))
    return Coalesce(Subquery(listed), Value(""), output_field=TextField())
