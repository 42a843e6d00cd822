"""What sources derive from, step by step to the ends: one query, however long the chains."""

from collections.abc import Iterable

from django.db import connection

# Django's own queries know no recursion. UNION drops what was found before, so loops end too.
_CHAINS = """
WITH RECURSIVE chain(retelling, retold) AS (
  SELECT link.from_page_id, link.to_page_id
  FROM record_page named
  JOIN record_reference link ON link.from_page_id = coalesce(named.moved_to_id, named.id)
  WHERE link.role = 'derives from' AND named.kind = 'source' AND named.ref IN ({refs})
  UNION
  SELECT link.from_page_id, link.to_page_id
  FROM chain JOIN record_reference link ON link.from_page_id = chain.retold
  WHERE link.role = 'derives from'
)
SELECT retelling.ref, retold.ref
FROM chain
JOIN record_page retelling ON retelling.id = chain.retelling
JOIN record_page retold ON retold.id = chain.retold
WHERE retelling.state = 'public' AND retold.state = 'public'
ORDER BY retelling.ref, retold.title, retold.ref
"""


def derivations_behind(refs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What each source derives from that stands behind these ones, or is one of them.

    `refs` may be present or former refs; those given are present ones.
    """
    wanted = sorted(set(refs))
    found: dict[str, tuple[str, ...]] = {}
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(_CHAINS.format(refs=", ".join(["%s"] * len(wanted))), wanted)
            for ref, origin in cursor.fetchall():
                found[ref] = (*found.get(ref, ()), origin)
    return found
