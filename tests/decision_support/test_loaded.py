"""A server has loaded everything before its first visitor comes."""

import subprocess
import sys


def test_the_entry_point_loads_the_views_and_keeps_them():
    asked = (
        "import gc, sys; import decision_support.wsgi; "
        "print('decision_support.views.recommendation' in sys.modules, gc.get_freeze_count() > 10_000)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
