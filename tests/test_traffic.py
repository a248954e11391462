"""The watch that lets a browser test end only when the live server is idle: tests/browser/traffic.py."""

import threading
import time

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from tests.browser import traffic
from tests.browser.traffic import Traffic

SLOW_S = 0.2


@pytest.fixture(autouse=True)
def without_a_database():
    """Django closes its connections when a request begins or ends; no request of these reaches a database."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def answer_for(seconds, began):
    request_started.send(sender=answer_for)
    began.set()
    time.sleep(seconds)
    request_finished.send(sender=answer_for)


def test_it_waits_for_a_request_that_is_being_answered():
    began = threading.Event()
    server = threading.Thread(target=answer_for, args=(SLOW_S, began))
    started, answered = time.monotonic(), []
    with Traffic() as watched:
        server.start()
        began.wait()
        watched.wait_until_quiet()
        answered.append(time.monotonic())
    server.join()
    assert answered[0] - started >= SLOW_S


def test_requests_of_the_tests_own_client_are_not_waited_for():
    with Traffic() as watched:
        request_started.send(sender=answer_for)
        watched.wait_until_quiet()


def test_a_server_that_never_answers_fails_the_test_and_says_so(monkeypatch):
    monkeypatch.setattr(traffic, "PATIENCE_S", 0.05)
    began, done = threading.Event(), threading.Event()
    stuck = threading.Thread(target=lambda: (request_started.send(sender=None), began.set(), done.wait()))
    with Traffic() as watched:
        stuck.start()
        began.wait()
        with pytest.raises(AssertionError, match="still answers 1 request"):
            watched.wait_until_quiet()
        done.set()
