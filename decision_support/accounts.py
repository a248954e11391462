"""Login: accounts are made by an administrator, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend

from registry.models import Membership
from registry.models.staff import User


class ClosedSignup(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class WithMemberships(ModelBackend):
    """Django's own backend; every page asks who the user is and where they work, so one query answers both."""

    def get_user(self, user_id) -> User | None:
        held = tuple(Membership.objects.with_department().filter(user=user_id).select_related("user"))
        if not held:
            return super().get_user(user_id)
        user = held[0].user
        user.held_memberships = held
        return user if self.user_can_authenticate(user) else None
