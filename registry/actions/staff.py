"""What a person changes about their own way of working."""

from registry.models import User


def set_shortcuts(user: User, *, on: bool) -> User:
    """Single-key shortcuts on or off; audited as a change of the row."""
    user.single_key_shortcuts = on
    user.save(update_fields=["single_key_shortcuts"])
    return user


def switch_shortcuts(user: User) -> User:
    """Single-key shortcuts on if they were off, off if they were on."""
    return set_shortcuts(user, on=not user.single_key_shortcuts)
