"""How commands print: JSON for programs, plain Thai for people, errors on standard error."""

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Annotated, Any

import typer

from kb.errors import BadInput, KbError, NotFound
from kb.ingest.readers.reading import Progress as PageProgress
from kb.runtime import Runtime
from kb.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="พิมพ์ผลเป็น JSON (print JSON)")]


def legible(text: str | None) -> str | None:
    """An argument itself; raises `BadInput` for bytes on the command line that are no UTF-8."""
    if text is not None and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadInput("ข้อความบนบรรทัดคำสั่งไม่ใช่ UTF-8", "the text on the command line is not UTF-8")
    return text


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


class Steps:
    """Who is told how a load goes: by default nobody."""

    def document(self, name: str) -> None:
        """One more document is done."""

    def page(self, progress: PageProgress) -> None:
        """One more page of the document in hand is done."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Steps]:
    """A bar on standard error: documents, and for a long one its pages, their pace and the time left.

    Silent for programs and when nobody watches.
    """
    if quiet:
        yield Steps()
        return
    from rich.console import Console  # noqa: PLC0415 - loaded only when a bar is drawn
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        documents = bar.add_task("นำเข้า", total=None, note="")
        pages = bar.add_task("หน้า", total=None, note="", visible=False)

        class Drawn(Steps):
            """Moves the two bars."""

            def document(self, name: str) -> None:
                bar.update(documents, advance=1, note=name)
                bar.update(pages, visible=False)

            def page(self, progress: PageProgress) -> None:
                left = "" if progress.seconds_left is None else f" เหลือ {progress.seconds_left:.0f} วินาที"
                note = f"{progress.pages_per_second:.1f} หน้า/วินาที{left}"
                bar.update(pages, total=progress.total, completed=progress.done, note=note, visible=True)

        yield Drawn()
