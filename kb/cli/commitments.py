"""`kb facts` and `kb commitments`: what was read out of resolutions, and people's word on it."""

from typing import Annotated

import typer

from kb.access import EVERYTHING
from kb.cli.output import AsJson, opened, print_json
from kb.errors import BadInput
from kb.search import CommitmentView, State, decide_commitment, get_facts, list_commitments
from kb.search.facts_view import STATES
from kb.text import thai_date

commands = typer.Typer(help="ข้อสั่งการที่พบในมติ: ข้อเสนอให้ติดตาม (commitments found: suggestions)", no_args_is_help=True)
By = Annotated[str, typer.Option("--by", help="ชื่อผู้พิจารณา (who decides)")]


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("facts")(facts)
    app.add_typer(commands, name="commitments")


def facts(context: typer.Context, ref: Annotated[str, typer.Argument(metavar="ID", help="เลขที่มติ (address)")]) -> None:
    """ข้อเท็จจริงที่อ่านได้จากมติ เป็น JSON (facts of a resolution with their evidence)."""
    with opened(context.obj) as runtime, runtime.session() as session:
        print_json(get_facts(session, ref, EVERYTHING))


@commands.command("list")
def list_command(
    context: typer.Context,
    state: Annotated[str | None, typer.Option(help="suggested, accepted, dismissed")] = None,
    limit: Annotated[int, typer.Option(help="จำนวน (how many)", min=1)] = 50,
    as_json: AsJson = False,
) -> None:
    """รายการข้อสั่งการ (commitments), กำหนดล่าสุดก่อน."""
    if state not in (None, *STATES):
        raise BadInput(f"--state ต้องเป็น {', '.join(STATES)}", f"--state must be one of {', '.join(STATES)}")
    with opened(context.obj) as runtime, runtime.session() as session:
        found = list_commitments(session, EVERYTHING, state, limit)
    if as_json:
        print_json(found)
        return
    for each in found:
        _print(each)


@commands.command("accept")
def accept(context: typer.Context, key: Annotated[int, typer.Argument(metavar="ID")], by: By) -> None:
    """รับเข้าติดตาม (accept a suggestion)."""
    _decide(context, key, "accepted", by)


@commands.command("dismiss")
def dismiss(context: typer.Context, key: Annotated[int, typer.Argument(metavar="ID")], by: By) -> None:
    """ไม่ติดตาม (dismiss a suggestion)."""
    _decide(context, key, "dismissed", by)


def _decide(context: typer.Context, key: int, state: State, by: str) -> None:
    with opened(context.obj) as runtime, runtime.database.writing() as session:
        decided = decide_commitment(session, key, state, by, EVERYTHING)
    _print(decided)


def _print(each: CommitmentView) -> None:
    who = " ร่วมกับ ".join([each.lead, *([", ".join(each.joint)] if each.joint else [])])
    due = thai_date(each.due_on) if each.due_on else each.due_quote or "-"
    typer.echo(
        f"{each.id:>6}  {each.resolution}  {each.state:<9}  {who}\n        {each.what}\n        กำหนด (due): {due}"
    )
