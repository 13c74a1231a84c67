"""What Wagtail asks of this room: it looks for a module of this name."""

from content.wagtail_hooks import citing, editing, home, manual, publishing, sent_queue, serving, wording

__all__ = ["citing", "editing", "home", "manual", "publishing", "sent_queue", "serving", "wording"]
