"""The HTML edge: plain Thai pages over the same verbs as the JSON edge."""

from fastapi import APIRouter

from kb.web import judging, laws, pages, resolution, topics, uploading
from kb.web.rendering import problem_page

router = APIRouter()
for each in (pages, resolution, judging, topics, laws, uploading):
    router.include_router(each.router)

__all__ = ["problem_page", "router"]
