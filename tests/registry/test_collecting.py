"""Looking for circles less often ends with the work, also where that fails."""

import gc

import pytest

from registry.collecting import SELDOM, collecting_seldom


def test_python_collects_as_before_when_the_work_is_done_or_failed():
    usual = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold() == SELDOM
        assert gc.get_freeze_count()
    assert gc.get_threshold() == usual
    with pytest.raises(ZeroDivisionError), collecting_seldom():
        raise ZeroDivisionError
    assert gc.get_threshold() == usual
    assert not gc.get_freeze_count()
