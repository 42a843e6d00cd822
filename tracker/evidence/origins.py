"""Origins: where information first came from, and which of it is independent."""

from collections.abc import Collection, Iterable, Mapping


class LoopError(ValueError):
    """A source derives from itself, directly or by way of others.

    `loop` names its sources once each: each derives from the next, the last from the first.
    """

    def __init__(self, loop: tuple[str, ...]) -> None:
        self.loop = loop
        path = " → ".join((*loop, loop[0]))
        super().__init__(
            f"The chain of derivations runs in a loop: {path}. "
            "Remove one of these derivations: a source cannot be its own origin."
        )


def origins_of(
    source: str, credited: str | None, derives_from: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """Give the origins of what a source says.

    That is the origin it credits, followed along that one's own derivations to their ends; the
    source itself where it credits itself, which is to say speaks in its own voice; without a
    credit the ends of its own derivations. Raises LoopError.
    """
    if credited == source:
        return frozenset({source})
    start = credited or source
    ends: set[str] = set()
    seen = {start}
    waiting = [start]
    while waiting:
        ref = waiting.pop()
        parents = derives_from.get(ref, ())
        if not parents:
            ends.add(ref)
        for parent in parents:
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    loop = find_loop({ref: derives_from[ref] for ref in seen if ref in derives_from})
    if loop:
        raise LoopError(loop)
    return frozenset(ends)


def find_loop(derives_from: Mapping[str, Collection[str]]) -> tuple[str, ...] | None:
    """Give the sources of one loop of derivations, each once and in order, or None.

    Walks with a list in place of recursion, so that no chain is too long.
    """
    done: set[str] = set()
    for root in sorted(derives_from):
        path: dict[str, None] = {}  # an ordered set
        waiting = [(root, False)]
        while waiting:
            ref, left = waiting.pop()
            if left:
                del path[ref]
                done.add(ref)
            elif ref in path:
                trail = list(path)
                return tuple(trail[trail.index(ref) :])
            elif ref not in done:
                path[ref] = None
                waiting.append((ref, True))
                waiting.extend((parent, False) for parent in sorted(derives_from.get(ref, ())))
    return None


def independent(groups: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Merge the groups of origins that share one, for what may be one origin counts once.

    The result is sorted by the names in it.
    """
    group_of: dict[str, set[str]] = {}
    for group in groups:
        merged = set(group)
        for known in {
            id(group_of[ref]): group_of[ref] for ref in group if ref in group_of
        }.values():
            merged |= known
        group_of.update(dict.fromkeys(merged, merged))
    distinct = {frozenset(group) for group in group_of.values()}
    return tuple(sorted(distinct, key=sorted))
