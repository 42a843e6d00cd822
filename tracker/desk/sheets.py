"""Fact sheets in and out at the desk: upload, preview, confirm; download."""

import base64
import io
import zipfile
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.factsheets import Report, export_sheets, import_sheets
from tracker.models import PendingImport

MOST_SHOWN = 500  # rows and errors; nobody reads more, and a browser has its limits


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, each checked as one would be."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    files = ManyFilesField(
        label="Fact sheets",
        help_text="One or more CSV files named as their sheet (claims.csv, actors.csv …), or one "
        "XLSX workbook. Rows may refer to rows in other files of the same upload.",
        error_messages={"empty": "The file is empty: there is nothing to import."},
    )

    def clean_files(self) -> list[Any]:
        files = self.cleaned_data["files"]
        total, most = sum(file.size for file in files), settings.UPLOAD_MAX_BYTES
        if total > most:
            raise forms.ValidationError(
                f"The upload is {total / 1e6:.0f} MB; at most {most / 1e6:.0f} MB can be imported "
                "at once. Split it into several."
            )
        names = [file.name for file in files]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise forms.ValidationError(f"Two files are named {', '.join(twice)}: rename one.")
        return files


@permission_required("tracker.import_factsheets", raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Take fact sheets, and show what importing them would do; nothing is written yet."""
    if request.method != "POST":
        return _screen(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _screen(request, form)
    files = {file.name: file.read() for file in form.cleaned_data["files"]}
    report = import_sheets(files, by=request.user, dry_run=True)
    if report.errors:
        return _screen(request, form, report)
    PendingImport.objects.filter(by=request.user).delete()
    pending = PendingImport.objects.create(
        files={name: base64.b64encode(content).decode() for name, content in files.items()},
        fingerprint=report.fingerprint,
        by=request.user,
    )
    return _screen(request, form, report, pending)


@permission_required("tracker.import_factsheets", raise_exception=True)
@transaction.atomic
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what was previewed, if that would still do what the preview showed."""
    mine = PendingImport.objects.select_for_update().filter(by=request.user)
    pending = mine.filter(pk=pk).first() if request.method == "POST" else None
    if pending is None:
        messages.warning(
            request, "That preview was confirmed, or replaced by a newer one. Upload again."
        )
        return HttpResponseRedirect(reverse("admin:import"))
    files = {name: base64.b64decode(content) for name, content in pending.files.items()}
    report = import_sheets(files, by=request.user, expected=pending.fingerprint)
    pending.delete()
    if report.errors:
        return _screen(request, UploadForm(), report)
    counted = [
        f"{counts['new']} new and {counts['update']} changed in {sheet}"
        for sheet, counts in report.counts.items()
        if counts["new"] or counts["update"]
    ]
    messages.success(request, f"Imported: {'; '.join(counted) or 'nothing was new'}.")
    return HttpResponseRedirect(reverse("admin:index"))


def _screen(
    request: HttpRequest,
    form: UploadForm,
    report: Report | None = None,
    pending: PendingImport | None = None,
) -> HttpResponse:
    rows = [row for row in report.rows if row.kind != "skip"] if report else []
    context = {
        **admin.site.each_context(request),
        "title": "Import fact sheets",
        "form": form,
        "report": report,
        "errors": report and report.errors[:MOST_SHOWN],
        "rows": rows[:MOST_SHOWN],
        "count": len(rows),
        "pending": pending,
    }
    return TemplateResponse(request, "admin/tracker/import.html", context)


@permission_required("tracker.export_factsheets", raise_exception=True)
def export(request: HttpRequest) -> HttpResponse:
    """All fact sheets of the desk, drafts included, as one zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in export_sheets().items():
            archive.writestr(name, content)
    return HttpResponse(
        buffer.getvalue(),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="fact-sheets.zip"'},
    )
