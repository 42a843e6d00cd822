"""Formatting only: dates, links, quotes and numbers as readers get them."""

import re
from datetime import datetime

from django import template
from django.conf.locale import LANG_INFO
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.evidence import dates
from tracker.public import cite, linked, words
from tracker.public.detail import Detail
from tracker.public.targets import Target

register = template.Library()

_GAP = re.compile(r"(\s*\[(?:…|\.\.\.)\]\s*)")


@register.filter
def in_words(edtf: str) -> str:
    """Say an EDTF date in plain English; what cannot be read is shown as typed."""
    try:
        return dates.in_words(edtf) if edtf else ""
    except dates.DateError:
        return edtf


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """Mark up the day on which something happened to the record."""
    if at is None:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), f"{at.day} {at:%B %Y}"
    )


@register.filter
def link(target: Target) -> SafeString:
    """Link to a page by its title; a description of ours for a title stands in brackets."""
    if not target.public:
        return format_html(
            '<span class="none">{} that is no longer public</span>', words.a(target.kind)
        )
    shown = target.title if target.titled else f"[{target.title}]"
    return format_html('<a href="{}"><bdi>{}</bdi></a>', target.url, shown)


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
    """Name a language; one that Django does not know is shown by its tag."""
    known = LANG_INFO.get(tag) or LANG_INFO.get(tag.partition("-")[0]) or {}
    return str(known.get("name", tag))


@register.filter
def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@register.filter
def subkind(value: str) -> str:
    return words.subkind(value)


@register.filter
def posture(value: str) -> str:
    return words.POSTURES.get(value, value)


@register.filter
def outcome(value: str) -> str:
    return words.OUTCOMES.get(value, value)


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
    """Say how many: `{{ n|counted:"claim" }}`; an irregular plural follows after a comma."""
    singular, _, several = noun.partition(",")
    return words.plural(count, singular, several)


@register.simple_tag
def and_list(targets: list[Target]) -> SafeString:
    """Link to several pages, parted by commas."""
    return format_html_join(", ", "{}", ((link(target),) for target in targets))


@register.simple_tag
def linked_data(page: object, url: str) -> SafeString:
    """Give the data block of the page with this absolute address."""
    return linked.block(page, url)


@register.simple_tag
def citation(page: Detail, url: str) -> str:
    """Say how to cite the page with this absolute address."""
    return cite.plain(cite.work(page.record, url))


@register.simple_tag
def citation_forms(page: Detail) -> list[tuple[str, str]]:
    """Give the formats in which a page can be cited, each with its address."""
    return [
        (label, reverse(f"public:{page.kind}-cite", args=[page.record.ref, form]))
        for form, (label, _, _) in cite.FORMATS.items()
    ]
