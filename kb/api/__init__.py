"""The JSON edge, under /api/v1: parse, call one verb, answer."""

from kb.api.description import describe
from kb.api.problems import register_problems
from kb.api.routes import router

__all__ = ["describe", "register_problems", "router"]
