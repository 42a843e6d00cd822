"""Serving everything from one process: no other service, on any platform."""

import threading
import time
import urllib.error
import urllib.request

import waitress
from django.core.wsgi import get_wsgi_application


def serve(host: str, port: int) -> None:
    """Serve until interrupted; print `Ready: ADDRESS` once requests are answered.

    Raises OSError when the port is taken.
    """
    server = waitress.create_server(get_wsgi_application(), host=host, port=port, threads=8)
    address = f"http://{host}:{port}/"
    threading.Thread(target=_announce, args=[address], daemon=True).start()
    try:
        server.run()
    finally:
        server.close()


def _announce(address: str) -> None:
    """Ask for the front page until it comes."""
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  our own address
        except urllib.error.HTTPError as error:
            print(f"The front page answers {error.code}: see the log above.", flush=True)
            return
        except OSError:
            time.sleep(0.1)
        else:
            print(f"Ready: {address}  (the desk is at {address}desk/)", flush=True)
            return
