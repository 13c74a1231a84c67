import pytest
import time_machine

from tests.builders import NOW


@pytest.fixture
def time_machine_at_now():
    """The clock of the server stands at NOW."""
    with time_machine.travel(NOW, tick=False):
        yield
