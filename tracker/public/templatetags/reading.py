"""Formatting only: dates, links, quotes and numbers as readers get them."""

import re
from datetime import datetime

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.evidence import dates
from tracker.public import cite, counting, languages, linked, times, words
from tracker.public.detail import Detail
from tracker.public.targets import Target
from tracker.record.listing import MOST_COUNTED

register = template.Library()

_GAP = re.compile(r"(\s*\[(?:…|\.\.\.)\]\s*)")


@register.filter
def in_words(edtf: str) -> str:
    """Say an EDTF date in plain words; what cannot be read is shown as typed."""
    try:
        return times.in_words(edtf) if edtf else ""
    except dates.DateError:
        return edtf


@register.filter
def in_genitive(edtf: str) -> str:
    """Say an EDTF date as it follows “from” or “until”."""
    try:
        return times.in_words(edtf, genitive=True) if edtf else ""
    except dates.DateError:
        return edtf


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """Mark up the day on which something happened to the record."""
    if at is None:
        return ""
    said = times.day(at)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), said)


@register.filter
def link(target: Target) -> SafeString:
    """Link to a page by its title; a description of ours for a title stands in brackets.

    A source's own title is followed by its publisher: two may carry the same title.
    """
    if not target.public:
        return format_html('<span class="none">{}</span>', words.HIDDEN[target.kind])
    anchor = format_html('<a href="{}">{}</a>', target.url, named(target))
    if not target.imprint:
        return anchor
    mark = languages.marked(settings.DOSSIER_LANGUAGE)
    return format_html("{} (<bdi{}>{}</bdi>)", anchor, mark, target.imprint)


@register.filter
def named(target: Target) -> SafeString:
    """Name a page by its title, in the language that this has."""
    shown = target.title if target.titled else f"[{target.title}]"
    own = target.kind != "source" or not (target.titled and target.language)
    language = settings.DOSSIER_LANGUAGE if own else target.language
    return format_html("<bdi{}>{}</bdi>", languages.marked(language), shown)


@register.filter
def marked(language: str) -> SafeString:
    """Mark an element whose words are in this language, where the page is in another."""
    return languages.marked(language)


@register.filter
def in_own(text: str) -> SafeString:
    """Set words of the dossier apart where they are not in the language of the page."""
    mark = languages.marked(settings.DOSSIER_LANGUAGE)
    return format_html("<span{}>{}</span>" if mark else "{1}", mark, text)


@register.filter
def elided(quote: str) -> SafeString:
    """Set the gaps that the desk left in a quote apart from what the source says."""
    parts = _GAP.split(quote)
    marked = (
        (format_html('<span class="gap"> {} </span>', "[…]") if place % 2 else part,)
        for place, part in enumerate(parts)
    )
    return format_html_join("", "{}", marked)


@register.filter
def language(tag: str) -> str:
    return languages.name_of(tag)


@register.filter
def capital(text: str) -> str:
    return words.capital(text)


@register.filter
def subkind(value: str) -> str:
    return words.subkind(value)


@register.filter
def posture(value: str) -> str:
    return str(words.POSTURES.get(value, value))


@register.filter
def outcome(value: str) -> str:
    return str(words.OUTCOMES.get(value, value))


@register.filter
def kind(value: str) -> str:
    """Say what kind of page it is."""
    return str(words.KINDS[value])


@register.filter
def grade(value: str) -> SafeString | str:
    """Show a grade as its word in its colour."""
    if not value:
        return ""
    return format_html(
        '<span class="grade {}">{}</span>', words.GRADE_CLASSES[value], words.GRADES[value]
    )


@register.filter
def counted(count: int, noun: str) -> str:
    """Say how many: `{{ n|counted:"claim" }}`."""
    return counting.counted(count, noun)


@register.filter
def bounded(count: int, noun: str) -> str:
    """Say how many, as far as they were counted."""
    return counting.counted_to(MOST_COUNTED - 1, count, noun)


@register.filter
def all_of(count: int, noun: str) -> str:
    return counting.all_of(count, noun)


@register.filter
def grouped(count: int) -> str:
    return counting.grouped(count)


@register.filter
def in_brackets(text: str) -> str:
    """Set a text in brackets after a space, where there is any."""
    return f" ({text})" if text else ""


@register.filter
def to_cite(kind: str) -> str:
    """Head the way to cite a page of this kind."""
    return str(words.CITE[kind])


@register.simple_tag
def and_list(targets: list[Target]) -> SafeString:
    """Link to several pages, parted by commas."""
    return format_html_join(", ", "{}", ((link(target),) for target in targets))


@register.simple_tag
def linked_data(page: object, url: str) -> SafeString:
    """Give the data block of the page with this absolute address."""
    return linked.block(page, url)


@register.simple_tag
def citation(page: Detail, url: str) -> SafeString:
    """Say how to cite a page; `url` is any absolute address here."""
    cited = cite.work(page.record, url)
    if not cited.title:
        return format_html("{}", cite.plain(cited))
    before, title, after = cite.plain(cited).partition(cited.title)
    return format_html("{}{}{}", before, in_own(title), after)


@register.simple_tag
def citation_forms(page: Detail) -> list[tuple[str, str]]:
    """Give the formats in which a page can be cited, each with its address."""
    return [
        (label, reverse(f"data:{page.kind}-cite", args=[page.record.ref, form]))
        for form, (label, _, _) in cite.FORMATS.items()
    ]
