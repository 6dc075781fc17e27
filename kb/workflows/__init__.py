"""Use cases that cross rooms."""

from kb.workflows.jobs import LARGEST_UPLOAD, JobView, JobWorker, cancel_job, get_job, receive_document
from kb.workflows.load import Loading, LoadReport, load_documents
from kb.workflows.reading import LoadOptions, ReadingRoom
from kb.workflows.watch import watch_folder

__all__ = [
    "LARGEST_UPLOAD",
    "JobView",
    "JobWorker",
    "LoadOptions",
    "LoadReport",
    "Loading",
    "ReadingRoom",
    "cancel_job",
    "get_job",
    "load_documents",
    "receive_document",
    "watch_folder",
]
