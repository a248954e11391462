"""How a person likes Columna to behave."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.actions import switch_shortcuts


@require_POST
def shortcuts(request):
    """Switches single-key shortcuts and goes back to the page one stood on."""
    user = switch_shortcuts(request.user)
    said = (
        _("Single-key shortcuts are on.") if user.single_key_shortcuts else _("Single-key shortcuts are off.")
    )
    messages.success(request, said)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "/")
