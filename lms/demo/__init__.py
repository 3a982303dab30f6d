"""The demo: the ward's real resolution and law, a course built on them, and invented people who learned it.

Everything goes through the same services as real work, so the demo is also the longest test of them. Production refuses
to load it.
"""

from lms.demo.loading import demo_is_loaded, load_demo

__all__ = ["demo_is_loaded", "load_demo"]
