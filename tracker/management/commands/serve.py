"""Serve the public site and the desk."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from peacetalks.serve import serve


class Command(BaseCommand):
    help = "Serves the public site and the desk from one process."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen at")
        parser.add_argument("--port", type=int, default=8000, help="port to listen at")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        try:
            serve(host, port)
        except OSError as error:
            raise CommandError(f"Cannot listen at {host}:{port}: {error}. Try --port.") from error
