"""What our tables hold, as plain values, so that two moments can be compared."""

from pathlib import Path

from django.apps import apps
from django.conf import settings


def our_models():
    """Every model of our rooms, the tables between two of them included."""
    return [
        model
        for config in apps.get_app_configs()
        if Path(config.path).parent in (settings.BASE_DIR, settings.BASE_DIR / "site")
        for model in config.get_models(include_auto_created=True)
    ]


def snapshot():
    """{"app.Model": {key: {field: value}}} of all rows."""
    return {
        model._meta.label: {row["pk"]: row for row in model._base_manager.values("pk", *_columns(model)).order_by()}
        for model in our_models()
    }


def _columns(model):
    return [name.attname for name in model._meta.local_concrete_fields]


def changes(before, after):
    """{"app.Model"} of which a row was added, changed or taken away."""
    return {label for label in before if before[label] != after[label]}
