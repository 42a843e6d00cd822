"""Refs that are proposed: made of the words of a statement or title that say most."""

import re
import unicodedata

from tracker.evidence.hashing import sha256
from tracker.models import WorkingCopy

_FILLING = """
a an the of in on at to for and or by with from as is are was were be been has have had that this
it its their his her which who will would not no
"""
#: Words that tell no statement from another.
FILLING = frozenset(_FILLING.split())
_LONGEST = 60


def proposed_ref(model: type[WorkingCopy], words: str) -> str:
    """A ref made of these words that no row of the model has yet: one query.

    The script of the reading desk shows the same while the words are being typed.
    """
    ref = _made_of(words) or f"{model.kind_of_page}-{sha256(words)[:8]}"
    taken = set(model._default_manager.filter(ref__startswith=ref).values_list("ref", flat=True))
    numbered = (ref if n == 1 else f"{ref}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _made_of(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    ref = ""
    for word in re.findall("[a-z0-9]+", plain):
        longer = f"{ref}-{word}" if ref else word
        if len(longer) > _LONGEST:
            break
        ref = ref if word in FILLING else longer
    return ref if len(ref) >= 3 else ""
