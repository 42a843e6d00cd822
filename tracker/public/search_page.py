"""The search page: what was found, and how it can be narrowed down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.record.search import MOST_COUNTED, Excerpt, Hit, Rank, search

from . import counting, words
from .errors import only_reading
from .fresh import Stamp, answer
from .rendering import render
from .targets import Directory, Target

#: Kinds of pages that what is found can be narrowed down to speaking of, by their ref.
ABOUT = ("actor", "issue", "round", "source")
_MOST_LETTERS = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow down what was found: how much it leaves, and the address of that."""

    label: str
    count: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page that was found, and where the words beside its title come from."""

    hit: Hit
    target: Target
    source: Target | None
    language: str


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """The context of the search page; without a question it only has the form."""

    query: str
    title: str = _("Search")
    description: str = _("Search claims, passages, actors, rounds, issues and sources.")
    total: str = ""
    found: list[Found] = field(default_factory=list)
    kinds: list[Choice] = field(default_factory=list)
    grades: list[Choice] = field(default_factory=list)
    about: list[Target] = field(default_factory=list)
    whole_url: str = ""  # the same question, not narrowed down
    next_url: str = ""
    is_first: bool = True
    problems: list[str] = field(default_factory=list)


@only_reading
def read_search(request: HttpRequest) -> HttpResponseBase:
    def make() -> HttpResponse:
        page = build(request.GET.dict())
        status = 400 if page.problems else 200
        return render(request, "public/search.html", page, status=status)

    return answer(request, Stamp.of_record(), make)


def build(asked: Mapping[str, str]) -> SearchPage:
    """Answer one question in at most five queries; what cannot be is named in `problems`."""
    query = "".join(char for char in asked.get("q", "") if char.isprintable())[:_MOST_LETTERS]
    kind, grade = asked.get("kind", ""), asked.get("grade", "")
    refs = {name: asked[name] for name in ABOUT if asked.get(name)}
    after = Rank.read(asked.get("after", ""))
    problems = _problems(kind, grade, refs)
    if asked.get("after") and after is None:
        problems.append(
            gettext("These results have no such continuation: begin with their first part.")
        )
    whole = f"?{urlencode({'q': query})}"
    if problems or not query.strip():
        return SearchPage(query=query, whole_url=whole, problems=problems)
    results = search(query, kind=kind, grade=grade, about=refs, after=after)
    cited = [hit.excerpt.source for hit in results.hits if hit.excerpt]
    directory = Directory([*refs.values(), *cited])
    own = {"q": query, "kind": kind, "grade": grade, **refs}
    return SearchPage(
        query=query,
        title=gettext("Search: %(query)s") % {"query": query},
        description=gettext("What the public record says of “%(query)s”: claims, passages, names.")
        % {"query": query},
        total=_counted(results.total),
        found=[_found(hit, directory) for hit in results.hits],
        kinds=_choices(own, "kind", words.PLURAL_WORDS, results.kinds),
        grades=_choices(own, "grade", words.GRADES, results.grades),
        about=[directory.get(name, ref) for name, ref in refs.items()],
        whole_url=whole,
        next_url=_url(own, after=str(results.after)) if results.after else "",
        is_first=after is None,
    )


def _problems(kind: str, grade: str, refs: Mapping[str, str]) -> list[str]:
    problems = []
    if kind and kind not in words.PLURALS:
        problems.append(gettext("There is no such kind of page."))
    if grade and grade not in words.GRADES:
        problems.append(gettext("There is no such grade."))
    problems += [
        gettext("No %(kind)s is published under the address you gave.")
        % {"kind": words.KINDS[name]}
        for name, ref in refs.items()
        if "\x00" in ref or len(ref) > 80
    ]
    return problems


def _found(hit: Hit, directory: Directory) -> Found:
    excerpt = hit.excerpt or Excerpt([])
    source = directory.get("source", excerpt.source) if excerpt.source else None
    return Found(
        hit=hit,
        target=Target(hit.kind, hit.ref),
        source=source,
        language=source.language if source else excerpt.language,
    )


def _choices(
    own: Mapping[str, str], name: str, labels: Mapping[str, str], counts: Mapping[str, int]
) -> list[Choice]:
    """Give the choices of one field that leave anything, and the one in force."""
    return [
        Choice(
            label=str(label),
            count=_counted(counts.get(value, 0)),
            url=_url(own, **{name: "" if own[name] == value else value}),
            chosen=own[name] == value,
        )
        for value, label in labels.items()
        if counts.get(value) or own[name] == value
    ]


def _url(own: Mapping[str, str], **changed: str) -> str:
    return f"?{urlencode({name: value for name, value in {**own, **changed}.items() if value})}"


def _counted(count: int) -> str:
    if count < MOST_COUNTED:
        return str(count)
    return gettext("more than %(count)s") % {"count": counting.grouped(MOST_COUNTED - 1)}
