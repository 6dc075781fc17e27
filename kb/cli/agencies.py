"""`kb agencies …`: the registry of agencies, looked at and edited."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kb.access import EVERYTHING
from kb.agencies import REASONS, THAI_KINDS, Kind, Resolved
from kb.agencies.editing import find_agency
from kb.agencies.kinds import read_kind
from kb.agencies.rows import key_of
from kb.cli.output import AsJson, opened, print_json
from kb.errors import BadInput, KbError, NotFound, Unreadable, Unwritable
from kb.runtime import Runtime
from kb.text import parse_date, thai_date
from kb.workflows import agencies, agency_register
from kb.workflows.agency_register import AgencyDetail

group = typer.Typer(no_args_is_help=True, help="ทะเบียนหน่วยงาน: ดู แก้ไข นำเข้า ส่งออก รวม (the registry of agencies)")


def _legible(text: str | None) -> str | None:
    """The text itself; raises `BadInput` for bytes on the command line that are no UTF-8."""
    if text is not None and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadInput("ข้อความบนบรรทัดคำสั่งไม่ใช่ UTF-8", "the text on the command line is not UTF-8")
    return text


Name = Annotated[str, typer.Argument(callback=_legible, help="ชื่อ อักษรย่อ หรือหมายเลข (name, abbreviation or number)")]
THAI_CHANGES = {"renamed": "เปลี่ยนชื่อเป็น", "merged": "รวมเป็น", "split": "แยกเป็น"}


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.add_typer(group, name="agencies")


@group.command("list")
def list_command(
    context: typer.Context,
    query: Annotated[
        str, typer.Option("--query", "-q", callback=_legible, help="คำในชื่อหรืออักษรย่อ (words of a name)")
    ] = "",
    limit: Annotated[int, typer.Option(help="จำนวน (how many)")] = 50,
    offset: Annotated[int, typer.Option(help="ข้ามกี่รายการ (how many to pass over)")] = 0,
    as_json: AsJson = False,
) -> None:
    """รายชื่อหน่วยงาน (list agencies), มีมติมากที่สุดก่อน."""
    with opened(context.obj) as runtime:
        agencies.open_agencies(runtime.database)
        with runtime.session() as session:
            page = agency_register.list_register(session, EVERYTHING, query, limit, offset)
    if as_json:
        print_json(page)
        return
    for each in page.items:
        waits = "" if each.reviewed else "\t(รอตรวจทาน / to be reviewed)"
        typer.echo(f"{each.id}\t{each.abbr or '-'}\t{each.name}\t{each.resolutions}{waits}")
    typer.echo(f"ทั้งหมด {page.total} หน่วยงาน ({page.total} agencies)", err=True)


@group.command("show")
def show(
    context: typer.Context,
    name: Name,
    on: Annotated[str | None, typer.Option("--on", callback=_legible, help="ในวันนั้น (as meant that day)")] = None,
    as_json: AsJson = False,
) -> None:
    """แสดงหน่วยงานหนึ่งพร้อมความเป็นมา (one agency with its history)."""
    with opened(context.obj) as runtime:
        registry = agencies.open_agencies(runtime.database)
        if on is not None:
            name = _meant(registry.resolve(name, _day(on)), name)
        with runtime.session() as session:
            key = key_of(find_agency(session, name))
            detail = agency_register.get_agency(session, EVERYTHING, key)
    if as_json:
        print_json(detail)
    else:
        _print_detail(detail)


@group.command("review")
def review(context: typer.Context, as_json: AsJson = False) -> None:
    """ชื่อที่ยังไม่รู้จัก พร้อมข้อเสนอแนะ (names that wait for review, with suggestions)."""
    with opened(context.obj) as runtime:
        agencies.open_agencies(runtime.database)
        with runtime.session() as session:
            queue = agency_register.review_queue(session, EVERYTHING)
    if as_json:
        print_json(queue)
        return
    for each in queue:
        typer.echo(f"{each.id}\t{each.abbr or '-'}\t{each.name}\t{each.resolutions}")
        for like in each.suggestions:
            typer.echo(f"\t→ {like.name} ({like.score:.0f} %, {like.ground})")
    typer.echo(
        f"รอตรวจทาน {len(queue)} ชื่อ: ใช้ kb agencies accept หรือ kb agencies map\n"
        f"{len(queue)} names wait for review: kb agencies accept, or kb agencies map",
        err=True,
    )


@group.command("accept")
def accept(
    context: typer.Context,
    name: Name,
    kind: Annotated[str | None, typer.Option("--kind", callback=_legible, help="ประเภท (kind), เช่น คณะกรรมการ")] = None,
    parent: Annotated[str | None, typer.Option("--parent", callback=_legible, help="ต้นสังกัด (parent)")] = None,
    as_json: AsJson = False,
) -> None:
    """รับชื่อที่รอตรวจทานเป็นหน่วยงานใหม่ (take a name into the registry)."""
    with opened(context.obj) as runtime:
        summary = agencies.accept(runtime.database, name, _kind(kind), parent)
    if as_json:
        print_json(summary)
    else:
        typer.echo(f"รับ {summary.name} เข้าทะเบียนแล้ว\n{summary.name} is now in the registry")


@group.command("rename")
def rename(
    context: typer.Context,
    name: Name,
    new_name: Annotated[str, typer.Argument(callback=_legible, help="ชื่อใหม่ (the right name)")],
    as_json: AsJson = False,
) -> None:
    """แก้ชื่อทางการ ชื่อเดิมยังค้นพบได้ (correct the official name; the old one still finds it)."""
    with opened(context.obj) as runtime:
        summary = agencies.rename(runtime.database, name, new_name)
        runtime.catch_up()
    if as_json:
        print_json(summary)
    else:
        typer.echo(f"หน่วยงานหมายเลข {summary.id} ใช้ชื่อ {summary.name} แล้ว\nagency {summary.id} is now {summary.name}")


@group.command("map")
def map_command(
    context: typer.Context,
    unknown: Annotated[str, typer.Argument(callback=_legible, help="ชื่อที่รอตรวจทาน (the unknown name)")],
    known: Annotated[str, typer.Argument(callback=_legible, help="หน่วยงานที่หมายถึง (the agency it means)")],
    as_json: AsJson = False,
) -> None:
    """บอกว่าชื่อที่รอตรวจทานคือหน่วยงานใด (say whom an unknown name means); มติทั้งหมดย้ายตาม."""
    with opened(context.obj) as runtime:
        number = agencies.map_to(runtime.database, unknown, known)
        _tell_merge(runtime, number, unknown, known, as_json)


@group.command("merge")
def merge(
    context: typer.Context,
    gone: Annotated[str, typer.Argument(callback=_legible, help="หน่วยงานที่ซ้ำ (the one that goes)")],
    kept: Annotated[str, typer.Argument(callback=_legible, help="หน่วยงานที่คงไว้ (the one that stays)")],
    as_json: AsJson = False,
) -> None:
    """รวมสองหน่วยงานที่เป็นหน่วยงานเดียวกัน ยกเลิกได้ (merge two that are one; can be undone)."""
    with opened(context.obj) as runtime:
        number = agencies.merge(runtime.database, gone, kept)
        _tell_merge(runtime, number, gone, kept, as_json)


@group.command("undo")
def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="หมายเลขการรวม (number of the merge)")],
    as_json: AsJson = False,
) -> None:
    """ยกเลิกการรวม ทุกอย่างกลับที่เดิม (undo a merge)."""
    with opened(context.obj) as runtime:
        back, from_which = agencies.undo(runtime.database, number)
        runtime.catch_up()
    if as_json:
        print_json({"undone": number, "back": back, "kept": from_which})
    else:
        typer.echo(
            f"ยกเลิกการรวมหมายเลข {number} แล้ว: {back} แยกจาก {from_which}\n"
            f"merge {number} is undone: {back} stands apart from {from_which} again"
        )


@group.command("export")
def export(context: typer.Context, path: Annotated[Path, typer.Argument(help="ไฟล์ CSV (CSV file)")]) -> None:
    """ส่งออกทะเบียนเป็น CSV หัวคอลัมน์ภาษาไทย (export as CSV)."""
    with opened(context.obj) as runtime:
        text = agencies.export_table(runtime.database)
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Unwritable(
            f"เขียนไฟล์ {path} ไม่ได้ ({error.strerror})", f"cannot write {path} ({error.strerror})"
        ) from error
    typer.echo(f"ส่งออกไปที่ {path} แล้ว\nexported to {path}")


@group.command("import")
def import_command(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="ไฟล์ CSV (CSV file)")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="ตรวจอย่างเดียว ไม่บันทึก (check only)")] = False,
    as_json: AsJson = False,
) -> None:
    """นำเข้าทะเบียนจาก CSV (import from CSV). มีแถวผิดแม้แถวเดียวจะไม่บันทึกเลย."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"อ่านไฟล์ {path} ไม่ได้ ({error.strerror})", f"cannot read {path} ({error.strerror})") from error
    with opened(context.obj, needs_archive=False) as runtime:
        report = agencies.import_table(runtime.database, data, path.name, dry_run=dry_run)
    if as_json:
        print_json(report)
    else:
        would = ("จะเพิ่ม", "would add") if dry_run or report.problems else ("เพิ่ม", "added")
        typer.echo(
            f"{would[0]} {len(report.added)} แก้ไข {len(report.changed)} เหมือนเดิม {report.unchanged}\n"
            f"{would[1]} {len(report.added)}, change {len(report.changed)}, leave {report.unchanged}"
        )
        for each in report.problems:
            typer.echo(f"  บรรทัด {each.line} {each.name}: {each.thai} (line {each.line}: {each.english})", err=True)
    if report.problems:
        raise typer.Exit(2)


def _tell_merge(runtime: Runtime, number: int, gone: str, kept: str, as_json: bool) -> None:
    runtime.catch_up()
    if as_json:
        print_json({"merge": number, "gone": gone, "kept": kept})
    else:
        typer.echo(
            f"รวม {gone} เข้ากับ {kept} แล้ว ยกเลิกได้ด้วย kb agencies undo {number}\n"
            f"{gone} is merged into {kept}; kb agencies undo {number} takes it back"
        )


def _print_detail(detail: AgencyDetail) -> None:
    summary = detail.summary
    typer.echo(f"{summary.id}  {summary.name}  ({THAI_KINDS[summary.kind]})")
    for label, kind in (("อักษรย่อ", "abbreviation"), ("ชื่ออื่น", "other")):
        if told := [f"{each.name}{_span(each.since, each.until)}" for each in detail.names if each.kind == kind]:
            typer.echo(f"{label}: {', '.join(told)}")
    if summary.parent:
        typer.echo(f"สังกัด: {summary.parent}")
    if detail.since or detail.until:
        typer.echo(f"มีอยู่{_span(detail.since, detail.until)}")
    for each in detail.lineage:
        day = thai_date(each.on, "short")
        typer.echo(f"{day}  {each.predecessor} {THAI_CHANGES[each.kind]} {each.successor}")
    typer.echo(f"มติ: {summary.resolutions} เรื่อง รวมหน่วยงานเดิม {detail.resolutions_with_origins} เรื่อง")
    if not summary.reviewed:
        typer.echo("(รอตรวจทาน / to be reviewed: kb agencies review)")


def _span(since: str | None, until: str | None) -> str:
    return f" [{since or ''}..{until or ''}]" if since or until else ""


def _meant(resolved: Resolved, name: str) -> str:
    if resolved.agency:
        return resolved.agency.name
    thai, english = REASONS[resolved.why]
    known = ", ".join(each.name for each in resolved.candidates)
    problem: type[KbError] = BadInput if resolved.candidates else NotFound
    raise problem(f"“{name}”: {thai} {known}".rstrip(), f"{name!r}: {english} {known}".rstrip())


def _day(text: str) -> date:
    found = parse_date(text)
    if found is None:
        raise BadInput(f"อ่านวันที่ “{text}” ไม่ได้ เช่น 2012-01-07", f"{text!r} is no date, write 2012-01-07")
    return found


def _kind(text: str | None) -> Kind | None:
    if text is None:
        return None
    kind = read_kind(text)
    if kind is None:
        known = ", ".join(THAI_KINDS.values())
        raise BadInput(f"ไม่มีประเภท “{text}” ใช้ได้: {known}", f"no kind is called {text!r}; known are {known}")
    return kind
