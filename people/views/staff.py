"""Changing where people belong, for those who keep them: /admin/to-chuc/."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from people import services
from people.errors import DomainError
from people.forms.staff import AppointForm, EndForm, MoveForm
from people.models import Membership, User
from people.permissions import SignedInRequest, may_keep_people, people_to_keep


def _kept(request: HttpRequest, person_id: int) -> User:
    """The person, when the viewer keeps them; nobody else exists here."""
    if not may_keep_people(request.user):
        raise PermissionDenied(_("People are changed by human resources and administrators."))
    return get_object_or_404(people_to_keep(request.user), pk=person_id)


def _post(request: HttpRequest, post_id: int) -> Membership:
    post = get_object_or_404(Membership.objects.select_related("person", "unit", "position"), pk=post_id)
    _kept(request, post.person_id)
    return post


def _form(request: HttpRequest, form: forms.Form, *, title: str, person: User, button: str) -> HttpResponse:
    context = {"form": form, "title": title, "person": person, "button": button}
    return render(request, "people/staff_form.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, person: User, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("people_person:inspect", person.pk)


@require_http_methods(["GET", "POST"])
def appoint(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Give a person a post."""
    person = _kept(request, person_id)
    form = AppointForm(request.POST or None, for_user=request.user)
    if request.method == "POST" and form.is_valid():
        services.appoint(person=person, acting_user=request.user, **form.cleaned_data)
        return _done(request, person, _("The post was given."))
    return _form(request, form, title=_("Give a post"), person=person, button=_("Give the post"))


@require_http_methods(["GET", "POST"])
def move(request: SignedInRequest, post_id: int) -> HttpResponse:
    """Move the holder of a post to another unit."""
    post = _post(request, post_id)
    form = MoveForm(request.POST or None, for_user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.move_person(post=post, acting_user=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("on", str(refusal))
        else:
            return _done(request, post.person, _("The person was moved. Records up to then stay with the old unit."))
    return _form(request, form, title=_("Move to another unit"), person=post.person, button=_("Move"))


@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, post_id: int) -> HttpResponse:
    """End a post."""
    post = _post(request, post_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_post(post=post, acting_user=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("on", str(refusal))
        else:
            return _done(request, post.person, _("The post has ended. Its records stay."))
    return _form(request, form, title=_("End the post"), person=post.person, button=_("End the post"))
