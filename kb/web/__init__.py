"""The HTML edge: a plain Thai search page over the same verbs as the JSON edge."""

from kb.web.pages import router

__all__ = ["router"]
