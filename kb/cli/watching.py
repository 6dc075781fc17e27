"""`kb watch`: a folder whose new files are loaded by themselves."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.documents import Classification, checked_classification, print_report
from kb.cli.output import complain, opened
from kb.errors import BadInput
from kb.workflows import LoadOptions, watch_folder


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("watch")(watch)


def watch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ที่เฝ้าดู (the folder to watch)")],
    every: Annotated[float, typer.Option(help="วินาทีระหว่างการดูแต่ละครั้ง (seconds between looks)", min=0.1)] = 2.0,
    classification: Classification = None,
) -> None:
    """เฝ้าดูโฟลเดอร์และนำเข้าไฟล์ใหม่เมื่อคัดลอกเสร็จ (load what is put into a folder, once it is whole)."""
    if not folder.is_dir():
        raise BadInput(f"ไม่มีโฟลเดอร์ {folder}", f"there is no folder {folder}")
    options = LoadOptions(classification=checked_classification(classification))
    typer.echo(f"เฝ้าดู {folder} หยุดด้วย Ctrl-C\nwatching {folder}, Ctrl-C to stop", err=True)
    with opened(context.obj, needs_archive=False) as runtime, contextlib.suppress(KeyboardInterrupt):

        def load(paths: Sequence[Path]) -> None:
            report = runtime.load(paths, options)
            if report.loaded or report.rejected or report.skipped:
                print_report(report)

        watch_folder(folder, load, every, complain=complain)
