"""What can go wrong about personal data, in words a person can act on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from people.errors import DomainError


class AskedAlready(DomainError):
    """An open request of the kind is there; a second one would only start other deadlines."""

    message = _("You have asked for this already; it is being worked on.")


class SayWhat(DomainError):
    """Nobody can correct, restrict or weigh what is not named."""

    message = _("Write which data you mean and what should be done with it.")


class RequestClosed(DomainError):
    """A request that is done or refused stays as it was; another one can be made."""

    message = _("This request is closed already.")


class AnsweredAlready(DomainError):
    """The first answer is what the deadline of two working days was about."""

    message = _("This request was answered already.")


class ReasonRequired(DomainError):
    """A refusal or a delay without reasons is none the law knows."""

    message = _("Write the reason; the person will read it.")


class ExtendedAlready(DomainError):
    """Once only."""

    message = _("The time for this request was extended already, and that is possible once only.")


class ExtendedTooFar(DomainError):
    """By 1 to 15 days."""

    message = _("The time can be extended by 1 to 15 days.")


class StillServing(DomainError):
    """Data of a person in office is needed for the office."""

    message = _("This person still has a post, a seat on a board or a recognition as propagandist. End these first.")


class NotByOneself(DomainError):
    """Removing data cannot be undone: another person does it, on request."""

    message = _("You cannot remove the data of your own account. Ask for it on the page about your data.")
