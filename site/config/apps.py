"""Where the rooms are told what others signal: a receiver knows its room, and only this place knows them all."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self):
        from wagtail.models import Page
        from wagtail.signals import page_published, page_unpublished, workflow_approved

        from content import receivers
        from media.models import Picture
        from media.receivers import when_picture_saved
        from quizzes.models import Question

        workflow_approved.connect(receivers.when_approved)
        for receiver in (receivers.when_published, receivers.when_story_published):
            page_published.connect(receiver)
        for receiver in (receivers.when_unpublished, receivers.when_story_unpublished):
            page_unpublished.connect(receiver)
        post_save.connect(when_picture_saved, sender=Picture)
        for model in (Page, Question):
            post_delete.connect(receivers.when_deleted, sender=model)
