"""Walks a baked site as a reader's browser would: every link of every file, and every fragment."""

import csv
import gzip
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.etree
import lxml.html

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


class Walk:
    """Everything that is wrong with the site in a folder, as (file, what) in `problems`."""

    def __init__(self, folder, site):
        self.folder, self.site = Path(folder), site
        self.problems = []
        self.links = 0
        self.files = sorted(
            path for path in self.folder.rglob("*") if path.is_file() and ".bak" not in path.name
        )
        self.page = cache(self.page)
        self.ids = cache(self.ids)
        for path in self.files:
            self.look_at(path)

    @staticmethod
    def text_of(path):
        """What a reader sees of a file, in one line."""
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            content = lxml.html.fromstring(content.encode()).text_content()
        return " ".join(content.split())

    def look_at(self, path):
        look = {".html": self.look_at_page, ".atom": self.look_at_xml, ".xml": self.look_at_xml,
                ".json": self.look_at_json, ".jsonld": self.look_at_json, ".csv": self.look_at_csv,
                ".zip": zipfile.ZipFile, ".gz": self.look_at_compressed}  # fmt: skip
        look.get(path.suffix, Path.read_bytes)(path)

    def address_of(self, path):
        name = path.relative_to(self.folder).as_posix()
        return f"{self.site}/{name.removesuffix('index.html')}"

    def own_address_of(self, path):
        """Where the page of a file has its one address; an edition has it in English."""
        address = self.address_of(path)
        of_edition = re.search(r"/uk/.*/editions/\d+/$", address)
        return address.replace("/uk/", "/", 1) if of_edition else address

    def page(self, path):
        return lxml.html.fromstring(path.read_bytes())

    def ids(self, path):
        return set(self.page(path).xpath("//@id"))

    def look_at_page(self, path):
        page = self.page(path)
        found = page.xpath("//@href | //@src | //form/@action | //*[@formaction]/@formaction")
        for link in found:
            self.follow(path, link)
        for form in page.xpath("//form"):
            if form.get("action") not in ("/search/", "/uk/search/"):
                self.problems.append((path, "a form that needs a server"))
        if not page.xpath("//meta[@http-equiv='Content-Security-Policy']"):
            self.problems.append((path, "no policy"))
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        moved = page.xpath("//meta[@http-equiv='refresh']/@content")
        for content in moved:
            self.follow(path, content.partition("url=")[2])
        if "=" not in str(path) and not moved and canonical != self.own_address_of(path):
            self.problems.append((path, f"the page of {canonical}"))

    def look_at_xml(self, path):
        page = lxml.etree.parse(path)
        links = [one.get("href") for one in page.iter(f"{ATOM}link")]
        for link in [*links, *(one.text for one in page.iter(MAP))]:
            self.follow(path, link)

    def look_at_json(self, path):
        content = json.loads(path.read_text(encoding="utf-8"))
        page = content.get("page") if isinstance(content, dict) else None
        if page:
            self.follow(path, page["url"])
            if page["url"] != self.address_of(path).replace(".json", "/"):
                self.problems.append((path, f"the data of {page['url']}"))

    def look_at_csv(self, path):
        with path.open(encoding="utf-8", newline="") as file:
            widths = {len(row) for row in csv.reader(file)}
        if len(widths) != 1:
            self.problems.append((path, f"rows of {widths} cells"))

    def look_at_compressed(self, path):
        if gzip.decompress(path.read_bytes()) != path.with_suffix("").read_bytes():
            self.problems.append((path, "not what it lies beside"))

    def follow(self, path, link):
        """Go where a link leads, as a plain file server would; other sites are not visited."""
        self.links += 1
        whole, fragment = urldefrag(urljoin(self.address_of(path), link))
        parts = urlsplit(whole)
        if f"{parts.scheme}://{parts.netloc}" != self.site:
            return
        target = self.folder / unquote(parts.path).lstrip("/")
        if parts.path.endswith("/"):
            target /= "index.html"
        if parts.query:
            self.problems.append((path, f"{link}: a question"))
        elif not target.is_file():
            self.problems.append((path, f"{link}: no file"))
        elif fragment and unquote(fragment) not in self.ids(target):
            self.problems.append((path, f"{link}: no such place"))
