"""How passages are shown and linked."""

import pytest

from tracker.public.citing import text_fragment
from tracker.public.templatetags import reading

PAGE = "https://example.org/article"


@pytest.mark.parametrize(
    ("url", "quoted", "link"),
    [
        (PAGE, "these words", f"{PAGE}#:~:text=these%20words"),
        (PAGE, "these […] words", f"{PAGE}#:~:text=these,words"),
        (PAGE, "one [...] two […] three four", f"{PAGE}#:~:text=one,three%20four"),
        (PAGE, "non-aligned, R&D", f"{PAGE}#:~:text=non%2Daligned%2C%20R%26D"),
        (PAGE, "“мир”", f"{PAGE}#:~:text=%E2%80%9C%D0%BC%D0%B8%D1%80%E2%80%9D"),
        (f"{PAGE}#part", "words", f"{PAGE}#part:~:text=words"),
        (f"{PAGE}?a=1", "a … b", f"{PAGE}?a=1#:~:text=a%20%E2%80%A6%20b"),
        ("", "words", ""),
        ("javascript:alert(1)", "words", ""),
        ("ftp://example.org/a", "words", ""),
    ],
)
def test_text_fragment(url, quoted, link):
    assert text_fragment(url, quoted) == link


@pytest.mark.parametrize(
    ("quote", "html"),
    [
        ("these words", "these words"),
        ("a […] b", 'a<span class="gap"> […] </span>b'),
        ("a [...] b", 'a<span class="gap"> […] </span>b'),
        ("a … b", "a … b"),
        ("<b> […] &", '&lt;b&gt;<span class="gap"> […] </span>&amp;'),
    ],
)
def test_elided(quote, html):
    assert reading.elided(quote) == html


@pytest.mark.parametrize(
    ("edtf", "words"),
    [("2022-21", "spring 2022"), ("2025-06-02", "2 June 2025"), ("", ""), ("once", "once")],
)
def test_in_words(edtf, words):
    assert reading.in_words(edtf) == words
