"""Editors write, moderators publish: nothing goes live that nobody looked at."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowPage, WorkflowState, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import HomePage
from outreach.models import ArticleIndexPage, ArticlePage
from people.models import User
from tests.courses.conftest import MakePerson, browser_of, home, make_person

__all__ = ["home", "make_person"]
pytestmark = pytest.mark.django_db


def group_of(person: User, name: str, page: HomePage, *rights: str) -> Group:
    """Put a person into a group with rights over the page and what is below it."""
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in rights:
        permission = Permission.objects.get(codename=f"{right}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    person.groups.add(group)
    return group


@pytest.fixture
def articles(home: HomePage) -> ArticleIndexPage:
    page: ArticleIndexPage = home.add_child(instance=ArticleIndexPage(title="Bài viết", slug="bai-viet"))
    return page


@pytest.fixture
def editor(make_person: MakePerson, home: HomePage) -> Client:
    person = make_person("bientap", is_staff=True)
    group_of(person, "Biên tập", home, "add", "change")
    return browser_of(person)


@pytest.fixture
def moderator(make_person: MakePerson, home: HomePage) -> Client:
    """Who approves what the editors submit."""
    person = make_person("kiemduyet", is_staff=True)
    group = group_of(person, "Kiểm duyệt", home, "change", "publish")
    task = GroupApprovalTask.objects.create(name="Kiểm duyệt")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Kiểm duyệt bài")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    return browser_of(person)


def test_an_article_goes_live_when_a_moderator_approves(
    editor: Client, moderator: Client, articles: ArticleIndexPage
) -> None:
    form = nested_form_data(
        {
            "title": "Phường công khai những gì",
            "slug": "cong-khai",
            "published_on": "20/11/2026",
            "key_points": streamfield([]),
            "body": streamfield([("text", rich_text("<p>Có 14 nội dung.</p>"))]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "action-submit": "1",
        }
    )
    sent = editor.post(reverse("wagtailadmin_pages:add", args=["outreach", "articlepage", articles.pk]), form)
    assert sent.status_code == 302, sent.context["form"].errors
    article = ArticlePage.objects.get()
    assert not article.live
    assert browser_of(None).get("/bai-viet/cong-khai/").status_code == 404

    task = WorkflowState.objects.get().current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task.pk])
    editor.post(approve)
    assert not ArticlePage.objects.get().live, "an editor does not approve"
    moderator.post(approve)
    assert "Có 14 nội dung" in browser_of(None).get("/bai-viet/cong-khai/").content.decode()
