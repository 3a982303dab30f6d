"""Who people are, where they belong, what they may do, and what is kept of them."""

from people.models.accounts import Invitation, User
from people.models.audiences import Audience, AudienceRule
from people.models.audit import AuditEntry
from people.models.boards import Board, BoardKind, BoardMembership, BoardRole, BoardTerm, Propagandist
from people.models.imports import DataImport
from people.models.privacy import Consent, DataRequest
from people.models.roles import RoleAssignment
from people.models.units import (
    Dated,
    Membership,
    Named,
    OrganisationUnit,
    Position,
    StaffGroup,
    UnitSuccession,
)

__all__ = [
    "Audience",
    "AudienceRule",
    "AuditEntry",
    "Board",
    "BoardKind",
    "BoardMembership",
    "BoardRole",
    "BoardTerm",
    "Consent",
    "DataImport",
    "DataRequest",
    "Dated",
    "Invitation",
    "Membership",
    "Named",
    "OrganisationUnit",
    "Position",
    "Propagandist",
    "RoleAssignment",
    "StaffGroup",
    "UnitSuccession",
    "User",
]
