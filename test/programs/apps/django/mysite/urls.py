from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.contrib.staticfiles.views import serve
from django.urls import include, path, re_path
from django.views.i18n import JavaScriptCatalog

from polls.sitemaps import QuestionSitemap

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("django.contrib.auth.urls")),
    path("jsi18n/", JavaScriptCatalog.as_view(packages=["django.contrib.admin"])),
    path("sitemap.xml", sitemap, {"sitemaps": {"polls": QuestionSitemap}}),
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
    path("", include("polls.urls")),
]
