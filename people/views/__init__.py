"""Screens of people: the account of one's own, one's data, and what staff see."""
