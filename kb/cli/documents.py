"""`kb ingest`, `kb index`, `kb status`: documents in, and what is there."""

from pathlib import Path
from typing import Annotated

import typer

from kb.access import CLASSIFICATIONS
from kb.cli.output import AsJson, opened, print_json, print_line, progress
from kb.cli.tables import Mapping, asked_mapping, plan_tables
from kb.errors import BadInput
from kb.workflows import LoadOptions, LoadReport

Classification = Annotated[
    str | None,
    typer.Option("--classification", help="ลำดับชั้นความลับของเอกสาร: ปกติ ลับ ลับมาก ลับที่สุด (its classification)"),
]


def checked_classification(level: str | None) -> str | None:
    """A classification as typed; raises `BadInput` for any other word."""
    if level not in (None, *CLASSIFICATIONS):
        levels = ", ".join(CLASSIFICATIONS)
        raise BadInput(f"ชั้นความลับต้องเป็น {levels}", f"the classification must be one of {levels}")
    return level


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("ingest")(ingest)
    app.command("index")(index)
    app.command("status")(status)


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="ไฟล์ โฟลเดอร์ หรือไฟล์ zip/tar (files, folders, archives)")],
    classification: Classification = None,
    mapping: Mapping = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="ตรวจตารางโดยไม่บันทึก (check tables, store nothing)")
    ] = False,
    as_json: AsJson = False,
    as_lines: Annotated[
        bool,
        typer.Option("--json-lines", help="JSON หนึ่งบรรทัดต่อเอกสารเมื่อเสร็จ แล้วสรุป (a line a document, then the report)"),
    ] = False,
) -> None:
    """นำเข้าเอกสาร (load documents). สั่งซ้ำได้ ไฟล์ที่ไม่เปลี่ยนจะถูกข้าม."""
    if dry_run:
        plan_tables(context.obj, paths, mapping, as_json=as_json)
        return
    with (
        opened(context.obj, needs_archive=False) as runtime,
        progress(quiet=as_json or as_lines) as step,
    ):
        report = runtime.load(
            paths,
            LoadOptions(
                classification=checked_classification(classification),
                asked=asked_mapping(mapping),
                on_document=_print_document if as_lines else step.document,
                on_page=step.page,
            ),
        )
    if as_lines:
        print_line({"report": report})
    elif as_json:
        print_json(report)
    else:
        print_report(report)
    if report.nothing_but_failures:
        raise typer.Exit(8)


def print_report(report: LoadReport) -> None:
    """What a load did, for people; what could not be read on standard error."""
    typer.echo(
        f"นำเข้า {len(report.loaded)} เอกสาร: มติใหม่ {report.added} ปรับปรุง {report.updated} "
        f"ถอน {report.withdrawn} | มีอยู่แล้ว {report.already_loaded} ข้าม {len(report.skipped)} "
        f"อ่านไม่ได้ {len(report.rejected)}\n"
        f"loaded {len(report.loaded)} documents: {report.added} new, {report.updated} updated, "
        f"{report.withdrawn} withdrawn | {report.already_loaded} already loaded, {len(report.skipped)} skipped, "
        f"{len(report.rejected)} unreadable"
    )
    for warned in report.warnings:
        typer.echo(f"  {warned['name']}: {warned['warning']}", err=True)
    for rejected in report.rejected:
        typer.echo(f"  {rejected['thai']}\n    {rejected['english']}", err=True)


def _print_document(name: str) -> None:
    """Tell a program of a document whose rows are committed (or that was skipped, or refused)."""
    print_line({"document": name})


def index(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="สร้างดัชนีใหม่จากฐานข้อมูล (build anew)")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="ตรวจดัชนีกับฐานข้อมูล (check against the database)")] = False,
    as_json: AsJson = False,
) -> None:
    """ปรับดัชนีให้ทันฐานข้อมูล (bring the indexes up to date), สร้างใหม่ หรือตรวจสอบ."""
    with opened(context.obj) as runtime:
        if rebuild:
            runtime.indexer.rebuild()
        elif not verify:
            runtime.indexer.catch_up()
        verdict = runtime.indexer.verify()
    if as_json:
        print_json(verdict)
    elif not verdict.problems:
        typer.echo(
            f"ดัชนีถูกต้อง: {verdict.resolutions} มติ {verdict.passages} ข้อความย่อย\n"
            f"the index is clean: {verdict.resolutions} resolutions, {verdict.passages} passages"
        )
    for thai, english in verdict.problems:
        typer.echo(f"{thai} ({english}): kb index --rebuild", err=True)
    if verdict.problems:
        raise typer.Exit(5)


def status(context: typer.Context, as_json: AsJson = False) -> None:
    """สรุปสิ่งที่มีในระบบ (what this home holds)."""
    with opened(context.obj) as runtime:
        report = runtime.status()
    if as_json:
        print_json(report)
        return
    for key, value in report.items():
        typer.echo(f"{key:<22} {value}")
