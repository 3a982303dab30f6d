"""What course screens draw with: how long something takes, what is due when, how far an activity is."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.khaitri import status
from courses.models import Enrolment
from courses.selectors import ActivityState

register = template.Library()

# From when on a due day is counted down in days (LOOK §5).
COUNTDOWN_DAYS = 30


@register.filter
def duration(minutes: int) -> str:
    """18 phút, 1 giờ, 2 giờ 45 phút."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}] if hours else []
    if rest or not hours:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest})
    return " ".join(parts)


@register.simple_tag
def due_badge(enrolment: Enrolment) -> SafeString | str:
    """How a course being learned stands to its due day: red when over, amber in the last 30 days."""
    left = enrolment.days_left
    if left is None or not enrolment.is_active or left > COUNTDOWN_DAYS:
        return ""
    if left < 0:
        words = ngettext("%(count)d day overdue", "%(count)d days overdue", -left) % {"count": -left}
        return status("bad", words, "exclamation-circle-fill")
    if left == 0:
        return status("warn", _("Due today"), "calendar-event")
    words = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
    return status("warn", words, "calendar-event")


@register.simple_tag(takes_context=True)
def activity_state(context: Context, activity_id: int) -> ActivityState | None:
    """`{% activity_state value.pk as state %}`: how far the learner is; None for everyone else."""
    states: dict[int, ActivityState] = context.get("activity_states") or {}
    return states.get(activity_id)
