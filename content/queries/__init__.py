"""What a person may open, what is on the shelves, which citations point nowhere, and what was sent in."""

from content.queries.addresses import page_at
from content.queries.cited_by import CitedBy, citations_known_to, cited_by
from content.queries.citing import dead_citations, reads_otherwise
from content.queries.citing_places import Source, edit_address, sources_of
from content.queries.facets import facts_of, groups_of_shelf, narrowed
from content.queries.family import (
    lines_under,
    link_at,
    links_by,
    links_of,
    may_family_read,
    standing_of,
    stories_for_family,
)
from content.queries.files import Reach, reach, reach_for
from content.queries.library import public_notices, public_reading, related_to, shelf
from content.queries.manual import manual_in, manual_picture
from content.queries.sent import (
    News,
    drafts_of,
    family_lines_visible_to,
    how_many_wait,
    news_for,
    sent_picture_visible_to,
    sent_stories_visible_to,
    stories_of,
    stories_section,
    waiting_of,
    why_off,
)
from content.queries.slots import pages_for
from content.queries.visible import (
    hidden_from,
    open_to_somebody,
    pages_visible_to,
    study_pages_visible_to,
    taken_back,
    withdrawal_of,
)
from content.queries.waiting import coming, going, places_to_write, unsubmitted_by

__all__ = [
    "CitedBy",
    "News",
    "Reach",
    "Source",
    "citations_known_to",
    "cited_by",
    "coming",
    "dead_citations",
    "drafts_of",
    "edit_address",
    "facts_of",
    "family_lines_visible_to",
    "going",
    "groups_of_shelf",
    "hidden_from",
    "how_many_wait",
    "lines_under",
    "link_at",
    "links_by",
    "links_of",
    "manual_in",
    "manual_picture",
    "may_family_read",
    "narrowed",
    "news_for",
    "open_to_somebody",
    "page_at",
    "pages_for",
    "pages_visible_to",
    "places_to_write",
    "public_notices",
    "public_reading",
    "reach",
    "reach_for",
    "reads_otherwise",
    "related_to",
    "sent_picture_visible_to",
    "sent_stories_visible_to",
    "shelf",
    "sources_of",
    "standing_of",
    "stories_for_family",
    "stories_of",
    "stories_section",
    "study_pages_visible_to",
    "taken_back",
    "unsubmitted_by",
    "waiting_of",
    "why_off",
    "withdrawal_of",
]
