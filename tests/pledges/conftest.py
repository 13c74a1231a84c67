"""Keys are slow to make and change nothing: one set for all tests of this room that seal."""

import pytest

from pledges.sealing import keys
from tests.builders import NOW


@pytest.fixture(scope="session")
def _key_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pki")


@pytest.fixture
def sealing_keys(settings, _key_folder):
    settings.PKI_ROOT = _key_folder
    keys.make_keys(now=NOW)
    return _key_folder
