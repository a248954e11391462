"""What a person changes about their own way of working."""

from registry.models import User


def switch_shortcuts(user: User) -> User:
    """Single-key shortcuts on if they were off, off if they were on; audited as a change of the row."""
    user.single_key_shortcuts = not user.single_key_shortcuts
    user.save(update_fields=["single_key_shortcuts"])
    return user
