"""`kb linking`: what resolutions say of one another, what is missing, and people's word on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.access import EVERYTHING
from kb.cli.output import AsJson, legible, opened, print_json, print_line
from kb.cli.resolutions import day_of
from kb.cli.sourcing import By, Ref
from kb.text import thai_date

if TYPE_CHECKING:
    from kb.linking.dangling import Dangling
    from kb.linking.link_view import LinkView

commands = typer.Typer(help="ความเชื่อมโยงระหว่างมติ (links between resolutions)", no_args_is_help=True)
LinkId = Annotated[str, typer.Argument(metavar="LINK", callback=legible, help="เลขที่มติสองเลขคั่นด้วย ~ (A~B)")]
Limit = Annotated[int, typer.Option(help="จำนวน (how many)", min=1, max=200)]

RELATIONS = {
    "refers": "อ้างถึง",
    "complies": "ปฏิบัติตาม",
    "amends": "แก้ไข/ทบทวน",
    "extends": "ขยายเวลา",
    "exempts": "ยกเว้น/ผ่อนผัน",
    "revokes": "ยกเลิก",
    "reports": "รายงานผล",
}


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.add_typer(commands, name="linking")


@commands.command("run")
def run(context: typer.Context, as_json: AsJson = False) -> None:
    """เชื่อมโยงมติที่ยังค้าง (bring links up to date): kb ingest ทำให้อยู่แล้ว."""
    from kb.workflows.linking import follow

    with opened(context.obj) as runtime:
        report = follow(runtime.indexer)
    if as_json:
        print_json(report)
        return
    took = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in report.seconds.items())
    typer.echo(
        f"อ่าน {report.resolutions} มติ พบการอ้างถึง {report.mentions} แห่ง\n"
        f"read {report.resolutions} resolutions, found {report.mentions} mentions ({took})"
    )


@commands.command("mentions")
def mentions(
    context: typer.Context,
    status: Annotated[str | None, typer.Option(help="resolved, ambiguous, no meeting, no matter, …")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="ทุกแห่ง บรรทัดละหนึ่ง JSON (all of them, JSON lines)")] = False,
    limit: Limit = 50,
) -> None:
    """การอ้างถึงมติเดิม (mentions of earlier resolutions) และมติที่หมายถึง."""
    from kb.linking.mentions_view import count_mentions, every_mention, list_mentions

    with opened(context.obj) as runtime, runtime.session() as session:
        if jsonl:
            list_mentions(session, EVERYTHING, status, 1)  # refuses an unknown status
            for each in every_mention(session, EVERYTHING, status):
                print_line(each)
            return
        found = list_mentions(session, EVERYTHING, status, limit)
        counts = count_mentions(session, EVERYTHING)
    for each in found:
        typer.echo(f"{each.resolution}\t{each.status}\t{each.relation}\t{each.resolved or '-'}\t{_line(each.quote)}")
    typer.echo(" · ".join(f"{name} {count}" for name, count in counts.items()), err=True)


@commands.command("dangling")
def show_dangling(context: typer.Context, limit: Limit = 30, as_json: AsJson = False) -> None:
    """มติที่ถูกอ้างถึงมากแต่ยังไม่มีในคลัง (what is most cited and missing): ควรนำเข้าก่อน."""
    from kb.linking.dangling import dangling

    with opened(context.obj) as runtime, runtime.session() as session:
        found = dangling(session, EVERYTHING, limit)
    if as_json:
        print_json(found)
        return
    for each in found:
        typer.echo(_dangling_line(each))


def _dangling_line(each: "Dangling") -> str:
    what = thai_date(each.cited_date) if each.cited_date else each.letter or "-"
    known = "มีการประชุมแต่ไม่มีเรื่อง (meeting there)" if each.meeting_in_archive else "ไม่มีการประชุม (no meeting)"
    return f"{each.citing:>5} มติ  {what}  {known}  {_line(each.titles[0] if each.titles else each.example)}"


@commands.command("links")
def links(context: typer.Context, ref: Ref, as_json: AsJson = False) -> None:
    """มตินี้อ้างถึงมติใด และมติใดอ้างถึงมตินี้ (what it cites, what cites it)."""
    from kb.linking.link_view import get_links

    with opened(context.obj) as runtime, runtime.session() as session:
        found = get_links(session, ref, EVERYTHING)
    if as_json:
        print_json(found)
        return
    for heading, views in (("อ้างถึง (cites)", found.cites), ("ถูกอ้างถึงโดย (cited by)", found.cited_by)):
        typer.echo(f"{heading}: {len(views)}")
        for each in views:
            typer.echo(f"  {_link_line(each)}")
    for mention in found.unresolved:
        typer.echo(f"  ? {mention.status}: {_line(mention.quote)}")


def _link_line(each: "LinkView") -> str:
    sure = "ยืนยันแล้ว" if each.confirmed else f"{each.how} {each.score:.2f}"
    part = " บางส่วน" if each.part else ""
    return f"{each.other.id}  {RELATIONS[each.relation]}{part}  [{sure}]  {_line(each.other.title)}"


@commands.command("chain")
def chain(
    context: typer.Context,
    ref: Ref,
    on: Annotated[str | None, typer.Option(help="สถานะ ณ วันที่ (standing on a day, YYYY-MM-DD)")] = None,
    as_json: AsJson = False,
) -> None:
    """ลำดับมติที่เกี่ยวเนื่องและสถานะ (the chain of a resolution and how it stands)."""
    from kb.linking.chain_view import get_chain

    with opened(context.obj) as runtime, runtime.session() as session:
        view = get_chain(session, ref, EVERYTHING, day_of(on) or runtime.today())
    if as_json:
        print_json(view)
        return
    now = view.standing
    typer.echo(f"{view.id} ณ {thai_date(view.on)}: {f'{now.name} ({now.standing})' if now else '-'}")
    if now:
        typer.echo(f"  {now.thai}\n  {now.english}")
    for each in view.steps:
        sure = "" if each.confirmed or each.to is None else "  [ยังไม่มีผู้ยืนยัน (unconfirmed)]"
        typer.echo(f"  {each.id}  {each.role}{f' -> {each.to}' if each.to else ''}  {_line(each.title)}{sure}")
    for conflict in view.conflicts:
        typer.echo(f"  ! {conflict.thai} ({conflict.english})")


@commands.command("similar")
def similar(context: typer.Context, ref: Ref, limit: Annotated[int, typer.Option(min=1, max=50)] = 10) -> None:
    """เรื่องที่คล้ายกันจากทุกหน่วยงาน เป็น JSON (similar matters across agencies)."""
    from kb.workflows.linking_views import similar_to

    with opened(context.obj) as runtime, runtime.session() as session:
        print_json(similar_to(session, runtime.indexes(), runtime.tokeniser, ref, EVERYTHING, limit))


@commands.command("judge")
def judge(
    context: typer.Context,
    link: LinkId,
    verdict: Annotated[str, typer.Argument(help="confirmed, rejected, retyped")],
    by: By,
    relation: Annotated[str | None, typer.Option(help=", ".join(RELATIONS))] = None,
    part: Annotated[bool, typer.Option("--part", help="เฉพาะบางส่วน (of a part only)")] = False,
    kind: Annotated[str, typer.Option(help="citation, similar")] = "citation",
    note: Annotated[str, typer.Option(callback=legible, help="หมายเหตุ (a note)")] = "",
) -> None:
    """ยืนยัน ปฏิเสธ หรือเปลี่ยนชนิดความเชื่อมโยง (a person's word on a link); บันทึกเพิ่ม ไม่ทับของเดิม."""
    from kb.workflows.linking import Said, judge_link

    with opened(context.obj) as runtime:
        runtime.catch_up()
        print_json(judge_link(runtime.indexer, link, Said(verdict, by, kind, relation, part, note), EVERYTHING))


@commands.command("judgements")
def judgements(context: typer.Context, link: LinkId) -> None:
    """ประวัติการพิจารณาความเชื่อมโยง เป็น JSON (every word on a link)."""
    from kb.linking.link_view import list_judgements

    with opened(context.obj) as runtime, runtime.session() as session:
        print_json(list_judgements(session, link, EVERYTHING))


@commands.command("laws")
def laws(
    context: typer.Context,
    words: Annotated[str, typer.Argument(callback=legible, help="คำในชื่อกฎหมาย (words of a title)")] = "",
    limit: Limit = 50,
) -> None:
    """กฎหมายที่มติกล่าวถึง (laws that resolutions touch), มากที่สุดก่อน."""
    from kb.linking.laws import list_laws

    with opened(context.obj) as runtime, runtime.session() as session:
        for each in list_laws(session, EVERYTHING, words, limit):
            typer.echo(f"{each.id:>6}  {each.resolutions:>5} มติ  {each.title}")


@commands.command("law")
def law(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", min=1, max=2**53, help="หมายเลขกฎหมาย (a law)")],
    as_json: AsJson = False,
) -> None:
    """มติที่กล่าวถึงกฎหมายฉบับหนึ่ง (which resolutions touch a law)."""
    from kb.linking.laws import law_page

    with opened(context.obj) as runtime, runtime.session() as session:
        page = law_page(session, number, EVERYTHING)
    if as_json:
        print_json(page)
        return
    typer.echo(page.title)
    for each in page.resolutions:
        typer.echo(f"  {each.id}  {_line(each.title)}")


@commands.command("graph")
def graph(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(help="ไฟล์ .graphml หรือ .json (a file to write)")],
) -> None:
    """ส่งออกเครือข่ายมติทั้งหมด (the whole graph) เป็น GraphML หรือ JSON สำหรับเครื่องมืออื่น."""
    from kb.workflows.graph_export import write_graph

    with opened(context.obj) as runtime, runtime.session() as session:
        nodes, edges = write_graph(session, EVERYTHING, target)
    typer.echo(f"เขียน {target}: {nodes} มติ {edges} ความเชื่อมโยง\nwrote {nodes} nodes and {edges} edges")


def _line(text: str) -> str:
    return " ".join(text.split())[:150]
