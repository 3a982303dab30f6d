"""Blocks of lessons: what articles have, and activities."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from outreach.blocks import ARTICLE_BLOCKS


class ActivityChooserViewSet(ChooserViewSet):
    """One chooser over every kind of activity."""

    icon = "tick-inverse"
    choose_one_text = _("Choose an activity")
    choose_another_text = _("Choose another activity")


activity_chooser_viewset = ActivityChooserViewSet("activity_chooser", model="courses.Activity")
ActivityChooserBlock = activity_chooser_viewset.get_block_class(
    name="ActivityChooserBlock", module_path="courses.blocks"
)


class ActivityBlock(ActivityChooserBlock):
    """An activity within a lesson."""

    class Meta:
        icon = "tick-inverse"
        label = _("Activity")
        template = "courses/blocks/activity.html"


LESSON_BLOCKS = [*ARTICLE_BLOCKS, ("activity", ActivityBlock())]
