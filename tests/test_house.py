"""The house itself: settings that refuse, and what every checkout must have."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from decision_support.environment import Environment
from tests.tables import every_row


def test_development_is_the_default_and_needs_nothing():
    env = Environment({})
    assert env.mode == "development"
    assert env.secret("SECRET_KEY", why="to sign", stand_in="public") == "public"


@pytest.mark.parametrize("values", [{}, {"SECRET_KEY": "  "}])
def test_production_names_the_secret_it_misses(values):
    env = Environment({"COLUMNA_ENV": "production", **values})
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set; production needs it to sign"):
        env.secret("SECRET_KEY", why="to sign", stand_in="public")


def test_production_refuses_the_public_development_value():
    env = Environment({"COLUMNA_ENV": "production", "SECRET_KEY": "public"})
    with pytest.raises(ImproperlyConfigured, match="public development value"):
        env.secret("SECRET_KEY", why="to sign", stand_in="public")


def test_an_unknown_mode_is_refused_with_the_allowed_ones():
    with pytest.raises(ImproperlyConfigured, match=r"'prod'.*development, production"):
        _ = Environment({"COLUMNA_ENV": "prod"}).mode


def test_production_does_not_start_without_its_secrets():
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={"PATH": os.environ["PATH"], "COLUMNA_ENV": "production"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert "SECRET_KEY is not set" in started.stderr


def test_a_port_that_is_no_number_is_named():
    with pytest.raises(ImproperlyConfigured, match="EMAIL_PORT is 'smtp'; give a whole number"):
        Environment({"EMAIL_PORT": "smtp"}).number("EMAIL_PORT", default=25)


@every_row(("given", "read"), [({}, 25), ({"EMAIL_PORT": " "}, 25), ({"EMAIL_PORT": "587"}, 587)])
def test_a_port_is_read_or_has_its_default(given, read):
    assert Environment(given).number("EMAIL_PORT", default=25) == read
