"""The JSON edge, under /api/v1: parse, call one verb, answer."""

from kb.api.problems import register_problems
from kb.api.routes import router

__all__ = ["register_problems", "router"]
