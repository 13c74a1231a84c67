"""One park for all tests of a module, on a clock that stands still."""

import logging

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from pledges.sealing import keys
from tests.builders import NOW
from tests.trust.builders import make_park
from tests.trust.visitors import Visitor


@pytest.fixture(autouse=True)
def _without_the_noise_of_refusals():
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="session")
def _park_keys(tmp_path_factory):
    """Keys are slow to make and change nothing."""
    folder = tmp_path_factory.mktemp("park-pki")
    with override_settings(PKI_ROOT=folder):
        keys.make_keys(now=NOW)
    return folder


@pytest.fixture(scope="module")
def _places(tmp_path_factory, _park_keys):
    """Where the park of this module keeps its files, and the settings that make it quick."""
    folder = tmp_path_factory.mktemp("park")
    return {
        "MEDIA_ROOT": folder / "uploads",
        "SEALED_ROOT": folder / "sealed",
        "PKI_ROOT": _park_keys,
        "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}},
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }


@pytest.fixture(scope="module")
def _made_park(django_db_setup, django_db_blocker, _places):
    """The park, made in a transaction that the module's end takes back."""
    cache.clear()
    with (
        django_db_blocker.unblock(),
        override_settings(**_places),
        time_machine.travel(NOW, tick=False),
        transaction.atomic(),
    ):
        yield make_park()
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture
def park(_made_park, _quiet_machine, _places, db, settings):
    for name, value in _places.items():
        setattr(settings, name, value)
    return _made_park


@pytest.fixture
def visit(park):
    """`visit(user)` gives a browser in which somebody has signed in; `visit(None)` one of a stranger."""
    return Visitor
