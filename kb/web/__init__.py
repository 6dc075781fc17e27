"""The HTML edge: a plain Thai search page over the same verbs as the JSON edge."""

from kb.web.pages import problem_page, router

__all__ = ["problem_page", "router"]
