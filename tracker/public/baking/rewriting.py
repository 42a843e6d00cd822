"""A page as a static host can give it: links lead to files, and what needs a server is left out.

The parser only finds the tags; whatever need not change stays as it was, byte for byte.
"""

import re
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings

from .addresses import baked, is_narrowed, language_of, path_of, place

#: Choices that would narrow a list down further, and other orders of it.
_CHOICES = ("facets", "orders")
_LINKED = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
_CHARSET = '<meta charset="utf-8">'


class Rewriter(HTMLParser):
    """Rewrites one page, or one feed, and notes the baked addresses that it leads to."""

    def __init__(self, site: str, address: str) -> None:
        super().__init__(convert_charrefs=False)
        self.links: dict[str, None] = {}
        self._site = site
        self._own = urljoin(site, address)
        self._is_narrowed = is_narrowed(address)
        self._search = place("public:search", language_of(address))
        self._needs_wasm = address == self._search
        self._out: list[str] = []
        self._leaving_out: list[
            str
        ] = []  # the element that is left out, and those of its name in it
        self._anchors: list[bool] = []  # whether each open link is kept

    def rewrite(self, text: str) -> str:
        self.feed(text)
        self.close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._leaving_out:
            self._leaving_out += [tag] if tag == self._leaving_out[0] else []
            return
        raw = self._written(tag)
        if self._is_left_out(tag, dict(attrs), raw):
            self._leaving_out = [tag]
            return
        if tag == "a":
            self._anchors.append(raw is not None)
        self._put(raw or "")
        if raw == _CHARSET:
            self._put(f'\n<meta http-equiv="Content-Security-Policy" content="{self._policy()}">')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._leaving_out:
            self._put(self._written(tag) or "")

    def handle_endtag(self, tag: str) -> None:
        if self._leaving_out:
            if tag == self._leaving_out[0]:
                self._leaving_out.pop()
        elif tag != "a" or self._anchors.pop():
            self._put(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._put(data)

    def handle_entityref(self, name: str) -> None:
        self._put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._put(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._put(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._put(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self._put(f"<?{data}>")

    def _put(self, text: str) -> None:
        if not self._leaving_out:
            self._out.append(text)

    def _written(self, tag: str) -> str | None:
        """Write the tag that was found with its link rewritten; None where that is not baked."""
        raw = self.get_starttag_text() or ""
        found = _LINKED.search(raw)
        if found is None:
            return raw
        link = self._link(unescape(found[2]))
        return None if link is None else raw[: found.start(2)] + escape(link) + raw[found.end(2) :]

    def _link(self, link: str) -> str | None:
        whole, fragment = urldefrag(urljoin(self._own, link))
        if link.startswith("#") or not whole.startswith(f"{self._site}/"):
            return link
        address = baked(whole.removeprefix(self._site))
        if address is None:
            return None
        self.links[address] = None
        start = self._site if urlsplit(link).netloc else ""
        return f"{start}{path_of(address)}{'#' if fragment else ''}{fragment}"

    def _is_left_out(self, tag: str, attrs: dict[str, str | None], raw: str | None) -> bool:
        """Tell whether an element goes with all that is in it."""
        if tag == "form":
            return attrs.get("action") != self._search
        if raw is None and tag == "a":
            return "aria-label" in attrs  # it has no words that could stay
        return self._is_narrowed and attrs.get("class") in _CHOICES

    def _policy(self) -> str:
        """The policy of the live site, without what a page cannot say of itself.

        Only the search page runs a script: Pagefind's, which is WebAssembly.
        """
        own = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]}
        del own["frame-ancestors"]
        if self._needs_wasm:
            own["script-src"] = [*own["script-src"], "'wasm-unsafe-eval'"]
        return "; ".join(f"{name} {' '.join(values)}" for name, values in own.items())
