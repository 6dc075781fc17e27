"""`kb train`: a new embedding model from this home's archive and any news given with it."""

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.output import AsJson, opened, print_json
from kb.workflows.train import train_model


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("train")(train)


def train(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="โฟลเดอร์ใหม่สำหรับแบบจำลอง (new folder for the model)")],
    news: Annotated[list[Path] | None, typer.Option(help="JSONL(.gz): title, body (may be given again)")] = None,
    as_json: AsJson = False,
) -> None:
    """ฝึกแบบจำลองภาษาไทยจากคลังมติ (train the static Thai model)."""
    with opened(context.obj) as runtime, runtime.session() as session:
        report = train_model(session, news or [], out, runtime.tokeniser, lambda line: typer.echo(line, err=True))
    if as_json:
        print_json(report)
    else:
        typer.echo(
            f"แบบจำลองอยู่ที่ {out}\nthe model is in {out}; use it with KB_EMBEDDING_MODEL={out} and kb index --rebuild"
        )
