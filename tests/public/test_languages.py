"""The languages of the interface: the address alone decides, and every word is in its language."""

import re

import html5lib
import pytest

from tests.public import building as make
from tests.public import dossiers
from tests.public.addresses import NAMES, address_of, body_of, full
from tests.public.blocks import data_of, without_data

pytestmark = pytest.mark.django_db

REFS = {
    "rounds": ["first-round", "second-round", "third-round"],
    "processes": ["talks"],
    "actors": ["alpha", "speaker", "bare"],
    "claims": ["met", "other", "third", "once", "then"],
    "issues": ["ceasefire", "truce"],
    "sources": ["paper", "retelling", "further"],
}
PAGES = [
    "/", "/timeline/", "/timeline/?from=2022&to=2022", "/timeline/?from=2022", "/timeline/?to=2099",
    "/positions/", "/positions/?on=2022-03-15", "/positions/?on=2022-03-15&and=2022-05-01",
    "/disagreements/", "/editions/", "/editions/?action=corrected", "/corrections/", "/method/",
    "/search/", "/search/?q=title", "/search/?q=title&kind=round", "/search/?q=nowhere",
    "/search/?q=title&actor=alpha", "/rounds/first-round/?with=third-round",
    "/claims/?kind=position&actor=alpha&role=holder", "/claims/?period=2022-21&grade=disputed",
    "/rounds/?kind=summit&process=talks", "/claims/?sort=changed", "/sources/?sort=newest",
    *(f"/{kind}/" for kind in REFS),
    *(f"/{kind}/{ref}/" for kind, refs in REFS.items() for ref in refs),
    *(f"/{kind}/{refs[0]}/history/" for kind, refs in REFS.items()), "/claims/other/history/",
    "/claims/new/history/",
]  # fmt: skip
WRONG = [
    "/nowhere/", "/claims/mte/", "/claims/gone/", "/positions/?on=x", "/timeline/?from=x",
    "/disagreements/?after=x", "/editions/?after=x", "/editions/?action=x", "/corrections/?after=x",
    "/claims/?kind=x&grade=x&role=x&sort=x&actor=x&period=x&after=x", "/rounds/first-round/?with=x",
    "/search/?q=a&kind=x&grade=x&after=x", "/claims/met/history/?after=x",
    "/claims/met/editions/1/",
]  # fmt: skip

#: What is the same in every language, or no word: names, addresses, codes, what was searched for.
_ADDRESSES = "|".join(["old", "new", *(ref for refs in REFS.values() for ref in refs)])
_NAMES = re.compile(
    rf"\b({_ADDRESSES}|title|nowhere)\b|"
    r"peacetalks|JSON|CSV|Atom|API|GET|HEAD|POST|BibTeX|CSL|RIS|Web Annotations|Wikidata|\bQ42\b"
    r"|«after»|https?://\S+|\b[0-9a-f]{64}\b"
)
_LATIN = re.compile(r"[A-Za-z]")
_SAID = ("aria-label", "title", "placeholder", "alt")


def words_of(text, *, marked, whole=True):
    """The words of a page that are not marked as another language's; `marked` takes these in, too.

    Without `whole`, what can be marked in part only is left out: titles of marks in drawings, the
    title of the page, and attributes.
    """
    found = []

    def walk(element, language):
        language = element.get("lang", language)
        if element.tag in ("script", "code") or (not whole and element.tag.endswith("title")):
            return
        if marked or language == "uk":
            found.append(element.text or "")
            found.extend(element.get(name, "") for name in _SAID if whole)
        for child in element:
            walk(child, language)
            found.append((child.tail or "") if marked or language == "uk" else "")

    walk(html5lib.parse(text, namespaceHTMLElements=False), "")
    return [word for word in map(str.strip, found) if word]


def foreign(words):
    return [word for word in words if _LATIN.search(_NAMES.sub("", word))]


def uk(url):
    return f"/uk{url}"


def editions(client):
    """The addresses of all editions that histories lead to."""
    pages = [f"/uk/{kind}/{ref}/history/" for kind, refs in REFS.items() for ref in refs]
    texts = [client.get(url).content.decode() for url in pages]
    return {url for text in texts for url in re.findall(r'href="(/uk/[^"]+/editions/\d+/)"', text)}


def test_no_word_of_the_interface_is_left_untranslated(client, settings):
    settings.DOSSIER_LANGUAGE = "uk"
    dossiers.publish(dossiers.in_cyrillic)

    left = {}
    for url in [*map(uk, PAGES + WRONG), *editions(client)]:
        response = client.get(url)
        assert response.status_code == 200 or url.removeprefix("/uk") in WRONG, url
        words = words_of(response.content.decode(), marked=False)
        left[url] = foreign(words)

    assert {url: words for url, words in left.items() if words} == {}


def test_every_word_of_the_dossier_is_marked_with_its_language(client):
    dossiers.publish()

    left = {}
    for url in [*map(uk, PAGES), *editions(client)]:
        words = words_of(client.get(url).content.decode(), marked=False, whole=False)
        left[url] = foreign(words)

    assert {url: words for url, words in left.items() if words} == {}


def test_english_pages_mark_only_other_languages(client):
    dossiers.publish()

    for url in ("/", "/claims/met/", "/rounds/first-round/", "/claims/met/history/"):
        text = client.get(url).content.decode()
        marks = re.findall(r'<(?!blockquote|cite)\w+[^>]* lang="en"', text.partition("<main")[2])
        assert [mark for mark in marks if "#citation" not in mark] == [], url


@pytest.mark.parametrize("url", PAGES + WRONG)
def test_page_is_there_in_both_languages(client, url):
    dossiers.publish()

    english, ukrainian = client.get(url), client.get(uk(url))

    assert english.status_code == ukrainian.status_code
    for response, language in ((english, "en"), (ukrainian, "uk")):
        text = response.content.decode()
        assert f'<html lang="{language}">' in text
        assert response["Content-Language"] == language
        html5lib.HTMLParser(strict=True).parse(text)
        code, there = ("uk", uk(url)) if language == "en" else ("en", url)
        there = there.replace("&", "&amp;")
        (switch,) = re.findall(r'<a class="aside" ([^>]*hreflang[^>]*)>', text)
        assert switch == f'href="{there}" hreflang="{code}" lang="{code}"'


@pytest.mark.parametrize("url", ["/", "/claims/", "/claims/met/", "/method/", "/positions/"])
def test_each_language_names_the_others_and_itself(client, url):
    dossiers.publish()

    for here in (url, uk(url)):
        text = client.get(here).content.decode()
        assert f'<link rel="canonical" href="http://testserver{here}">' in text
        for code, there in (("en", url), ("uk", uk(url))):
            assert (
                f'<link rel="alternate" hreflang="{code}" href="http://testserver{there}">' in text
            )


def test_filtered_list_has_one_address_in_each_language(client):
    text = client.get("/uk/claims/?kind=event").content.decode()

    assert '<link rel="canonical" href="http://testserver/uk/claims/">' in text
    assert 'hreflang="en" href="http://testserver/claims/">' in text


def test_an_edition_is_cited_under_one_address(client):
    dossiers.publish()
    (seen,) = re.findall(r'href="(/uk/claims/then/editions/\d+/)"',
                         client.get("/uk/claims/then/history/").content.decode())  # fmt: skip
    one = f"http://testserver{seen.removeprefix('/uk')}"

    text = client.get(seen).content.decode()
    assert f'<link rel="canonical" href="{one}">' in text
    assert 'rel="alternate" hreflang' not in text
    assert one in without_data(client.get("/uk/claims/then/").content.decode())


def test_links_stay_in_the_language_and_lead_somewhere(client):
    dossiers.publish()
    seen, left = {"/uk/"}, ["/uk/"]
    while left:
        url = left.pop()
        text = client.get(url).content.decode()
        links = re.findall(
            r'<(?:a|link|form)\s[^>]*?(?:href|action)="(/[^"#?]*)[^"]*"([^>]*)', text
        )
        for link, further in links:
            if "hreflang" in further or link.startswith("/static/"):
                continue
            if not link.startswith("/uk/"):
                assert "." in link or link == "/api/v1/", (url, link)
            if link not in seen:
                seen.add(link)
                left += [link] if link.startswith("/uk/") else []
    assert len(seen) > 60
    for link in seen:
        response = client.get(link)
        assert response.status_code in (200, 301, 410), link
        assert body_of(response) or response.status_code == 301


@pytest.mark.parametrize("name", [name for name in NAMES if full(name).startswith("data:")])
def test_data_exist_once(client, name):
    make.publish_hubs(1)
    url = address_of(name)

    response = client.get(url)
    assert body_of(response)
    assert response["Content-Language"] == "en"
    assert client.get(uk(url), follow=True).status_code == 404


def test_data_are_the_same_whatever_was_read_before(client):
    dossiers.publish()
    before = body_of(client.get("/claims/met.json"))

    client.get("/uk/claims/met/")

    assert body_of(client.get("/claims/met.json")) == before


def test_what_a_page_describes_has_one_identity(client):
    dossiers.publish()

    here, there = (
        data_of(client.get(url).content.decode()) for url in ("/claims/met/", "/uk/claims/met/")
    )

    assert here == there


def test_no_header_and_no_cookie_has_a_say(client):
    headers = {"accept-language": "uk", "cookie": "django_language=uk"}
    for url in ("/", "/claims/", "/nowhere/"):
        response = client.get(url, headers=headers)
        assert response["Content-Language"] == "en"
        assert "Accept-Language" not in response.headers.get("Vary", "")
        assert client.get(uk(url)).cookies == {}
        assert "Accept-Language" not in client.get(uk(url)).headers.get("Vary", "")


def test_address_without_its_slash_leads_on_in_its_language(client):
    assert client.get("/uk")["Location"] == "/uk/"
    assert client.get("/uk/claims?kind=event")["Location"] == "/uk/claims/?kind=event"


@pytest.mark.parametrize("url", ["/", "/claims/", "/claims/met/", "/method/"])
def test_languages_are_fresh_each_for_itself(client, url):
    dossiers.publish()
    english, ukrainian = client.get(url), client.get(uk(url))

    assert english["ETag"] != ukrainian["ETag"]
    for here, response in ((url, english), (uk(url), ukrainian)):
        assert client.get(here, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.get(uk(url), headers={"if-none-match": english["ETag"]}).status_code == 200


def test_moved_page_leads_on_in_its_language(client):
    dossiers.publish()

    assert client.get("/uk/claims/old/")["Location"] == "/uk/claims/new/"


def test_other_methods_are_refused_in_the_language(client):
    assert "Метод POST тут не дозволено" in client.post("/uk/claims/").content.decode()


def test_desk_stays_in_english(client):
    assert 'lang="en"' in client.get("/desk/login/").content.decode()


def test_failure_speaks_the_language_of_the_address(client, monkeypatch):
    def fail(asked):
        raise RuntimeError

    monkeypatch.setattr("tracker.public.timeline.build", fail)
    client.raise_request_exception = False

    text = client.get("/uk/timeline/").content.decode()

    assert "На нашому боці сталася помилка" in text
    assert '<html lang="uk">' in text
    assert foreign(words_of(text, marked=False)) == []
