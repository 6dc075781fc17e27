"""`kb sources`, `kb join`, `kb split`, `kb main`, `kb classify`: what a resolution is told by, as people decide it."""

from typing import Annotated

import typer

from kb.access import EVERYTHING
from kb.cli.output import AsJson, legible, opened, print_json
from kb.runtime import Runtime
from kb.search import list_sources
from kb.workflows import sourcing
from kb.workflows.deciding import Deciding

By = Annotated[str, typer.Option("--by", callback=legible, help="ชื่อผู้ตัดสินใจ (who decides)")]
Ref = Annotated[str, typer.Argument(callback=legible, help="เลขที่มติ (address), เช่น 2022-06-28-01")]
SourceNumber = Annotated[int, typer.Argument(metavar="SOURCE", help="หมายเลขจาก kb sources (number of a source)")]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("sources")(sources)
    app.command("join")(join)
    app.command("split")(split)
    app.command("main")(choose_main)
    app.command("classify")(classify)


def deciding(runtime: Runtime) -> Deciding:
    """The parts of a home that a decision needs."""
    return Deciding(runtime.database, runtime.indexer, runtime.encoder, runtime.registry)


def sources(context: typer.Context, ref: Ref, as_json: AsJson = False) -> None:
    """เอกสารทั้งหมดที่กล่าวถึงมตินี้ (the documents that tell of a resolution), ฉบับหลักก่อน."""
    with opened(context.obj) as runtime, runtime.session() as session:
        found = list_sources(session, ref, EVERYTHING)
    if as_json:
        print_json(found)
        return
    for each in found:
        shown = "หลัก/main" if each.main else "-"
        quality = f"{each.engine} {each.quality:.2f}" if each.engine and each.quality is not None else "-"
        typer.echo(
            f"{each.id}\t{shown}\t{each.kind}\t{each.classification}\t{each.how}\t{quality}\t"
            f"{each.document_id}\t{each.document}"
        )
    typer.echo(f"ทั้งหมด {len(found)} แหล่ง ({len(found)} sources)", err=True)


def join(
    context: typer.Context,
    keep: Annotated[str, typer.Argument(callback=legible, help="มติที่คงไว้ (stays)")],
    other: Annotated[str, typer.Argument(callback=legible, help="มติที่เป็นเรื่องเดียวกัน (the same matter)")],
    by: By,
    as_json: AsJson = False,
) -> None:
    """รวมสองมติที่เป็นเรื่องเดียวกัน (two are one matter). แยกกลับได้ด้วย kb split."""
    with opened(context.obj) as runtime:
        ref = sourcing.join(deciding(runtime), keep, other, by)
    _tell(ref, f"รวม {other} ไว้ใต้ {ref} แล้ว\n{other} now leads to {ref}", as_json)


def split(context: typer.Context, source: SourceNumber, by: By, as_json: AsJson = False) -> None:
    """แยกแหล่งที่มาหนึ่งเป็นมติของตนเอง (give a source a resolution of its own)."""
    with opened(context.obj) as runtime:
        ref = sourcing.split(deciding(runtime), source, by)
    _tell(ref, f"แหล่งที่มา {source} เป็นมติ {ref} แล้ว\nsource {source} now is resolution {ref}", as_json)


def choose_main(context: typer.Context, source: SourceNumber, by: By, as_json: AsJson = False) -> None:
    """เลือกแหล่งที่มาที่ใช้แสดง (choose the source that a resolution shows)."""
    with opened(context.obj) as runtime:
        ref = sourcing.choose_main(deciding(runtime), source, by)
    _tell(ref, f"มติ {ref} แสดงแหล่งที่มา {source} แล้ว\n{ref} now shows source {source}", as_json)


def classify(
    context: typer.Context,
    document: Annotated[str, typer.Argument(callback=legible, help="uri หมายเลข หรือชื่อเอกสาร (uri, number or name)")],
    level: Annotated[str, typer.Argument(callback=legible, help="ปกติ ลับ ลับมาก ลับที่สุด")],
    by: By,
    as_json: AsJson = False,
) -> None:
    """กำหนดชั้นความลับของเอกสาร (classify a document); ไม่ต่ำกว่าที่พิมพ์ไว้."""
    with opened(context.obj) as runtime:
        refs = sourcing.classify(deciding(runtime), document, level, by)
    told = f"{document}: {level} ({len(refs)} มติ)\n{document} is now {level}: {len(refs)} resolutions"
    if as_json:
        print_json({"classification": level, "resolutions": refs})
    else:
        typer.echo(told)


def _tell(ref: str, words: str, as_json: bool) -> None:
    if as_json:
        print_json({"resolution": ref})
    else:
        typer.echo(words)
