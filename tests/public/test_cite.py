"""Citing a page: each format is read back as the programs that take it would read it."""

import json
import re

import pytest

from tests.public import building as make
from tracker.public.cite import FORMATS
from tracker.public.words import PLURALS
from tracker.record.models import Edition

pytestmark = pytest.mark.django_db

#: Titles that mean something else to one format or another, unless they are escaped.
TITLES = [
    "They met.",
    "A } brace, and { another } of } them",
    r"50 % of R&D_costs #1 for $5 ~ \end{document} ^",
    "Two\nlines\r\nER  - \nTI  - a forged field",
    'She said "no", and “maybe”\u2028then @misc{x, title = {y}}',
    "Київ і Москва \u202e — мир",
]
# The variables of CSL 1.0.2 (csl-data.json) that are used here, with their types.
CSL = {
    "id": str, "type": str, "author": list, "title": str, "container-title": str, "genre": str,
    "version": str, "issued": dict, "URL": str, "language": str,
}  # fmt: skip
# The tags of the RIS specification that are used here; TY comes first and ER last.
RIS = {"TY", "AU", "TI", "M3", "ET", "PY", "DA", "LA", "PB", "UR", "ER"}
_TEX = {r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
        r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}  # fmt: skip


def read_bibtex(text):
    """Read one entry as BibTeX does: a value ends where its braces balance, escaped or not."""
    kind, key, body = re.fullmatch(r"@(\w+)\{([^,{}\s]+),\n(.*)\n\}\n", text, re.DOTALL).groups()
    fields, at = {}, 0
    while at < len(body):
        name = re.compile(r"\s*([a-z]+) = ").match(body, at)
        start = end = name.end()
        depth = 0
        while end < len(body) and (depth or body[end] != ","):
            depth += {"{": 1, "}": -1}.get(body[end], 0)
            assert depth >= 0
            end += 1
        assert depth == 0
        fields[name[1]] = body[start:end]
        at = end + 1
    return kind, key, fields


def from_tex(value):
    text = value.removeprefix("{{").removesuffix("}}")
    pattern = "|".join(map(re.escape, _TEX)) + r"|\\([#$%&_])"
    return re.sub(pattern, lambda found: found[1] or _TEX[found[0]], text)


def read_ris(text):
    assert text.endswith("ER  - \r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    return [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in lines]


def one_line(title):
    return " ".join(title.split())


@pytest.fixture(params=TITLES)
def title(request):
    make.publish(make.source(title=request.param))
    return one_line(request.param)


def cited(client, form, url="/sources/paper"):
    response = client.get(f"{url}/cite.{form}")
    assert response.status_code == 200
    return response.content.decode()


URL = "http://testserver/sources/paper/editions/1/"


def test_bibtex_reads_back(client, title):
    kind, key, fields = read_bibtex(cited(client, "bib"))

    at = Edition.objects.get().at
    assert (kind, key) == ("misc", "peacetalks-source-paper-1")
    assert from_tex(fields["title"]) == title
    assert fields["url"] == f"{{{URL}}}"
    assert fields["year"] == f"{{{at.year}}}"
    assert fields["month"] == f"{at:%b}".lower()
    assert fields["author"] == "{{peacetalks}}"
    assert not re.search(r"(?<!\\)[#$%&_~^]", fields["title"])


def test_ris_reads_back(client, title):
    pairs = read_ris(cited(client, "ris"))

    at = Edition.objects.get().at
    fields = dict(pairs)
    assert len(fields) == len(pairs)
    assert set(fields) == RIS
    assert (pairs[0], pairs[-1]) == (("TY", "ELEC"), ("ER", ""))
    assert (fields["TI"], fields["UR"]) == (title, URL)
    assert fields["DA"] == f"{at:%Y/%m/%d}"


def test_csl_json_reads_back(client, title):
    (item,) = json.loads(cited(client, "csl.json"))

    at = Edition.objects.get().at
    assert {name: type(value) for name, value in item.items()} == CSL
    assert (item["type"], item["title"], item["URL"]) == ("webpage", title, URL)
    assert item["issued"] == {"date-parts": [[at.year, at.month, at.day]]}
    assert item["author"] == [{"literal": "peacetalks"}]


def test_plain_text_is_one_line(client, title):
    text = cited(client, "txt")

    assert text.count("\n") == 1
    assert text.startswith(f"peacetalks. “{title}")
    assert text.endswith(f"{URL}\n")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", PLURALS)
def test_every_kind_of_page_can_be_cited_in_every_format(client, hubs, kind, form):
    response = client.get(f"/{PLURALS[kind]}/hub/cite.{form}")

    number = make.HUBS.index(kind) + 1
    name = f"peacetalks-{kind}-hub-{number}.{form}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == FORMATS[form][1]
    url = f"http://testserver/{PLURALS[kind]}/hub/editions/{number}/"
    assert url in response.content.decode()
    assert client.get(url).status_code == 200


def test_page_says_how_to_cite_it_and_leads_to_every_format(read):
    make.publish(make.source())

    html = read("/sources/paper/")

    assert cited_text(html) in html
    assert set(re.findall(r'href="/sources/paper/cite\.([^"]+)" download', html)) == set(FORMATS)


def cited_text(html):
    at = Edition.objects.get().at
    return f"“Title of paper.” Source, edition 1, {at.day} {at:%B %Y}. {URL}"


def test_citation_names_the_newest_edition(client):
    make.publish(make.source())
    make.publish(make.source(note="New."))

    assert "/editions/2/" in cited(client, "txt")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/claims/gone/cite.bib", 410),
        ("/claims/none/cite.bib", 404),
        ("/sources/paper/cite.doc", 404),
        ("/sources/paper/cite.json", 404),
    ],
)
def test_what_is_not_public_cannot_be_cited(client, url, status):
    make.publish(make.source(), make.claim("gone", statement="A secret."))
    make.retract("claim", "gone")

    response = client.get(url)

    assert response.status_code == status
    assert "secret" not in response.content.decode()


def test_moved_page_is_cited_under_its_new_address(client):
    make.publish(make.source(), make.claim("met"))
    make.move("met", make.claim("met-twice"))

    assert client.get("/claims/met/cite.ris")["Location"] == "/claims/met-twice/cite.ris"
