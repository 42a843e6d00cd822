"""Texts of mixed scripts, and the typographic changes that a quote may go through."""

import unicodedata

from hypothesis import strategies as st

from tracker.evidence.folding import fold
from tracker.evidence.words import BOUNDARY, edges

WORDS = [
    "treaty", "envoy", "not", "never", "5", "25", "2.5", "1,000", "-5", "10²", "½", "café",
    "naïve", "Київ", "м'який", "über", "office", "ceasefire", "non-aligned", "don't", "Anna's",
    "5%", "$40", "U.S.", "𝔸lpha", "🕊", "한국", "שלום", "q̣̇", "İzmir", "Ångström", "first",
]  # fmt: skip
SEAMS = [" ", " ", " ", " ", ", ", ". ", "\n", " — ", "—", "–", '" ', ' "', "… ", "; ", " (", ") "]

LOOKALIKES = {
    "'": "’‘ʼ",
    '"': "“”„«»",
    "-": "‐‑",
    "–": "-",
    " ": ["\u00a0", "\u2009", "\n", "  ", " \n ", "\u202f", "\u3000", "\r\n"],
    "\n": [" ", "\r\n", "\u2028"],
    "…": ["..."],
    "2": "２",
    "a": "ａ",
    "Å": "Å",
}
INVISIBLE = "\u00ad\u200b\u200d\ufeff\u2060\ufe0f\u200e"


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Sentences of words from many scripts, with the marks of real articles between them."""
    count = draw(st.integers(1, 25))
    parts = []
    for _ in range(count):
        parts += [draw(st.sampled_from(WORDS)), draw(st.sampled_from(SEAMS))]
    return "".join(parts)


@st.composite
def retyped(draw: st.DrawFn, passage: str) -> str:
    """Put a passage through a mix of changes that are nothing but typography."""
    if draw(st.booleans()):
        passage = unicodedata.normalize("NFD", passage)
    passage = passage.replace("ffi", draw(st.sampled_from(["ffi", "ﬃ", "ﬀi"])))
    passage = passage.replace("fi", draw(st.sampled_from(["fi", "ﬁ"])))
    changed = []
    for char in passage:
        kind = draw(st.integers(0, 5))
        lookalikes = list(LOOKALIKES.get(char, char)) if kind == 0 else [char]
        changed.append(draw(st.sampled_from(lookalikes)))
        if kind == 1:
            changed.append(draw(st.sampled_from(INVISIBLE)))
    return "".join(changed)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    """Pick a slice of a text, in code points, that begins and ends at the edges of words."""
    folded, kinds = fold(text), edges(text)
    positions = range(len(folded.text))
    begins = [at for at in positions if kinds[at] == BOUNDARY and folded.text[at] != " "]
    first = draw(st.sampled_from(begins))
    ends = [at + 1 for at in positions[first:] if kinds[at + 1] and folded.text[at] != " "]
    return folded.original_span(first, draw(st.sampled_from(ends)))


def letters(text: str) -> str:
    """Give the letters and digits of a text, for checking finds without the code under test."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(char for char in text if char.isalnum())
