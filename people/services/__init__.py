"""What can be done about people. Each service is one transaction: check, change, audit."""

from people.services.audit import log

__all__ = ["log"]
