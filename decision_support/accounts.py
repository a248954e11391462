"""Login: accounts are made by an administrator, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignup(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
