"""The live site, asked in process: the same handler and the same pages as over the wire."""

import io
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse, StreamingHttpResponse


class BakeFailed(Exception):
    """The site cannot be baked; its message says why, and what to do."""


class _Request(WSGIRequest):
    """A request under the address that the baked site will have, whatever this machine is called."""

    def get_host(self) -> str:
        return str(self.META["HTTP_HOST"])


@dataclass(frozen=True, slots=True)
class Reply:
    """What the site answers."""

    status: int
    type: str
    content: bytes
    etag: str = ""
    location: str = ""


class Site:
    """The site under an address such as https://example.org, without a slash at its end."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
            raise BakeFailed(
                f"“{url}” is no address of a whole site: write https://example.org. It cannot be "
                "part of another site, as its links begin at the root."
            )
        self.url = f"{parts.scheme}://{parts.netloc}"
        self._scheme, self._host = parts.scheme, parts.netloc
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def request(self, address: str, etag: str = "") -> WSGIRequest:
        parts = urlsplit(address)
        asked = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(parts.path).decode("latin1"),
            "QUERY_STRING": parts.query,
            "HTTP_HOST": self._host,
            "SERVER_NAME": self._host,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_X_FORWARDED_PROTO": self._scheme,
            "wsgi.url_scheme": self._scheme,
            "wsgi.input": io.BytesIO(),
        }
        return _Request(asked | ({"HTTP_IF_NONE_MATCH": etag} if etag else {}))

    def ask(self, address: str, etag: str = "") -> Reply:
        """Ask for an address; with an ETag, the answer is 304 where nothing has changed."""
        # Not closed as over the wire: that would close the connection to the database, too.
        response = self._handler.get_response(self.request(address, etag))
        is_long = isinstance(response, StreamingHttpResponse)
        content = response.getvalue() if is_long else response.content  # type: ignore[attr-defined]
        if isinstance(response, FileResponse) and response.file_to_stream:
            response.file_to_stream.close()
        if response.status_code >= 500:
            raise BakeFailed(f"{address} is answered with {response.status_code}: see the log.")
        return Reply(
            status=response.status_code,
            type=response.get("Content-Type", "").partition(";")[0],
            content=content,
            etag=response.get("ETag", ""),
            location=response.get("Location", ""),
        )
