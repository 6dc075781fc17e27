"""How commands print: JSON for programs, plain Thai for people, errors on standard error."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any

import typer

from kb.errors import KbError, NotFound
from kb.runtime import Runtime
from kb.settings import Settings


def plain(value: Any) -> Any:
    """A frozen value as what JSON knows: objects, lists, text, numbers; dates in ISO form."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def print_line(value: Any) -> None:
    """One JSON document on one line."""
    typer.echo(json.dumps(plain(value), ensure_ascii=False))


def complain(error: KbError) -> None:
    """What is wrong and what to do, in Thai and in English."""
    typer.echo(f"ผิดพลาด: {error.thai}\nerror: {error.english}", err=True)


@contextmanager
def opened(settings: Settings, *, needs_archive: bool = True) -> Iterator[Runtime]:
    """The parts of a home, closed at the end; raises `NotFound`, and creates nothing, where an archive is needed."""
    if needs_archive:
        _require_archive(settings)
    runtime = Runtime(settings)
    try:
        yield runtime
    finally:
        runtime.close()


def _require_archive(settings: Settings) -> None:
    with suppress(OSError):  # what cannot even be looked at is told by opening it
        if not settings.database.exists():
            raise NotFound(
                f"ไม่มีคลังมติที่ {settings.home} กรุณานำเข้าเอกสารด้วย kb ingest",
                f"there is no archive here ({settings.home}); load documents with kb ingest",
            )


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on standard error, one step a document; silent for programs and when nobody watches."""
    if quiet:
        yield lambda _name: None
        return
    from rich.console import Console  # noqa: PLC0415 - loaded only when a bar is drawn
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("นำเข้า"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, name="")
        yield lambda name: bar.update(task, advance=1, name=name)
