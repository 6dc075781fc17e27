"""Use cases that cross rooms."""

from kb.workflows.jobs import LARGEST_UPLOAD, JobView, JobWorker, get_job, receive_document
from kb.workflows.load import LoadReport, load_documents

__all__ = [
    "LARGEST_UPLOAD",
    "JobView",
    "JobWorker",
    "LoadReport",
    "get_job",
    "load_documents",
    "receive_document",
]
