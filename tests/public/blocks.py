"""The data block of a page: its linked data, which a browser reads and never runs."""

import json
import re

_BLOCK = re.compile(r'<script type="application/ld\+json">([^<>&]*)</script>')


def data_of(text):
    """The linked data of a page, None where it has none; it stands in the head, at most once."""
    found = _BLOCK.findall(text)
    assert len(found) <= 1
    assert len(_BLOCK.findall(text.partition("<body>")[0])) == len(found)
    return json.loads(found[0]) if found else None


def without_data(text):
    """A page without that block: no other script may stand in it."""
    return _BLOCK.sub("", text)
