"""Two texts set against each other, with the words that differ marked."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.evidence.suggest import differences

_MARKS = {"same": "{} ", "removed": "<del>{}</del> ", "added": "<ins>{}</ins> "}
_MOST_LINES = 1000  # difflib takes time in the square of their number


def marked_words(before: str, after: str) -> SafeString:
    """What turns one text into the other: `del` for words that go, `ins` for new ones."""
    pieces = [format_html(_MARKS[part.kind], part.text) for part in differences(before, after)]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def marked_lines(before: str, after: str) -> SafeString:
    """As `marked_words`, line by line: a line that stayed is not compared with another."""
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > _MOST_LINES:
        return marked_words(before, after)
    return format_html_join("\n", "{}", ((line,) for line in _lines(old, new)))


def _lines(old: list[str], new: list[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from new[new_start:new_end]
            continue
        pairs = zip_longest(old[old_start:old_end], new[new_start:new_end], fillvalue="")
        yield from (marked_words(one, other) for one, other in pairs)
