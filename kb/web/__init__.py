"""The HTML edge: plain Thai pages over the same verbs as the JSON edge."""

from fastapi import APIRouter

from kb.web import pages, uploading
from kb.web.rendering import problem_page

router = APIRouter()
router.include_router(pages.router)
router.include_router(uploading.router)

__all__ = ["problem_page", "router"]
