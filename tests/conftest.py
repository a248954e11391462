import gc

import pytest
from django.test import override_settings
from hypothesis import settings as hypothesis_settings

# No time limit an example: on a busy machine it fails what is right.
hypothesis_settings.register_profile("columna", deadline=None)
hypothesis_settings.register_profile("quick", deadline=None, max_examples=15)  # make check
hypothesis_settings.load_profile("columna")

# `make test` runs them, `make check` does not: it has a minute for a person at work.
THOROUGH = (
    # they walk every address for every role, or search for a counter-example
    "test_access.py",
    "test_admin.py",
    "test_properties.py",
    "test_functional_properties.py",
    "test_second_reading.py",
    "test_demo.py",
    # they compile the rules anew, start processes of their own or run a whole registry through the pathway
    "test_columns.py",
    "test_recommend.py",
    "test_export_guideline.py",
    "test_reassess.py",
    "test_reassessments.py",
    "test_reassess_registry.py",
    # they draw whole pages dozens of times; what the pages are made of is tested quickly beside them
    "test_programmes.py",
    "test_physiotherapy.py",
    "test_questionnaire.py",
    "decision_support/test_recommendation.py",
    "decision_support/test_follow_up.py",
    "decision_support/test_patient_page.py",
    "decision_support/test_patient_list.py",
    "decision_support/test_operations.py",
    "decision_support/test_completeness.py",
    # they make registries and count them anew
    "test_simulate_registry.py",
    "statistics/test_kept_exact.py",
    "statistics/test_answers.py",
)


def is_thorough(path):
    return path.as_posix().endswith(tuple(f"/{name}" for name in THOROUGH))


def pytest_ignore_collect(collection_path, config):
    """What its mark would leave out anyway need not be read."""
    left_out = "not slow" in config.option.markexpr and is_thorough(collection_path)
    return True if left_out else None


def pytest_collection_modifyitems(items):
    for item in items:
        if is_thorough(item.path):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish():
    """All that was loaded stays: it need not be looked through for garbage over and over."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def quick():
    """Slow hashing protects real people; made-up users need none of it. Nor need each test client list all static files."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], WHITENOISE_AUTOREFRESH=True
    ):
        yield
