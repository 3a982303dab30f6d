"""What personal data is held, why, for how long, and what becomes of it when a person's data is removed.

Every model that points to an account, or has a field that names or reaches a person, has an entry here: apps above
`declare` theirs in `AppConfig.ready`, so that this app knows none of them. tests/people/privacy holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
OnErasure = Literal["keep", "blank", "delete"]

# Legal bases.
STATE_DUTY: Text = _("The duties of a state authority, without consent (Law 91/2025/QH15, Article 19)")
LEGAL_OUTREACH: Text = _("Law 14/2012/QH13 on dissemination of and education about law")
GRASSROOTS: Text = _("Law 10/2022/QH15 on exercising democracy at the grassroots")
CONSENT: Text = _("Consent, which you may withdraw at any time (Law 91/2025/QH15, Article 9)")
RIGHTS: Text = _("Your rights over your data (Law 91/2025/QH15, Article 4)")

# For how long. The law names no period for learning records: a ward's own list of records does.
WHILE_ACCOUNT: Text = _("Until the data of the account is removed")
BY_RECORDS_LIST: Text = _("As long as the ward's list of records says; it stays under a number instead of a name")
WITH_CONTENT: Text = _("As long as the content it belongs to")


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What is held in one model.

    `fields` are shown to the person and put into their download, as lookups from the row ("course__title").
    `whose` are the lookups from a row to the account it is about; none means that rows name no account.
    `made_by` are those to an account that only did its work there: such rows are counted for that person, never shown,
    since they are about somebody or something else, and stay.

    When data is removed, "delete" deletes the rows about the person; "blank" empties `blanked` in them (all `fields`
    when none are named; a list of people only loses this one); "keep" leaves them to the account, which has a number
    instead of a name by then.
    """

    purpose: Text
    basis: Text
    kept_for: Text
    on_erasure: OnErasure
    fields: tuple[str, ...] = ()
    whose: tuple[str, ...] = ("person",)
    made_by: tuple[str, ...] = ()
    blanked: tuple[str, ...] = ()
    # Words for the kind and for its fields, where a package has none in Vietnamese.
    name: Text = ""
    named: Mapping[str, Text] = field(default_factory=dict)

    @property
    def emptied(self) -> tuple[str, ...]:
        """The fields that "blank" empties."""
        return (self.blanked or self.fields) if self.on_erasure == "blank" else ()


_declared: dict[str, PersonalData] = {}


def declare(label: str, data: PersonalData) -> None:
    """Say what a model holds: "courses.Enrolment". Raises ImproperlyConfigured when it was said before otherwise."""
    if _declared.setdefault(label, data) != data:
        raise ImproperlyConfigured(f"{label} is declared twice")


def declare_all(declarations: dict[str, PersonalData]) -> None:
    """The same for several models."""
    for label, data in declarations.items():
        declare(label, data)


def declared() -> Iterator[tuple[type[Model], PersonalData]]:
    """The models in use with what was declared of them, the account first."""
    for label, data in sorted(_declared.items(), key=lambda item: item[0] != ACCOUNT):
        app = label.partition(".")[0]
        if app in apps.app_configs:
            yield apps.get_model(label), data


def labels() -> frozenset[str]:
    """Every label declared, those of packages that are not installed included."""
    return frozenset(_declared)


ACCOUNT = "people.User"

PEOPLE: dict[str, PersonalData] = {
    ACCOUNT: PersonalData(
        _("To know who learns, to let you sign in, and to write to you"),
        STATE_DUTY,
        WHILE_ACCOUNT,
        "blank",
        fields=(
            "username",
            "last_name",
            "first_name",
            "born_on",
            "email",
            "phone",
            "staff_number",
            "identity_number",
            "date_joined",
            "last_login",
        ),
        whose=("pk",),
    ),
    "people.Membership": PersonalData(
        _("Where you work or worked: what you must learn, and who keeps your record"),
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        fields=("unit__name", "position__name", "staff_group__name", "is_primary", "starts_on", "ends_on"),
    ),
    "people.BoardMembership": PersonalData(
        _("Which boards you sit or sat on: what you must learn as a member"),
        GRASSROOTS,
        BY_RECORDS_LIST,
        "keep",
        fields=("term__board__name", "term__name", "role__name", "starts_on", "ends_on"),
    ),
    "people.Propagandist": PersonalData(
        _("Recognition as a legal propagandist"),
        LEGAL_OUTREACH,
        BY_RECORDS_LIST,
        "keep",
        fields=(
            "ward__name",
            "area",
            "decision_number",
            "decided_on",
            "dismissed_on",
            "dismissal_number",
            "dismissal_reason",
        ),
    ),
    "people.RoleAssignment": PersonalData(
        _("What you may do here, and for whom"),
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        fields=("role", "unit__name", "board__name", "starts_on", "ends_on"),
    ),
    "people.Audience": PersonalData(
        _("Lists that name you, in or out, for courses and messages"),
        STATE_DUTY,
        WHILE_ACCOUNT,
        "blank",
        fields=("name", "unit__name"),
        whose=("named_in", "named_out"),
        blanked=("named_in", "named_out"),
    ),
    "people.Invitation": PersonalData(
        _("To let you set your first password"),
        STATE_DUTY,
        WHILE_ACCOUNT,
        "delete",
        fields=("created_at", "expires_at", "used_at", "sent_to"),
        made_by=("created_by",),
    ),
    "people.Consent": PersonalData(
        _("To prove what you agreed to, and when you withdrew it"),
        CONSENT,
        BY_RECORDS_LIST,
        "keep",
        fields=("purpose", "text", "given_at", "withdrawn_at"),
    ),
    "people.DataRequest": PersonalData(
        _("To answer what you ask about your data, in time"),
        RIGHTS,
        BY_RECORDS_LIST,
        "blank",
        fields=("kind", "text", "asked_at", "answer_by", "finish_by", "state", "answered_at", "finished_at", "answer"),
        made_by=("handled_by",),
        blanked=("text", "answer"),
    ),
    "people.AuditEntry": PersonalData(
        _("To show afterwards who did what in the system"),
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        fields=("at", "action", "subject_type", "subject_id"),
        whose=("actor",),
    ),
    "people.DataImport": PersonalData(
        _("Files of staff lists that were taken over"),
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        whose=(),
        made_by=("created_by",),
    ),
    "jobs.Job": PersonalData(
        _("Slow work that was started, such as exports"),
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        whose=(),
        made_by=("started_by",),
    ),
}


def of_work(*made_by: str) -> PersonalData:
    """Content, and what its history keeps of who worked on it."""
    purpose = _("To show who wrote, changed and approved what")
    return PersonalData(purpose, STATE_DUTY, WITH_CONTENT, "keep", whose=(), made_by=made_by)


def _of_signing_in(name: Text, named: Mapping[str, Text], whose: tuple[str, ...] = ("user",)) -> PersonalData:
    purpose = _("To let you sign in safely")
    fields = tuple(named)
    return PersonalData(purpose, STATE_DUTY, WHILE_ACCOUNT, "delete", fields, whose, name=name, named=named)


def _of_the_administration(name: Text, named: Mapping[str, Text]) -> PersonalData:
    purpose = _("Your settings and unfinished work in the administration")
    fields = tuple(named)
    return PersonalData(purpose, STATE_DUTY, WHILE_ACCOUNT, "delete", fields, ("user",), name=name, named=named)


PACKAGES: dict[str, PersonalData] = {
    # A session holds its account inside: `people.services.privacy.erasing` reads them to find whose they are.
    "sessions.Session": _of_signing_in(_("Sessions"), {}, whose=()),
    # The code in the message is a secret, as those of second factors.
    "account.EmailConfirmation": _of_signing_in(
        _("Messages that check an e-mail address"),
        {"email_address__email": _("e-mail"), "sent": _("sent at")},
        whose=("email_address__user",),
    ),
    "account.EmailAddress": _of_signing_in(
        _("E-mail addresses for signing in"),
        {"email": _("e-mail"), "verified": _("verified"), "primary": _("main address")},
    ),
    "socialaccount.SocialAccount": _of_signing_in(
        _("Accounts of other systems that sign in here"),
        {
            "provider": _("system"),
            "uid": _("number of the account there"),
            "last_login": _("last sign-in"),
            "date_joined": _("since"),
            "extra_data": _("what that system told us"),
        },
    ),
    # Secrets of second factors are nobody's to read, so they are not in a download.
    "mfa.Authenticator": _of_signing_in(
        _("Second factors"),
        {"type": _("kind"), "created_at": _("since"), "last_used_at": _("last used at")},
    ),
    "usersessions.UserSession": _of_signing_in(
        _("Devices that are signed in"),
        {
            "created_at": _("signed in at"),
            "last_seen_at": _("last seen at"),
            "ip": _("network address"),
            "user_agent": _("browser"),
        },
    ),
    "wagtailusers.UserProfile": _of_the_administration(
        _("Settings in the administration"),
        {
            "preferred_language": _("language"),
            "current_time_zone": _("time zone"),
            "avatar": _("picture"),
        },
    ),
    "wagtailadmin.EditingSession": _of_the_administration(
        _("Pages open in the administration"), {"last_seen_at": _("last seen at")}
    ),
    "wagtailadmin.FormState": _of_the_administration(_("Unfinished forms in the administration"), {}),
    "wagtailcore.PageSubscription": _of_the_administration(
        _("Pages whose comments you follow"), {"page__title": _("page")}
    ),
    "wagtailcore.UploadedFile": of_work("uploaded_by_user"),
    "wagtailcore.Page": of_work("owner", "locked_by"),
    "wagtailcore.Revision": of_work("user"),
    "wagtailcore.PageLogEntry": of_work("user"),
    "wagtailcore.ModelLogEntry": of_work("user"),
    "wagtailcore.WorkflowState": of_work("requested_by"),
    "wagtailcore.TaskState": of_work("finished_by"),
    "wagtailcore.Comment": of_work("user", "resolved_by"),
    "wagtailcore.CommentReply": of_work("user"),
    "wagtaildocs.Document": of_work("uploaded_by_user"),
    "wagtailimages.Image": of_work("uploaded_by_user"),
}
