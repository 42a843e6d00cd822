"""The catalogues of translations: whole, in step with the code, and fit for what stands in them."""

import re

import pytest
from django.utils import translation

from peacetalks import messages

CATALOGUES = list(messages.catalogues())
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sd%]")
_TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def extracted():
    return {(one.context, one.id): one for one in messages.extracted() if one.id}


def entries(path):
    return {(one.context, one.id): one for one in messages.read(path) if one.id}


def forms(message):
    """Each form of a message with its translation, or with several in a language that has more."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return [(message.id[-1], string) for string in message.string]


def test_there_is_a_catalogue_for_each_language_but_that_of_the_code(settings):
    languages = {path.parent.parent.name for path in CATALOGUES}

    assert languages == {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_catalogue_has_what_the_code_says_and_nothing_else(path, extracted):
    """Run `make messages`, and translate what it added."""
    found = entries(path)

    assert extracted.keys() - found.keys() == set(), "not in the catalogue"
    assert found.keys() - extracted.keys() == set(), "gone from the code"
    assert not messages.read(path).obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_everything_is_translated(path):
    catalogue = messages.read(path)

    for message in entries(path).values():
        assert not message.fuzzy, message.id
        assert all(string and string.strip() == string for _, string in forms(message)), message.id
        if not isinstance(message.id, str):
            assert len(message.string) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_translation_has_the_placeholders_and_tags_of_the_original(path):
    for message in entries(path).values():
        for original, string in forms(message):
            for pattern in (_PLACEHOLDER, _TAG):
                wanted = sorted(match[0] for match in pattern.finditer(original))
                assert sorted(match[0] for match in pattern.finditer(string)) == wanted, original


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_pages_get_the_words_of_the_catalogue_and_not_those_of_another(path):
    """Django's own applications translate some of the same words, but otherwise."""
    for (context, said), message in entries(path).items():
        with translation.override(path.parent.parent.name):
            if not isinstance(said, str):
                for count, form in ((1, 0), (2, 1), (5, 2)):
                    found = (
                        translation.npgettext(context, *said, count)
                        if context
                        else (translation.ngettext(*said, count))
                    )
                    assert found == message.string[form]
            elif context:
                assert translation.pgettext(context, said) == message.string
            else:
                assert translation.gettext(said) == message.string


def test_templates_of_pages_have_no_word_that_cannot_be_translated():
    names = r"peacetalks|JSON|CSV|Wikidata"
    for path in messages.TEMPLATES.rglob("*.html"):
        if path.name in ("api.html", "data.html", "fields.html"):  # programmers' English
            continue
        text = re.sub(
            r"\{% blocktranslate.*?endblocktranslate %\}", "", path.read_text(), flags=re.DOTALL
        )
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        said = re.findall(r'\s(?:title|aria-label|placeholder|alt)="([^"]+)"', text)
        left = [*said, *re.split(r"<[^>]*>", text)]
        assert [word for word in left if re.search(r"[^\W\d_]", re.sub(names, "", word))] == [], (
            path
        )


def test_compiling_again_changes_nothing_until_the_catalogue_does(tmp_path, monkeypatch):
    folder = tmp_path / "locale" / "uk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(CATALOGUES[0].read_bytes())
    monkeypatch.setattr(messages, "TRACKER", tmp_path)

    messages.compile_all()
    made = folder / "django.mo"
    first = made.stat().st_mtime_ns
    messages.compile_all()

    assert made.stat().st_mtime_ns == first
    assert [path.name for path in folder.iterdir() if ".mo." in path.name] == []


def test_updating_a_catalogue_that_is_in_step_changes_nothing(tmp_path, monkeypatch):
    copy = tmp_path / "uk" / "LC_MESSAGES" / "django.po"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(CATALOGUES[0].read_bytes())
    monkeypatch.setattr(messages, "catalogues", lambda: [copy])

    messages.update()

    assert copy.read_text() == CATALOGUES[0].read_text()
