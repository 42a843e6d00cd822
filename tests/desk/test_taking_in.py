"""A text is taken in: pasted or uploaded, looked at, compared, and stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories as make
from tracker.desk import taking_in_duplicates
from tracker.models import Source

NEW = reverse("admin:new-source")
ARTICLE = (
    "The delegations met in the harbour town on Monday and talked for four long hours.\n"
    "A spokesman said that both sides would go on talking for as long as it took.\n"
    "No paper was signed, and 12 of the 30 points stayed open at the end of the day.\n"
)
PAGE = f"""<!DOCTYPE html><html lang="EN_gb"><head><title>Talks | The Paper</title>
<meta property="og:title" content="Talks in town"><meta property="og:site_name" content="The Paper">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2025-06-02T10:00:00Z">
<link rel="canonical" href="https://example.org/talks"></head><body>
<nav><a href="/">Home</a> <a href="/news">News of the day</a></nav><article><h1>Talks in town</h1>
{"".join(f"<p>{line}</p>" for line in ARTICLE.splitlines())}</article>
<footer>All rights reserved by somebody else</footer></body></html>"""
DETAILS = {"title": "Talks in town", "kind": "analysis", "language": "en", "rights": "quote-only"}


def a_file(name, content):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def error_of(response):
    return " ".join(
        str(error) for errors in response.context["form"].errors.values() for error in errors
    )


def shown(response):
    """The text in the box, as it would be kept."""
    return response.context["form"]["text"].value()


def test_pasted_text_is_shown_and_then_stored_with_its_source(researcher):
    looked = researcher.post(NEW, {"text": ARTICLE, "verb": "look"})
    assert not Source.objects.exists()

    response = researcher.post(NEW, {"text": shown(looked), **DETAILS, "verb": "save"})

    source = Source.objects.get()
    assert (source.ref, source.version) == ("talks-town", 2)
    assert source.texts.get().content == ARTICLE
    assert set(source.contributors.all()) == {researcher.user}
    assert response["Location"] == reverse("admin:reading", args=[source.pk]) + "#s1"


@pytest.mark.parametrize("way", ["file", "text"])
def test_web_page_gives_its_main_text_and_says_what_it_is(researcher, way):
    sent = {"file": a_file("talks.html", PAGE)} if way == "file" else {"text": PAGE}

    response = researcher.post(NEW, {**sent, "verb": "save"})  # looked at first, all the same

    text, details = shown(response), response.context["details"]
    assert all(line in text for line in ARTICLE.splitlines())
    assert "All rights reserved" not in text
    assert "News of the day" not in text
    assert {name: details[name].value() for name in details.initial} == {
        "title": "Talks in town",
        "author": "Jane Doe",
        "publisher": "The Paper",
        "published": "2025-06-02",
        "language": "en-gb",
        "url": "https://example.org/talks",
    }
    assert not Source.objects.exists()


def test_what_a_page_says_of_itself_is_taken_only_where_it_fits(researcher):
    page = PAGE.replace('lang="EN_gb"', 'lang="the queen\'s"').replace("The Paper", "P" * 300)

    details = researcher.post(NEW, {"text": page}).context["details"]

    assert "language" not in details.initial
    assert "publisher" not in details.initial


def test_what_was_typed_stays_when_the_text_is_looked_at_again(researcher):
    response = researcher.post(NEW, {"text": PAGE, "title": "My title", "verb": "look"})

    assert response.context["details"]["title"].value() == "My title"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", "x", "is no .txt or .html"),
        ("a.txt", b"%PDF-1.7 x", "This is a PDF"),
        ("a.html", b"PK\x03\x04rest", "a word processor's document or an archive"),
        ("a.txt", "", "The file is empty"),
        ("a.txt", " \n ", "The file is empty"),
        ("a.txt", b"x" * 5_000_001, "at most 5 MB"),
        ("a.txt", b"They \x00 met.", "NUL character"),
        ("a.txt", b"They \x00 m\xfft.", "NUL character"),
        ("a.html", "<html><body></body></html>", "No article was found"),
    ],
)
def test_file_that_cannot_be_taken_is_refused_with_the_remedy(researcher, name, content, words):
    response = researcher.post(NEW, {"file": a_file(name, content), "verb": "look"})

    assert words in error_of(response)
    assert response.context["details"] is None


@pytest.mark.parametrize(("text", "words"), [("", "no text yet"), (" \n", "no text yet")])
def test_text_that_is_none_is_refused(researcher, text, words):
    assert words in error_of(researcher.post(NEW, {"text": text}))


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        ("\ufeffБула розмова.".encode(), "Була розмова.", False),
        ("Делегации встретились в понедельник и ничего не подписали, сообщил представитель.".encode("cp1251"), "Делегации встретились в понедельник и ничего не подписали, сообщил представитель.", True),
        (b"They met.\r\nAnd parted.\r", "They met.\nAnd parted.\n", False),
        ("They met.".encode("utf-16"), "They met.", True),
    ],
)  # fmt: skip
def test_text_file_is_decoded_and_doubt_is_told(researcher, data, text, told):
    response = researcher.post(NEW, {"file": a_file("a.txt", data)})

    assert shown(response) == text
    assert any("not UTF-8" in note for note in response.context["notes"]) is told


def test_details_that_are_wrong_come_back_with_the_text(researcher):
    fields = {**DETAILS, "language": "English", "published": "June 2025"}

    response = researcher.post(NEW, {"text": ARTICLE, **fields, "verb": "save"})

    assert set(response.context["details"].errors) == {"language", "published"}
    assert shown(response) == ARTICLE
    assert not Source.objects.exists()


def test_near_duplicate_is_pointed_out_with_the_differences(researcher):
    held = make.a_source(text=ARTICLE, title="The same talks")
    make.a_source(text="Something else was said in another place about other things altogether.")

    response = researcher.post(NEW, {"text": ARTICLE.replace("Monday", "Tuesday")})

    (duplicate,) = response.context["duplicates"]
    html = response.content.decode()
    assert duplicate.held.source == held
    assert 0.5 < duplicate.share < 1
    assert "<del>Monday</del>" in html
    assert "<ins>Tuesday</ins>" in html
    assert reverse("admin:new-text", args=[held.pk]) in html


def test_exactly_the_same_text_is_called_so(researcher):
    make.a_source(text=ARTICLE)

    html = researcher.post(NEW, {"text": ARTICLE}).content.decode()

    assert "Exactly this text is held as a text of" in html


def test_very_long_duplicates_are_not_compared_word_by_word(researcher, monkeypatch):
    monkeypatch.setattr(taking_in_duplicates, "_LONGEST_COMPARED", 10)
    make.a_source(text=ARTICLE)

    html = researcher.post(NEW, {"text": f"{ARTICLE} More."}).content.decode()

    assert "too long to be compared here word by word" in html


def test_text_is_shown_as_text(researcher):
    held = "<script>alert(1)</script> They met in the harbour town on Monday, said somebody."
    make.a_source(text=held, title="<b>Bold</b>")

    html = researcher.post(NEW, {"text": f"{held} <i>x</i>"}).content.decode()

    assert "<script>alert" not in html
    assert "<b>Bold" not in html
    assert "<i>x</i>" not in html


@pytest.mark.parametrize("count", [1, 9])
def test_look_takes_as_many_queries_for_many_texts(researcher, django_assert_num_queries, count):
    for _ in range(count):
        make.a_source(text=ARTICLE)

    with django_assert_num_queries(4):
        researcher.post(NEW, {"text": ARTICLE})
