"""Jobs speak of what was sent: names and reports. What is withdrawn is taken out of them; that a job ran stays."""

from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from kb.ingest.finding import file_on_disk
from kb.store import Job

WITHDRAWN = "ถอนแล้ว (withdrawn)"


def forget_in_jobs(session: Session, uri: str, name: str, *, whole: bool) -> None:
    """Take a document out of the report of the job that brought it.

    `whole` says that nothing else of the file it stood in remains: then the job forgets the file's name and place too.
    """
    folder = Path(file_on_disk(uri)).parent.name
    for job in session.execute(select(Job).where(Job.id == folder)).scalars():  # type: ignore[arg-type]
        report = _without(job.report, name)
        job.report = report if isinstance(report, dict) else None
        job.progress = None
        if whole:
            job.name, job.path = WITHDRAWN, ""
            job.report = {key: value for key, value in (job.report or {}).items() if not value} or None
        session.add(job)


def _without(value: Any, name: str) -> Any:
    """A report without the entries that are, or are about, this name."""
    if isinstance(value, dict):
        return {key: _without(each, name) for key, each in value.items()}
    if isinstance(value, list):
        return [
            _without(each, name)
            for each in value
            if each != name and not (isinstance(each, dict) and each.get("name") == name)
        ]
    return value
