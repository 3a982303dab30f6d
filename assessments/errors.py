"""What can go wrong with quizzes, in words a learner can act on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from people.errors import DomainError


class NoAttemptsLeft(DomainError):
    """Every allowed attempt is used."""

    message = _("You have used every attempt this quiz allows.")


class QuizNotReady(DomainError):
    """The pool holds fewer ready questions than the quiz draws."""

    message = _("This quiz is not ready: its question bank holds too few questions. Please tell the trainer.")


class AttemptClosed(DomainError):
    """The attempt was submitted, or its time is up."""

    message = _("This attempt is over, so the answer was not saved.")


class UnknownAnswer(DomainError):
    """The answer names an option the question does not have."""

    message = _("This answer does not belong to the question. Reload the page and choose again.")


class KindTaken(Exception):
    """Two classes claim one kind of question: a mistake of the programmer."""
