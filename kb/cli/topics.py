"""`kb topics`: groups of resolutions on one subject, made by the machine, named and mended by people."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from sqlmodel import Session

from kb.access import EVERYTHING
from kb.cli.output import AsJson, legible, opened, print_json
from kb.cli.sourcing import By
from kb.store import Topic

if TYPE_CHECKING:
    from kb.linking.topic_view import TopicSummary

commands = typer.Typer(help="กลุ่มประเด็นของมติ (topics of resolutions)", no_args_is_help=True)
Number = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**53, help="หมายเลขกลุ่มประเด็น (a topic)")]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.add_typer(commands, name="topics")


@commands.command("build")
def build(context: typer.Context, as_json: AsJson = False) -> None:
    """จัดกลุ่มใหม่ทั้งคลัง (group the whole archive anew): หมายเลขและชื่อที่คนตั้งไว้คงเดิม."""
    from kb.workflows.topics import rebuild_topics

    with opened(context.obj) as runtime:
        runtime.catch_up()
        report = rebuild_topics(runtime.indexer)
    if as_json:
        print_json(report)
        return
    typer.echo(
        f"{report.topics} กลุ่มประเด็น ใน {report.themes} หมวด ครอบคลุม {report.members} มติ "
        f"({report.coverage:.0%} ของมติที่ไม่ใช่การแต่งตั้ง)\n"
        f"{report.topics} topics in {report.themes} themes, {report.members} resolutions ({report.seconds:.1f} s)"
    )


@commands.command("list")
def list_command(
    context: typer.Context,
    theme: Annotated[int | None, typer.Option(help="เฉพาะหมวดนี้ (of this theme)")] = None,
    crossing: Annotated[bool, typer.Option("--crossing", help="เฉพาะที่ข้ามหน่วยงาน (across agencies)")] = False,
    themes: Annotated[bool, typer.Option("--themes", help="แสดงหมวด (list themes)")] = False,
    limit: Annotated[int, typer.Option(min=1, help="จำนวน (how many)")] = 50,
    as_json: AsJson = False,
) -> None:
    """รายการกลุ่มประเด็น (topics), ใหญ่ที่สุดก่อน."""
    from kb.linking.topic_view import list_themes, list_topics

    with opened(context.obj) as runtime, runtime.session() as session:
        found = list_themes(session, EVERYTHING) if themes else list_topics(session, EVERYTHING, theme, crossing, limit)
    if as_json:
        print_json(found)
        return
    for each in found:
        typer.echo(_line(each))


def _line(each: "TopicSummary") -> str:
    crossing = "ข้ามหน่วยงาน" if each.crosses else ""
    years = f"{each.first_year}-{each.last_year}"
    return (
        f"{each.id:>6}  {each.resolutions:>5} มติ  {each.agencies:>3} หน่วยงาน  {years}  {each.name}  {crossing}".rstrip()
    )


@commands.command("show")
def show(context: typer.Context, number: Number, as_json: AsJson = False) -> None:
    """มติในกลุ่ม หน่วยงาน และความเคลื่อนไหวรายปี (a topic in full)."""
    from kb.linking.topic_view import get_topic

    with opened(context.obj) as runtime, runtime.session() as session:
        page = get_topic(session, number, EVERYTHING)
    if as_json:
        print_json(page)
        return
    typer.echo(_line(page.summary))
    typer.echo(" · ".join(page.phrases))
    typer.echo("หน่วยงาน: " + ", ".join(f"{each.value} {each.count}" for each in page.agencies[:10]))
    typer.echo("ปี: " + ", ".join(f"{each.value} {each.count}" for each in page.years))
    for heading, found in (("มติตั้งต้น (founding)", page.founding), ("มติในกลุ่ม (members)", page.members[:30])):
        typer.echo(f"{heading}:")
        for each in found:
            typer.echo(f"  {each.id}  {each.agency_abbr or '-'}  {' '.join(each.title.split())[:140]}")


@commands.command("name")
def name(
    context: typer.Context,
    number: Number,
    words: Annotated[str, typer.Argument(metavar="NAME", callback=legible, help="ชื่อ (a name); ว่าง = คืนชื่อเดิม")],
    by: By,
) -> None:
    """ตั้งชื่อกลุ่มประเด็น (name a topic): ชื่อคงอยู่เมื่อจัดกลุ่มใหม่."""
    from kb.linking.topic_words import name_topic

    _say(context, lambda session: name_topic(session, number, words, by, EVERYTHING), number)


@commands.command("merge")
def merge(
    context: typer.Context,
    into: Annotated[int, typer.Argument(metavar="INTO", help="กลุ่มที่คงไว้ (stays)")],
    others: Annotated[list[int], typer.Argument(metavar="OTHER...", help="กลุ่มที่รวมเข้ามา (merged into it)")],
    by: By,
) -> None:
    """รวมกลุ่มประเด็น (merge topics): การจัดกลุ่มครั้งต่อไปจะไม่แยกออกอีก."""
    from kb.linking.topic_words import merge_topics

    _say(context, lambda session: merge_topics(session, into, others, by, EVERYTHING), into)


@commands.command("split")
def split(
    context: typer.Context,
    number: Number,
    refs: Annotated[list[str], typer.Argument(metavar="RESOLUTION...", help="มติที่แยกออก (those that leave)")],
    by: By,
    new_name: Annotated[str, typer.Option("--name", callback=legible, help="ชื่อกลุ่มใหม่ (its name)")] = "",
) -> None:
    """แยกมติบางเรื่องเป็นกลุ่มใหม่ (make some members a topic of their own); เรื่องเดียวคือนำออกจากกลุ่ม."""
    from kb.linking.topic_words import split_topic

    _say(context, lambda session: split_topic(session, number, refs, by, EVERYTHING, new_name), number)


def _say(context: typer.Context, say: Callable[[Session], Topic | None], number: int) -> None:
    """Let a person say something of topics, and print the topic it made, or the one it was said of."""
    from kb.linking.topic_view import TopicSummary, get_topic
    from kb.workflows.topics import say_of_topics

    def said(session: Session) -> TopicSummary:
        made = say(session)
        return get_topic(session, made.id or 0 if made else number, EVERYTHING).summary

    with opened(context.obj) as runtime:
        typer.echo(_line(say_of_topics(runtime.indexer, said)))


@commands.command("diff")
def diff(context: typer.Context, as_json: AsJson = False) -> None:
    """สิ่งที่เปลี่ยนไปในการจัดกลุ่มครั้งล่าสุด (what the last build changed)."""
    from kb.linking.topic_events import build_events

    with opened(context.obj) as runtime, runtime.session() as session:
        found = build_events(session, EVERYTHING)
    if as_json:
        print_json(found)
        return
    for each in found:
        others = ", ".join(map(str, each.others))
        typer.echo(f"{each.event:<7} {each.topic:>6}  {each.name}{f'  ({others})' if others else ''}")
