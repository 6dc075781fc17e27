"""`kb correct`, `kb correct-text`, `kb corrections`: people correct what was read."""

from typing import Annotated

import typer

from kb.access import EVERYTHING
from kb.cli.output import AsJson, legible, opened, print_json
from kb.cli.sourcing import By, deciding
from kb.errors import BadInput
from kb.ingest.correcting_text import Rewording
from kb.workflows import corrections
from kb.workflows.corrections import Corrections, FieldCorrection, WordsCorrected

Note = Annotated[str, typer.Option("--note", callback=legible, help="หมายเหตุ (why)")]
Undo = Annotated[int | None, typer.Option("--undo", help="ยกเลิกการแก้ไขหมายเลขนี้ (take this one back)")]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("correct")(correct)
    app.command("correct-text")(correct_text)
    app.command("corrections")(list_command)


def correct(
    context: typer.Context,
    by: By,
    ref: Annotated[str | None, typer.Argument(metavar="REF", callback=legible, help="เช่น 2022-06-28-01")] = None,
    field: Annotated[
        str | None,
        typer.Argument(callback=legible, help="title, agency, outcome, group, letter_number, letter_date"),
    ] = None,
    value: Annotated[
        str | None, typer.Argument(callback=legible, help='ค่าที่ถูกต้อง (the right value; "" for none)')
    ] = None,
    note: Note = "",
    undo: Undo = None,
    as_json: AsJson = False,
) -> None:
    """แก้ไขช่องของมติ (correct a field). คงอยู่แม้นำเข้าเอกสารใหม่ ยกเลิกด้วย --undo."""
    with opened(context.obj) as runtime:
        if undo is not None:
            made = corrections.take_back(deciding(runtime), undo, by)
        elif ref is None or field is None or value is None:
            raise BadInput("ต้องระบุ REF FIELD VALUE หรือ --undo", "give REF FIELD VALUE, or --undo")
        else:
            made = corrections.correct(deciding(runtime), ref, field, value, by, note)
    if as_json:
        print_json(made)
    else:
        _print_field(made)


def correct_text(
    context: typer.Context,
    by: By,
    document: Annotated[
        str | None, typer.Argument(callback=legible, help="uri หมายเลข หรือชื่อเอกสาร (uri, number or name)")
    ] = None,
    before: Annotated[str | None, typer.Argument(callback=legible, help="ข้อความที่ผิด (the wrong words)")] = None,
    after: Annotated[str | None, typer.Argument(callback=legible, help="ข้อความที่ถูก (the right words)")] = None,
    page: Annotated[int | None, typer.Option("--page", help="ในหน้านี้เท่านั้น (on this page)")] = None,
    near: Annotated[int | None, typer.Option("--near", help="ใกล้ตำแหน่งอักขระนี้ (near this character)")] = None,
    note: Note = "",
    undo: Undo = None,
    as_json: AsJson = False,
) -> None:
    """แก้ข้อความที่อ่านผิด (correct recognised text). คงอยู่แม้นำเข้าเอกสารใหม่."""
    with opened(context.obj) as runtime:
        if undo is not None:
            made, _ = corrections.take_back_text(deciding(runtime), undo, by)
        elif document is None or before is None or after is None:
            raise BadInput("ต้องระบุ DOCUMENT BEFORE AFTER หรือ --undo", "give DOCUMENT BEFORE AFTER, or --undo")
        else:
            words = Rewording(before, after, near, page)
            made = corrections.correct_text(deciding(runtime), document, words, by, note)
    if as_json:
        print_json(made)
    else:
        _print_words(made)


def list_command(
    context: typer.Context,
    ref: Annotated[str | None, typer.Argument(metavar="REF", callback=legible, help="เฉพาะมตินี้ (of this one)")] = None,
    disagreeing: Annotated[
        bool, typer.Option("--disagreeing", help="เฉพาะที่เอกสารฉบับใหม่ไม่ตรง (those a newer version contradicts)")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """รายการแก้ไขทั้งหมดพร้อมประวัติ (corrections with who, when and what was there before)."""
    with opened(context.obj) as runtime, runtime.session() as session:
        found: Corrections = (
            corrections.list_disagreements(session, EVERYTHING)
            if disagreeing
            else corrections.list_corrections(session, EVERYTHING, ref)
        )
    if as_json:
        print_json(found)
        return
    for field in found.fields:
        _print_field(field)
    for words in found.texts:
        _print_words(words)
    total = len(found.fields) + len(found.texts)
    typer.echo(f"ทั้งหมด {total} รายการ ({total} corrections)", err=True)


def _print_field(each: FieldCorrection) -> None:
    state = "" if each.active else "\t(ไม่มีผลแล้ว / no longer in force)"
    if each.disagreeing is not None:
        state = f"\t(เอกสารฉบับใหม่ว่า / a newer version says: {each.disagreeing})"
    change = f"{each.before or '-'} → {each.after or '-'}"
    typer.echo(f"{each.id}\t{each.resolution}\t{each.field}\t{change}\t{each.by}\t{each.at:%Y-%m-%d %H:%M}{state}")


def _print_words(each: WordsCorrected) -> None:
    state = "" if each.active else "\t(ไม่มีผลแล้ว / no longer in force)"
    if each.active and not each.found:
        state = "\t(ไม่พบในฉบับใหม่ / not found in the newest version)"
    change = f"{each.before} → {each.after}"
    typer.echo(f"T{each.id}\t{each.document_id}\t{each.document}\t{change}\t{each.by}\t{each.at:%Y-%m-%d %H:%M}{state}")
