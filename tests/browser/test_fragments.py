"""What a person sees when a fragment arrives, or does not; the server's answers are made up here."""

import pytest
from playwright.sync_api import expect

from registry.models import Role
from tests.factories import a_user

pytestmark = pytest.mark.django_db(transaction=True)
REVEAL = "**/style-guide/reveal/"


@pytest.fixture
def pressed(page, live_server, sign_in):
    """pressed(status, body): opens the style guide and presses Show, to which the server answers so."""

    def press(status: int, body: str = "", **headers: str):
        sign_in(a_user(Role.CLINICIAN))
        page.goto(f"{live_server.url}/style-guide/")
        page.route(
            REVEAL,
            lambda route: route.fulfill(status=status, body=body, content_type="text/html", headers=headers),
        )
        page.get_by_role("button", name="Show the full id").click()

    return press


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (409, "Somebody saved this record after you opened it."),
        (404, "That is no longer there."),
        (403, "You may not do that."),
        (500, "The server could not finish that."),
    ],
)
def test_a_refusal_is_said_in_a_line_and_nothing_is_lost(page, pressed, status, said):
    pressed(status, "<p>never shown</p>")
    expect(page.locator("#messages")).to_contain_text(said)
    expect(page.get_by_text("never shown")).to_have_count(0)
    expect(page.get_by_role("button", name="Show the full id")).to_be_visible()


def test_a_lost_connection_is_said(page, live_server, sign_in):
    sign_in(a_user(Role.CLINICIAN))
    page.goto(f"{live_server.url}/style-guide/")
    page.route(REVEAL, lambda route: route.abort())
    page.get_by_role("button", name="Show the full id").click()
    expect(page.locator("#messages")).to_contain_text("That did not reach the server.")


def test_a_form_that_comes_back_with_errors_is_shown(page, pressed):
    pressed(422, '<span id="patient-id">mended</span>')
    expect(page.locator("#patient-id")).to_have_text("mended")
    expect(page.locator("#messages")).to_be_empty()


def test_the_focus_goes_to_what_came(page, pressed):
    pressed(200, '<span class="patient-id" id="patient-id">010248-1234</span>')
    expect(page.locator("#patient-id")).to_have_text("010248-1234")
    expect(page.locator("#patient-id")).to_be_focused()


def test_the_focus_stays_on_the_same_control_when_it_comes_again(page, pressed):
    pressed(200, '<span id="patient-id"><button id="again" data-focus-here>Hide</button></span>')
    expect(page.locator("#again")).to_be_focused()


def test_the_login_page_is_never_put_into_a_fragment(page, live_server, sign_in):
    sign_in(a_user(Role.CLINICIAN))
    page.goto(f"{live_server.url}/style-guide/")
    page.locator("#id_note").fill("typed and not saved")
    page.context.clear_cookies(name="sessionid")
    page.route(
        REVEAL, lambda route: route.continue_(url=f"{live_server.url}/style-guide/print/", method="GET")
    )
    page.get_by_role("button", name="Show the full id").click()
    expect(page.locator("#messages")).to_contain_text("You have been signed out.")
    expect(page.locator("#id_note")).to_have_value("typed and not saved")


def test_the_server_can_have_a_line_said(page, pressed):
    pressed(
        200,
        '<span id="patient-id">shown</span>',
        **{"HX-Trigger": '{"columna:announce": "The id is shown; this was recorded."}'},
    )
    expect(page.locator("#messages")).to_have_text("The id is shown; this was recorded.")
