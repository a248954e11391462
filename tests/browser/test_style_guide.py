"""The components themselves, in a real browser."""

import pytest

from registry.models import Role
from tests.factories import a_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guide(page, live_server, sign_in):
    """The style guide, open, as a signed-in clinician sees it; guide("?wrong") shows the errors."""
    user = sign_in(a_user(Role.CLINICIAN))

    def opened(query: str = ""):
        page.goto(f"{live_server.url}/style-guide/{query}")
        return user

    return opened


@pytest.mark.parametrize("query", ["", "?wrong"])
def test_axe_finds_nothing_serious(guide, axe, query):
    guide(query)
    assert axe() == []


def test_nothing_is_wider_than_a_phone(guide, no_overflow):
    guide()
    no_overflow()


def test_screenshots(guide, screenshot):
    guide()
    screenshot("style-guide")
    guide("?wrong")
    screenshot("style-guide-errors")
