"""The JSON edge, under /api/v1: parse, call one verb, answer."""

from kb.api import agencies, documents, routes, sources
from kb.api.description import describe
from kb.api.problems import register_problems

ROUTERS = (routes.router, sources.router, documents.router, agencies.router)

__all__ = ["ROUTERS", "describe", "register_problems"]
