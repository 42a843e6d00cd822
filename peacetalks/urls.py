"""Addresses: the desk under /desk/, the public side everywhere else."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = []

if settings.SERVE_DESK:
    urlpatterns.append(path("desk/", admin.site.urls))

urlpatterns.append(path("", include("tracker.public.urls")))

handler404 = "tracker.public.errors.not_found"
handler500 = "tracker.public.errors.server_error"
