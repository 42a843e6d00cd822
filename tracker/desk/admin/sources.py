"""Sources, their texts, and what has been cited from them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.desk.forms import PlainTextarea, WorkingCopyForm
from tracker.evidence import origins
from tracker.evidence.hashing import sha256
from tracker.models import Furniture, Source, hold_text
from tracker.models.fields import validate_plain_text

from .lists import PART
from .working import WaitingFilter, WorkingCopyAdmin, WorkingInline


class SourceForm(WorkingCopyForm):
    new_text = forms.CharField(
        required=False,
        strip=False,
        widget=PlainTextarea(attrs={"rows": 12}),
        validators=[validate_plain_text],
        help_text="Paste the text as the source has it. It is kept unchanged; a later text of the "
        "same source goes here too, and every citation is looked for in it anew.",
    )

    def clean_new_text(self) -> str:
        content = self.cleaned_data["new_text"]
        if content and not content.strip():
            raise ValidationError("The text is empty: paste it again, or leave the field blank.")
        return content

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "derives_from" in self.changed_data:
            self._refuse_loop(cleaned.get("derives_from") or ())
        return cleaned

    def _refuse_loop(self, derives_from: Iterable[Source]) -> None:
        """Follow all derivations as they would be; refs are those that are stored now."""
        through = Source.derives_from.through.objects.exclude(from_source=self.instance.pk)
        links: dict[str, list[str]] = {}
        for source, origin in through.values_list("from_source__ref", "to_source__ref"):
            links.setdefault(source, []).append(origin)
        links[self.initial.get("ref", "")] = [source.ref for source in derives_from]
        loop = origins.find_loop(links)
        if loop:
            chain = " → ".join([*loop, loop[0]])
            self.add_error("derives_from", f"That would make a loop: {chain}. Take one out.")


class FurnitureInline(WorkingInline, admin.TabularInline):
    model = Furniture
    classes = ("collapse",)


class LanguageFilter(admin.SimpleListFilter):
    """The languages of the sources changed last; asking all of them would read the whole table."""

    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        last = Source.objects.order_by("-changed_at", "-id").values_list("language", flat=True)
        return [(language, language) for language in sorted(set(last[:PART]))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Source)
class SourceAdmin(WorkingCopyAdmin):
    form = SourceForm
    list_display = ("title", "kind", "publisher", "published", "rights", "standing")
    list_filter = (WaitingFilter, "kind", "rights", LanguageFilter)
    autocomplete_fields = ("derives_from",)
    inlines = (FurnitureInline,)
    readonly_fields = ("texts_held", "text_sha256", "text_length", "citations_from_it")
    fieldsets = (
        (None, {"fields": ("title", "title_given", "kind", "ref")}),
        (
            "Publication",
            {
                "fields": (
                    ("publisher", "author"),
                    ("published", "published_stated"),
                    ("language", "rights"),
                    "url",
                    "note",
                )
            },
        ),
        ("Where it has it from", {"fields": ("derives_from",)}),
        ("Text", {"fields": ("texts_held", "text_sha256", "text_length", "new_text")}),
        ("Claims resting on it", {"fields": ("citations_from_it",)}),
    )

    @admin.display(description="texts held")
    def texts_held(self, source: Source) -> SafeString | str:
        if source._state.adding:
            return format_html(
                '<a href="{}">Begin with its text</a>: paste or upload it, and what it says of '
                "itself is filled in.",
                reverse("admin:new-source"),
            )
        held = format_html_join(
            "",
            "<div>{} characters, captured {}, sha256 {}…</div>",
            (
                (f"{text.length:,}", f"{text.captured_at:%d %B %Y %H:%M} UTC", text.sha256[:16])
                for text in source.texts.defer("content")
            ),
        )
        return format_html(
            '{}<p><a href="{}">Read it and cite from it</a> · <a href="{}">See what a new text '
            "would change</a></p>",
            held or "None. Without a text no quote can be checked.",
            reverse("admin:reading", args=[source.pk]),
            reverse("admin:new-text", args=[source.pk]),
        )

    @admin.display(description="in reading order")
    def citations_from_it(self, source: Source) -> SafeString | str:
        if source._state.adding:
            return "None yet."
        rows = source.citations.select_related("claim").in_reading_order()
        items = format_html_join(
            "",
            '<li><a href="{}" dir="auto">{}</a><br><span class="quiet" dir="auto">“{}” · {}</span></li>',
            (
                (
                    reverse("admin:tracker_claim_change", args=[row.claim_id]),
                    row.claim.statement,
                    row.quote,
                    row.state,
                )
                for row in rows
            ),
        )
        return format_html(
            '{}<p><a class="addlink" href="{}?source={}">Write a claim that rests on it</a></p>',
            format_html("<ol>{}</ol>", items) if items else "None yet.",
            reverse("admin:tracker_claim_add"),
            source.pk,
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Take in the text, if one was given, before the whole is counted as one change."""
        content = form.cleaned_data.get("new_text")
        if content:
            self._hold(request, form.instance, content)
        super().save_related(request, form, formsets, change)

    def _hold(self, request: HttpRequest, source: Source, content: str) -> None:
        if source.texts.filter(sha256=sha256(content)).exists():
            messages.info(request, "Exactly this text is held already.")
            return
        outcome = hold_text(source=source, content=content, by=request.user, touch=False)
        counted = ", ".join(f"{count} {what}" for what, count in sorted(outcome.items()))
        messages.success(request, f"The text is stored. Citations: {counted or 'none yet'}.")
        if outcome["changed"] or outcome["gone"]:
            messages.warning(
                request,
                "Where the new text words a passage differently or no longer has it, the citation "
                "keeps its place in the text it was found in, and readers are told. Look at those "
                "claims: they are listed below, on the source's page.",
            )
