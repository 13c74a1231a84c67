"""What the indexes of both databases have in common."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Case, IntegerField, When
from modelsearch.conf import get_app_config
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)

MOST_MATCHES = 2000


class Match(NamedTuple):
    """An object that was found: its content type, and its primary key as the index writes it."""

    content_type_id: int
    object_id: str


class UpsertedIndex:
    """Writes any number of objects in one statement, and keeps no title norms.

    The library recomputes a norm from the average title length after every save, and rewrites every row after every
    `update_index`; a fixed weight of titles orders as well for titles that are all a line long.
    """

    indexer_class = None
    columns: tuple[str, ...] = ()

    def add_items(self, model, objs):
        if not model.get_search_fields():
            return
        content_type_id = get_content_type_pk(model)
        indexers = [self.indexer_class(obj, self.backend) for obj in objs]
        IndexEntry._default_manager.bulk_create(
            [
                IndexEntry(
                    content_type_id=content_type_id,
                    object_id=indexer.id,
                    **{column: getattr(indexer, column) for column in self.columns},
                )
                for indexer in indexers
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=self.columns,
        )

    def _refresh_title_norms(self, full=False):
        pass


class SpacedValues:
    """Parts of a value are joined by a space: a comma after a full stop would be seen in snippets."""

    def prepare_value(self, value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return " ".join(self.prepare_value(item) for item in value)
        return super().prepare_value(value)


class Finds:
    """Asks the index itself, for objects of several models at once. A backend adds `_matches` and `texts_of`."""

    def find(self, text: str, models: Iterable[type]) -> list[Match]:
        """At most MOST_MATCHES matches of these models: those of the first model first, within a model the best.

        Every word must occur; if that finds nothing, any of them.
        """
        content_types = [get_descendants_content_types_pks(model) for model in models]
        for operator in ("and", "or"):
            if matches := self._matches(text, operator, content_types):
                return matches
        return []

    def _matches(self, text: str, operator: str, content_types: list[list[int]]) -> list[Match]:
        raise NotImplementedError

    def texts_of(self, matches: Iterable[Match]) -> dict[Match, str]:
        """The text that was indexed for each, apart from its title, as it was written."""
        raise NotImplementedError


def by_model(content_types: list[list[int]], column: str) -> Case:
    """Orders by the place of the model in the list."""
    whens = [When(**{f"{column}__in": pks}, then=place) for place, pks in enumerate(content_types)]
    return Case(*whens, output_field=IntegerField())
