"""Personal data: consent, requests with their deadlines, what is held, downloads, removal (Luật 91/2025/QH15)."""

from people.services.privacy.consents import give_consent, withdraw_consent
from people.services.privacy.downloads import as_json, as_xlsx, log_download
from people.services.privacy.erasing import erase_person
from people.services.privacy.holding import Held, Work, account_of, data_of, work_of
from people.services.privacy.profiles import ProfileLevel, count_profiles, profile_level
from people.services.privacy.requests import (
    answer_request,
    ask_about_data,
    extend_request,
    finish_request,
    open_requests,
    refuse_request,
    was_extended,
)

__all__ = [
    "Held",
    "ProfileLevel",
    "Work",
    "account_of",
    "answer_request",
    "as_json",
    "as_xlsx",
    "ask_about_data",
    "count_profiles",
    "data_of",
    "erase_person",
    "extend_request",
    "finish_request",
    "give_consent",
    "log_download",
    "open_requests",
    "profile_level",
    "refuse_request",
    "was_extended",
    "withdraw_consent",
    "work_of",
]
