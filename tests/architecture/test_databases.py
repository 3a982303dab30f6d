"""The suite's own promise: whatever ran before, a test finds the database as the migrations left it."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from wagtail.models import Collection, Page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_migrations_made_is_there_after_a_test_that_commits(turn: str) -> None:
    """Django empties every table after such a test: the second turn is the one that tells."""
    assert Page.get_first_root_node() is not None
    assert Collection.get_first_root_node() is not None
    assert ContentType.objects.exists()


@pytest.mark.django_db
def test_database_is_the_processs_own(worker_id: str) -> None:
    """Two processes never share one."""
    assert f"test_{worker_id}" in str(connections["default"].settings_dict["NAME"])
