"""`make demo`: a made-up department in an embedded database, and a server in the foreground."""

from __future__ import annotations

import os
import socket
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from decision_support.demo import department, neighbours

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Migrates, loads a made-up department once, prints who may log in, and serves on 127.0.0.1 (PORT or 8000)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--no-server", action="store_true", help="Load and print, but do not serve.")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The made-up department has public passwords; it is never loaded in production."
            )
        port = chosen_port(os.environ.get("PORT", ""))
        if not options["no_server"]:
            refuse_taken(port)
        call_command("migrate", verbosity=0)
        department.load(timezone.localdate())
        department.employ_neighbour(neighbours.load(timezone.localdate()))
        self._say(port)
        if not options["no_server"]:
            os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
            call_command("runserver", f"{HOST}:{port}", use_reloader=False)

    def _say(self, port: int) -> None:
        self.stdout.write(f"Columna: http://{HOST}:{port}")
        for login in (*department.LOGINS, department.NEIGHBOUR):
            self.stdout.write(f"{login.role} {login.username} {login.password}")
        self.stdout.write(
            "Made-up patients only. Not for clinical use: not a CE-marked medical device. Stop with Ctrl-C."
        )
        self.stdout.flush()


def chosen_port(text: str) -> int:
    """PORT as a number; 8000 where it is not set."""
    if not text:
        return 8000
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT is {text!r}; it must be a number from 1 to 65535, for example PORT=8001.")
    return int(text)


def refuse_taken(port: int) -> None:
    """Says so before anything is loaded, when somebody else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {HOST} is taken. Stop what listens there, or choose another: PORT={port + 1} make demo"
            ) from error
