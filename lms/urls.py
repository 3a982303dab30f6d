"""Every address of the platform (DESIGN §6). What an anonymous visitor may open is marked where the view is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views import serve as documents
from wagtail.urls import serve_pattern

from certificates import urls as certificate_urls
from cms.views import search_view, serve_page
from lms import views

handler403 = "lms.views.permission_denied"

urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("tai-khoan/", include("people.urls")),
    path("tim-kiem/", search_view, name="search"),
    path("van-ban/", include("outreach.urls")),
    path("hoc-tap/", include("courses.urls")),
    path("hoc-tap/", include("assessments.urls")),
    path("hoc-tap/", include(certificate_urls.learner_patterns)),
    path("xac-minh/", include(certificate_urls.verify_patterns)),
    # One sign-in page for site and admin.
    path("admin/login/", views.to_sign_in, name="admin_login"),
    path("admin/", include(wagtailadmin_urls)),
    # Documents and password pages ask for themselves whether the visitor may see them (Wagtail's restrictions).
    re_path(r"^tai-lieu/(\d+)/(.*)$", login_not_required(documents.serve), name="wagtaildocs_serve"),
    path(
        "tai-lieu/mat-khau/<int:restriction_id>/",
        login_not_required(documents.authenticate_with_password),
        name="wagtaildocs_authenticate_with_password",
    ),
    path(
        "mat-khau/<int:page_view_restriction_id>/<int:page_id>/",
        login_not_required(wagtail_views.authenticate_with_password),
        name="wagtailcore_authenticate_with_password",
    ),
    path("dang-nhap/", views.to_sign_in, name="wagtailcore_login"),
    re_path(r"^media/(?P<path>images/.+)$", views.media, name="media"),
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = {
    "alive": "public",
    "ready": "public",
    "search": "public",
    "media": "public",
}
