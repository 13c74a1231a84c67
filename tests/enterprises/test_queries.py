import pytest

from enterprises.queries import enterprises_visible_to, members_counted_for, members_visible_to
from tests.builders import NOW, make_coordinator, make_enterprise, make_member, make_publisher, make_supervisor

pytestmark = pytest.mark.django_db


def test_a_coordinator_sees_her_own_people_and_nobody_elses():
    enterprise = make_enterprise()
    ours = make_member(enterprise)
    make_member()

    assert list(members_visible_to(make_coordinator(enterprise))) == [ours]


def test_a_coordinator_of_one_enterprise_sees_that_enterprise_only():
    enterprise, _ = make_enterprise(), make_enterprise()

    assert list(enterprises_visible_to(make_coordinator(enterprise))) == [enterprise]


def test_who_has_left_is_seen_no_more():
    enterprise = make_enterprise()
    make_member(enterprise, left_on=NOW.date())

    assert list(members_visible_to(make_coordinator(enterprise))) == []


def test_a_supervisor_counts_everybody_and_lists_nobody():
    first, second = make_member(), make_member()
    supervisor = make_supervisor()

    assert set(members_counted_for(supervisor)) == {first, second}
    assert list(members_visible_to(supervisor)) == []


@pytest.mark.parametrize("make", [lambda: make_member().user, make_publisher])
def test_members_and_publishers_see_nobody(make):
    make_member()

    viewer = make()

    assert list(members_visible_to(viewer)) == []
    assert list(enterprises_visible_to(viewer)) == []


def test_a_login_whose_member_has_left_is_a_member_no_more():
    member = make_member(left_on=NOW.date())

    assert member.user.membership is None
    assert "member" not in member.user.roles
