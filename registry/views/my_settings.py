"""How a person likes Columna to behave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registry.actions import set_shortcuts
from registry.forms.settings import SettingsForm
from registry.gates import staff_page


@require_http_methods(["GET", "POST"])
@staff_page("registry.open_home")
def my_settings(request: HttpRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = SettingsForm(sent, initial={"single_key_shortcuts": request.user.single_key_shortcuts})
    if request.method == "POST" and form.is_valid():
        set_shortcuts(request.user, on=form.cleaned_data["single_key_shortcuts"])
        messages.success(request, _("Your settings are saved."))
        return redirect("my-settings")
    return render(request, "registry/my_settings.html", {"form": form}, status=422 if form.errors else 200)
