"""The JSON edge, under /api/v1: parse, call one verb, answer."""

from kb.api import agencies, documents, links, routes, sources, topics
from kb.api.description import describe
from kb.api.problems import register_problems

ROUTERS = (routes.router, sources.router, documents.router, agencies.router, links.router, topics.router)

__all__ = ["ROUTERS", "describe", "register_problems"]
