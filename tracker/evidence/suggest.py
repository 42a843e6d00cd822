"""Suggestions: the passage nearest to a quote that was not found. They help, and never prove."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from typing import Literal

from tracker.evidence.folding import fold, fold_once
from tracker.evidence.words import word_spans, words

# difflib takes time in the square of the number of words; beyond this it is not asked.
_MOST_WORDS = 300
_MOST_VOCABULARY = 5000
_MOST_SEGMENTS = 4
_FEW_WORDS = 3
_LEAST_LIKENESS = 0.34

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words, marked.

    It is in quote and passage ("same"), only in the passage ("added"), or only in the quote
    ("removed").
    """

    kind: Literal["same", "added", "removed"]
    text: str


def nearest(text: str, quote: str | Sequence[str]) -> str | None:
    """Give the passage of a text that is most like a quote, or None if nothing is near.

    A quote with words left out comes as its segments; their nearest passages are joined with
    […] in the order of the text; those after the first four are left out. Takes time in
    proportion to the length of the text.
    """
    segments = [quote] if isinstance(quote, str) else list(dict.fromkeys(quote))[:_MOST_SEGMENTS]
    spans = sorted({span for segment in segments for span in _nearest_span(text, segment)})
    if not spans:
        return None
    joined = [spans[0]]
    for start, end in spans[1:]:
        if start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return " […] ".join(text[start:end] for start, end in joined)


def differences(quote: str, passage: str) -> tuple[Difference, ...]:
    """Give word by word how a passage differs from a quote; typography does not count.

    The texts of "same" and "added" in order are the words of the passage.
    """
    old, new = quote.split(), passage.split()
    if max(len(old), len(new)) > 10 * _MOST_WORDS:
        return Difference("removed", " ".join(old)), Difference("added", " ".join(new))
    return tuple(_differences(old, new))


def _differences(old: list[str], new: list[str]) -> Iterator[Difference]:
    old_folded, new_folded = ([fold_once(word).text for word in side] for side in (old, new))
    matcher = SequenceMatcher(None, old_folded, new_folded, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Difference("same", " ".join(new[new_start:new_end]))
            continue
        if old_start < old_end:
            yield Difference("removed", " ".join(old[old_start:old_end]))
        if new_start < new_end:
            yield Difference("added", " ".join(new[new_start:new_end]))


def _nearest_span(text: str, segment: str) -> list[Span]:
    """Give the place, in original code points, most like one segment: a list of one or none."""
    quoted, folded, spans = fold_once(segment), fold(text), words(text)
    found = [folded.text[start:end].lower() for start, end in spans]
    wanted = [quoted.text[start:end].lower() for start, end in word_spans(quoted)]
    wanted = _known(wanted, found)
    window = _best_window(wanted, found)
    if window is None:
        return []
    first, last = _aligned(wanted, found, window)
    start, end = folded.original_span(spans[first][0], spans[last][1])
    return [(start, end)]


def _known(wanted: list[str], found: list[str]) -> list[str]:
    """Where none of a few words stands in the text, put the most similar ones in their places."""
    vocabulary = dict.fromkeys(found)
    if any(word in vocabulary for word in wanted) or len(wanted) > _FEW_WORDS:
        return wanted
    known = list(vocabulary)[:_MOST_VOCABULARY]
    return [(get_close_matches(word, known, 1, 0.75) or [word])[0] for word in wanted]


def _best_window(wanted: list[str], found: list[str]) -> Span | None:
    """Give the run of as many words that shares most with those wanted, rare words first."""
    need = Counter(wanted)
    frequency = Counter(word for word in found if word in need)
    weight = {word: 1 / frequency[word] + 0.01 for word in frequency}
    recent: deque[int] = deque()
    have: Counter[str] = Counter()
    score = best_score = 0.0
    best: Span | None = None
    for index, word in enumerate(found):
        if word not in weight:
            continue
        have[word] += 1
        score += weight[word] if have[word] <= need[word] else 0
        recent.append(index)
        while recent[0] <= index - len(wanted):
            old = found[recent.popleft()]
            score -= weight[old] if have[old] <= need[old] else 0
            have[old] -= 1
        if score > best_score + 1e-9 and have.total() >= _LEAST_LIKENESS * len(wanted):
            best_score, best = score, (max(0, index + 1 - len(wanted)), index + 1)
    return best


def _aligned(wanted: list[str], found: list[str], window: Span) -> Span:
    """Fit a window to the words wanted: its first and its last word."""
    margin = 2 + len(wanted) // 10
    first, last = max(0, window[0] - margin), min(len(found), window[1] + margin)
    if len(wanted) > _MOST_WORDS:
        return window[0], window[1] - 1
    matcher = SequenceMatcher(None, wanted, found[first:last], autojunk=False)
    blocks = matcher.get_matching_blocks()[:-1]
    lead, tail = blocks[0], blocks[-1]
    start = max(first, first + lead.b - lead.a)
    end = min(last, first + tail.b + len(wanted) - tail.a)
    return start, max(start, end - 1)
