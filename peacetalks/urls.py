"""Addresses: the desk under /desk/, the public side everywhere else, its pages in each language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = []

if settings.SERVE_DESK:
    urlpatterns.append(path("desk/", admin.site.urls))

urlpatterns += [
    *i18n_patterns(path("", include("tracker.public.urls")), prefix_default_language=False),
    path("", include("tracker.public.data_urls")),
]

handler404 = "tracker.public.errors.not_found"
handler500 = "tracker.public.errors.server_error"
