"""People, units, boards, audiences and roles in the admin."""
