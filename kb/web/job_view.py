"""What became of a received document, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.web.wording import JOBS, duration
from kb.workflows import JobView


@dataclass(frozen=True)
class Said:
    """A document of a job and what is said of it, in Thai and English."""

    name: str
    thai: str
    english: str = ""


@dataclass(frozen=True)
class JobBox:
    """A job as its page shows it. `waits` while there is more to come; `done` of `total` pages are read, if known."""

    id: str
    name: str
    state: str
    state_name: str
    waits: bool
    done: int
    total: int
    pace: str
    reason: Said | None
    loaded: tuple[str, ...]
    rejected: tuple[Said, ...]
    skipped: tuple[Said, ...]
    warnings: tuple[Said, ...]


def job_box(job: JobView) -> JobBox:
    """A job in words."""
    report: Mapping[str, Any] = job.report or {}
    progress: Mapping[str, Any] = job.progress or {}
    return JobBox(
        id=job.id,
        name=job.name,
        state=job.state,
        state_name=JOBS.get(job.state, job.state),
        waits=job.state in ("queued", "running"),
        done=int(progress.get("done") or 0),
        total=int(progress.get("total") or 0),
        pace=_pace(progress),
        reason=Said(job.name, report["thai"], report["english"]) if "thai" in report else None,
        loaded=tuple(report.get("loaded", ())),
        rejected=tuple(Said(each["name"], each["thai"], each["english"]) for each in report.get("rejected", ())),
        skipped=tuple(Said(each["name"], each["reason"]) for each in report.get("skipped", ())),
        warnings=tuple(Said(each["name"], each["warning"]) for each in report.get("warnings", ())),
    )


def _pace(progress: Mapping[str, Any]) -> str:
    """Pages a second and the time left, as far as they can be told."""
    pace, left = progress.get("pages_per_second"), progress.get("seconds_left")
    told = [f"{pace:.1f} หน้าต่อวินาที"] if pace else []
    told += [f"เหลือประมาณ {duration(left)}"] if left else []
    return " · ".join(told)
