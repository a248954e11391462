import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Slow hashing protects real people; made-up users need none of it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
