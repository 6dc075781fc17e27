"""`kb withdraw`: a document loaded by mistake is gone, with proof."""

import sys
from typing import Annotated

import typer

from kb.cli.output import AsJson, legible, opened, print_json
from kb.cli.sourcing import deciding
from kb.errors import BadInput
from kb.workflows.withdraw import (
    Premises,
    WithdrawalPreview,
    WithdrawalReport,
    finish_withdrawals,
    preview_withdrawal,
    problems_told,
    withdraw,
)


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("withdraw")(withdraw_command)


def withdraw_command(
    context: typer.Context,
    document: Annotated[
        str | None, typer.Argument(callback=legible, help="uri หมายเลข หรือชื่อเอกสาร (uri, number or name)")
    ] = None,
    by: Annotated[str, typer.Option("--by", callback=legible, help="ชื่อผู้ถอน (who withdraws)")] = "",
    reason: Annotated[str, typer.Option("--reason", callback=legible, help="เหตุผล (why)")] = "",
    whole_file: Annotated[
        bool, typer.Option("--all", help="ทุกเอกสารในไฟล์นี้ เช่น ทั้งตารางหรือทั้ง zip (every document of this file)")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="ไม่ต้องถามยืนยัน (do not ask)")] = False,
    finish: Annotated[
        bool, typer.Option("--finish", help="ทำส่วนที่ค้างของการถอนครั้งก่อน (finish earlier withdrawals)")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """ถอนเอกสารที่นำเข้าผิดออกทั้งหมดอย่างถาวร (withdraw a document for good), พร้อมหลักฐาน."""
    with opened(context.obj) as runtime:
        settings = runtime.settings
        premises = Premises(
            settings.home, settings.original_directory, settings.upload_directory, settings.cache_directory
        )
        if finish:
            _end(problems_told(finish_withdrawals(deciding(runtime), premises)))
            return
        if document is None:
            raise BadInput("ต้องระบุเอกสาร หรือ --finish", "name a document, or --finish")
        with runtime.session() as session:
            preview = preview_withdrawal(session, document, whole_file=whole_file)
        if not yes:
            _ask(preview)
        report = withdraw(deciding(runtime), premises, document, by, reason, whole_file=whole_file)
    if as_json:
        print_json(report)
    else:
        _print_report(report)
    _end(problems_told(report.problems), clean=report.clean)


def _ask(preview: WithdrawalPreview) -> None:
    """Show what would go and ask; raises `BadInput` where nobody can answer."""
    typer.echo(
        "".join(f"{number}\t{uri}\n" for number, uri in preview.documents)
        + f"มติที่จะหายไป {len(preview.gone)}: {', '.join(preview.gone) or '-'}\n"
        f"มติที่เอกสารอื่นยังกล่าวถึง {len(preview.kept)}: {', '.join(preview.kept) or '-'}\n"
        f"{len(preview.gone)} resolutions would go, {len(preview.kept)} would stay",
        err=True,
    )
    if not sys.stdin.isatty():
        raise BadInput("ยังไม่ได้ถอน: ยืนยันด้วย --yes", "nothing was withdrawn: confirm with --yes")
    typer.confirm("ถอนถาวร ย้อนกลับไม่ได้ ดำเนินการหรือไม่ (this cannot be undone; go on?)", abort=True, err=True)


def _print_report(report: WithdrawalReport) -> None:
    numbers = ", ".join(map(str, report.documents))
    left = sum(report.rows_left.values())
    typer.echo(
        f"ถอนเอกสารหมายเลข {numbers} แล้ว: มติหายไป {len(report.gone)} คงอยู่ {len(report.kept)}\n"
        f"document {numbers} is withdrawn: {len(report.gone)} resolutions gone, {len(report.kept)} kept\n"
        f"หลักฐาน: แถวที่เหลือ {left} ใน {len(report.rows_left)} ตาราง, ค้น {report.pieces} ข้อความในทุกไฟล์ "
        f"และ {report.words} คำในดัชนี, พบในไฟล์ {len(report.files_left)}\n"
        f"proof: {left} rows left in {len(report.rows_left)} tables; {report.pieces} pieces of text looked for in all "
        f"files and {report.words} words in the index; {len(report.files_left)} files hold one"
    )
    for name in report.files_left:
        typer.echo(f"  {name}", err=True)
    for sha256 in report.originals_kept:
        typer.echo(
            f"  เก็บต้นฉบับ {sha256} ไว้ เพราะมีเอกสารอื่นอยู่ด้วย ถอนทั้งไฟล์ด้วย --all\n"
            f"  {sha256} is kept: other documents are in it; --all withdraws the whole file",
            err=True,
        )


def _end(problems: list[str], *, clean: bool = True) -> None:
    for problem in problems:
        typer.echo(problem, err=True)
    if problems or not clean:
        raise typer.Exit(5)
