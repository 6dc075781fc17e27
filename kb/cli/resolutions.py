"""`kb search`, `kb show`, `kb list`: what the knowledge base says."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, cast, get_args

import typer

from kb.access import EVERYTHING
from kb.cli.output import AsJson, opened, print_json, print_line
from kb.errors import BadInput
from kb.search import (
    MODES,
    STANDINGS,
    Hit,
    Mode,
    SearchFilter,
    SearchQuery,
    SearchResults,
    every_resolution,
    get_resolution,
    search,
)
from kb.text import parse_date, thai_date

Year = Annotated[list[int] | None, typer.Option("--year", help="ปีที่ประชุม พ.ศ. หรือ ค.ศ. (year, either era)")]
From = Annotated[str | None, typer.Option("--from", help="ตั้งแต่วันที่ (first date, ISO or Thai)")]
To = Annotated[str | None, typer.Option("--to", help="ถึงวันที่ (last date)")]
Agency = Annotated[list[str] | None, typer.Option("--agency", help="หน่วยงานหรืออักษรย่อ (agency or abbreviation)")]
Group = Annotated[list[str] | None, typer.Option("--group", help="กลุ่มวาระ (agenda group)")]
Outcome = Annotated[list[str] | None, typer.Option("--outcome", help="ผลมติ (outcome verb)")]
Standing = Annotated[list[str] | None, typer.Option("--standing", help=f"สถานะ ({', '.join(STANDINGS)})")]
TopicId = Annotated[
    list[int] | None, typer.Option("--topic", min=1, max=2**53, help="หมายเลขกลุ่มประเด็น (topic or theme)")
]
On = Annotated[str | None, typer.Option("--on", help="สถานะ ณ วันที่ (standing on a day; today by default)")]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("search")(search_command)
    app.command("show")(show)
    app.command("list")(list_command)


def search_command(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="QUERY", help="คำค้น (the query)")] = "",
    year: Year = None,
    first: From = None,
    last: To = None,
    agency: Agency = None,
    group: Group = None,
    outcome: Outcome = None,
    standing: Standing = None,
    topic: TopicId = None,
    on: On = None,
    mode: Annotated[str, typer.Option(help="hybrid, lexical, vector")] = "hybrid",
    limit: Annotated[int, typer.Option(help="จำนวนผล (how many)")] = 10,
    offset: Annotated[int, typer.Option(help="ข้ามกี่ผล (how many to pass over)")] = 0,
    as_json: AsJson = False,
) -> None:
    """ค้นหามติ (search)."""
    within = replace(_filter(year, first, last, agency, group, outcome), **_linked(standing, topic, on))
    query = SearchQuery(_legible(text), within, as_mode(mode), limit, offset).checked()
    with opened(context.obj) as runtime:
        runtime.catch_up()
        with runtime.session() as session:
            results = search(session, runtime.indexes(), runtime.encoder, query, EVERYTHING, runtime.today())
    if as_json:
        print_json(results)
    else:
        _print_results(results)


def show(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="ID", help="เช่น 2022-06-28-01")],
    as_json: AsJson = False,
) -> None:
    """แสดงมติหนึ่งเรื่อง (one resolution in full)."""
    with opened(context.obj) as runtime, runtime.session() as session:
        detail = get_resolution(session, _legible(ref), EVERYTHING)
    if as_json:
        print_json(detail)
        return
    summary = detail.summary
    about = [summary.agency, summary.outcome, summary.group, summary.letter_number]
    typer.echo(f"{summary.id}  {thai_date(summary.meeting_date)}  เรื่องที่ {summary.number}")
    typer.echo(f"{summary.title}\n{' | '.join(each for each in about if each)}\nที่มา: {summary.source}")
    if detail.withdrawn:
        typer.echo("(เรื่องนี้ไม่ปรากฏในเอกสารฉบับล่าสุด / no longer in the latest version of its document)")
    typer.echo(f"\n{detail.body}")


def list_command(
    context: typer.Context,
    year: Year = None,
    first: From = None,
    last: To = None,
    agency: Agency = None,
    group: Group = None,
    outcome: Outcome = None,
    standing: Standing = None,
    topic: TopicId = None,
    on: On = None,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="หนึ่งบรรทัดต่อมติ (one JSON line each)")] = False,
    as_json: AsJson = False,
) -> None:
    """แสดงรายการมติทั้งหมดตามตัวกรอง (list resolutions), เก่าสุดก่อน."""
    within = replace(_filter(year, first, last, agency, group, outcome), **_linked(standing, topic, on))
    with opened(context.obj) as runtime, runtime.session() as session:
        found = every_resolution(session, within, EVERYTHING)
        if as_json:
            print_json(list(found))
            return
        for each in found:
            if as_jsonl:
                print_line(each)
            else:
                typer.echo(
                    f"{each.id}\t{thai_date(each.meeting_date, 'short')}\t{each.agency_abbr or '-'}\t{each.title}"
                )


def _filter(
    year: list[int] | None,
    first: str | None,
    last: str | None,
    agency: list[str] | None,
    group: list[str] | None,
    outcome: list[str] | None,
) -> SearchFilter:
    return SearchFilter(
        years=tuple(year or ()),
        first=day_of(first),
        last=day_of(last),
        agencies=tuple(map(_legible, agency or ())),
        groups=tuple(map(_legible, group or ())),
        outcomes=tuple(map(_legible, outcome or ())),
    )


def _linked(standing: list[str] | None, topic: list[int] | None, on: str | None) -> dict[str, Any]:
    """The part of a filter that linking answers."""
    day = day_of(on) or (date.today() if standing else None)
    return {"standings": tuple(standing or ()), "topics": tuple(topic or ()), "on": day}


def _legible(text: str) -> str:
    """The text itself; raises `BadInput` for bytes on the command line that are no UTF-8."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadInput("ข้อความบนบรรทัดคำสั่งไม่ใช่ UTF-8", "the text on the command line is not UTF-8")
    return text


def day_of(text: str | None) -> date | None:
    """A day as people write it; None for none. Raises `BadInput` for what is no date."""
    if text is None:
        return None
    found = parse_date(text)
    if found is None:
        raise BadInput(
            f"อ่านวันที่ “{text}” ไม่ได้ เช่น 2020-01-07 หรือ 7 ม.ค. 63",
            f"{text!r} is no date; write 2020-01-07 or 7 ม.ค. 63",
        )
    return found


def as_mode(text: str) -> Mode:
    """A mode by its name; raises `BadInput`."""
    for mode in get_args(Mode):
        if text == mode:
            return cast("Mode", mode)
    raise BadInput(f"โหมดการค้นต้องเป็น {', '.join(MODES)}", f"mode must be one of {', '.join(MODES)}")


def _print_results(results: SearchResults) -> None:
    least = "อย่างน้อย " if results.total_is_least else ""
    typer.echo(
        f"พบ{least} {results.total} เรื่อง ({results.took_ms:.0f} มิลลิวินาที)"
        if results.total
        else "ไม่พบมติที่ตรงกับคำค้น (no hits)"
    )
    for place, hit in enumerate(results.hits, results.offset + 1):
        _print_hit(place, hit)


def _print_hit(place: int, hit: Hit) -> None:
    about = " | ".join(each for each in (hit.agency, hit.outcome, hit.group) if each)
    typer.echo(f"\n{place}. {hit.title}\n   {hit.id} · {thai_date(hit.meeting_date)} · {about}")
    if hit.standing and hit.standing.standing not in ("in force", "unknown"):
        from kb.linking.standing.period import STANDINGS as NAMES  # noqa: PLC0415 - slow to load, seldom needed

        name = {str(standing): thai for standing, thai in NAMES.items()}[hit.standing.standing]
        by = f" โดย {hit.standing.by}" if hit.standing.by else ""
        sure = " (ยังไม่มีผู้ยืนยัน / unconfirmed)" if hit.standing.unconfirmed else ""
        typer.echo(f"   ! {name}{by} ({hit.standing.standing}){sure}")
    for passage in hit.passages[:1]:
        words = " ".join(passage.text.split())
        typer.echo(f"   {words[:240]}{'…' if len(words) > 240 else ''}")
    if hit.reasons:
        typer.echo(f"   เหตุผล: {'; '.join(reason.thai for reason in hit.reasons)}")
