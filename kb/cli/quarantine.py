"""`kb quarantine list|show|retry`: what could not be read, why, and another try."""

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.documents import print_report
from kb.cli.output import AsJson, opened, print_json, progress
from kb.ingest.quarantine import file_of, list_quarantined, show_quarantined
from kb.ingest.walking import file_and_member
from kb.workflows import LoadOptions

commands = typer.Typer(help="เอกสารที่ยังอ่านไม่ได้ (documents that could not be read)", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.add_typer(commands, name="quarantine")


@commands.command("list")
def list_command(context: typer.Context, as_json: AsJson = False) -> None:
    """รายการเอกสารที่ยังอ่านไม่ได้พร้อมเหตุผล (every one with its reason)."""
    with opened(context.obj) as runtime, runtime.session() as session:
        found = list_quarantined(session)
    if as_json:
        print_json(found)
        return
    for each in found:
        typer.echo(f"{each.id:>5}  {each.code:<16} {each.name}\n       {each.thai}\n       {each.english}")
    if not found:
        typer.echo("ไม่มีเอกสารที่อ่านไม่ได้\nnothing is in quarantine")


@commands.command("show")
def show(
    context: typer.Context, key: Annotated[int, typer.Argument(metavar="ID", help="เลขที่จาก kb quarantine list")]
) -> None:
    """รายละเอียดของเอกสารหนึ่ง (one of them in full, JSON)."""
    with opened(context.obj) as runtime, runtime.session() as session:
        print_json(show_quarantined(session, key))


@commands.command("retry")
def retry(
    context: typer.Context,
    keys: Annotated[list[int] | None, typer.Argument(metavar="[ID]...", help="เลขที่ ไม่ระบุคือทั้งหมด (all)")] = None,
    as_json: AsJson = False,
) -> None:
    """ลองอ่านอีกครั้ง (read them again), เช่น หลังติดตั้ง tesseract."""
    with opened(context.obj) as runtime, progress(quiet=as_json) as step:
        with runtime.session() as session:
            wanted = list_quarantined(session)
            if keys:
                wanted = [show_quarantined(session, key) for key in keys]
        files = sorted({Path(file_and_member(file_of(each.uri))[0]) for each in wanted})
        there = [path for path in files if path.exists()]
        report = runtime.load(there, LoadOptions(on_document=step.document, on_page=step.page))
    if as_json:
        print_json(report)
        return
    print_report(report)
    for path in files:
        if path not in there:
            typer.echo(f"  {path}: ไม่มีไฟล์นี้แล้ว (the file is gone)", err=True)
