"""Reads about people for screens and reports."""

from people.selectors.audiences import people_matching
from people.selectors.boards import BoardState, board_state
from people.selectors.posts import Post, posts_of

__all__ = ["BoardState", "Post", "board_state", "people_matching", "posts_of"]
