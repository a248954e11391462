"""A server has loaded everything before its first visitor comes."""

import gc
import subprocess
import sys

import pytest

from decision_support.loaded import load_and_keep

VIEWS = "decision_support.views.recommendation"


def test_the_views_are_loaded_and_kept(monkeypatch):
    monkeypatch.setattr(gc, "collect", lambda: 0)  # of all that the tests left behind
    gc.unfreeze()
    load_and_keep()
    assert VIEWS in sys.modules
    assert gc.get_freeze_count() > 10_000


@pytest.mark.slow  # a server of its own
def test_the_entry_point_loads_the_views_and_keeps_them():
    asked = (
        "import gc, sys; import decision_support.wsgi; "
        f"print({VIEWS!r} in sys.modules, gc.get_freeze_count() > 10_000)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
