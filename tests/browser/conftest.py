"""A real Chromium for the journeys: started with what the machine has, watched for policy breaches and script errors."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.axe import serious_findings
from tests.browser.traffic import Traffic
from tests.browser.whole_pages import take_on_whole_pages

# pytest-playwright runs an event loop in the test's thread, which Django would otherwise take for async code
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = (1280, 390)
HEIGHT = 900
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_path() -> str | None:
    """COLUMNA_BROWSER, else a Chromium on the path."""
    return os.environ.get("COLUMNA_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = browser_path()
    if path is None:
        said = "no Chromium: set COLUMNA_BROWSER or install chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(said)
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "viewport": {"width": WIDTHS[0], "height": HEIGHT},
        "locale": "en-GB",
        "timezone_id": "Europe/Copenhagen",
        "reduced_motion": "reduce",
    }


@pytest.fixture(autouse=True)
def watched(page):
    """Fails the test on a policy breach or an uncaught script error, wherever it happened."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"script error: {error}"))
    page.on(
        "console",
        lambda message: heard.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield heard
    assert heard == []


@pytest.fixture(autouse=True)
def on_whole_pages(page, monkeypatch):
    take_on_whole_pages(page, monkeypatch)


@pytest.fixture(autouse=True)
def nothing_on_its_way(page, live_server, transactional_db):
    """The database is emptied only when every page is shut and the server has answered what they still asked.

    A request answered while the tables are emptied writes a row that points at nothing.
    """
    with Traffic() as traffic:
        yield
        for context in page.context.browser.contexts:
            for opened in context.pages:
                opened.close()
        traffic.wait_until_quiet()


@pytest.fixture
def axe(page):
    """axe(): the page's serious and critical findings."""
    return lambda: serious_findings(page)


@pytest.fixture
def screenshot(page):
    """screenshot(name): the whole page at both widths, into the ignored folder screenshots/."""

    def take(name: str) -> None:
        folder = settings.BASE_DIR / "screenshots"
        folder.mkdir(exist_ok=True)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})

    return take


@pytest.fixture
def sign_in(page, live_server, client):
    """sign_in(user): the page carries that user's session, as after the login form."""

    def enter(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return user

    return enter


@pytest.fixture
def no_overflow(page):
    """no_overflow(): at 390 px nothing but a scrolling table is wider than the screen."""

    def check() -> None:
        page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
        widest = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        assert widest <= WIDTHS[1], f"the page is {widest} px wide on a {WIDTHS[1]} px screen"

    return check
