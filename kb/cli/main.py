"""Options that every command shares, and the one place where an error becomes a sentence and an exit code."""

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from kb.cli import (
    agencies,
    commitments,
    corrections,
    documents,
    linking,
    measuring,
    quarantine,
    resolutions,
    serving,
    sourcing,
    tables,
    topics,
    training,
    watching,
    withdrawing,
)
from kb.cli.output import complain
from kb.errors import BadInput, Busy, Damaged, KbError, Mismatch, MissingExtra, NotFound, Unreadable, Unwritable
from kb.settings import program_version, settings_from

EXIT_CODES: tuple[tuple[type[KbError], int], ...] = (
    (BadInput, 2),
    (NotFound, 3),
    (Mismatch, 4),
    (Damaged, 5),
    (Busy, 6),
    (MissingExtra, 7),
    (Unreadable, 8),
    (Unwritable, 9),
)
"""Exit codes by kind of error; 1 for any other, and silently when the reader of a pipe has gone; 130 after Ctrl-C."""

app = typer.Typer(
    name="kb",
    help="ฐานความรู้มติคณะรัฐมนตรี: นำเข้า ค้นหา และให้บริการ (knowledge base of cabinet resolutions)",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (
    documents,
    tables,
    watching,
    quarantine,
    resolutions,
    sourcing,
    corrections,
    withdrawing,
    commitments,
    linking,
    topics,
    agencies,
    measuring,
    training,
    serving,
):
    group.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"resolution-kb {program_version()}")
        raise typer.Exit


@app.callback()
def _shared(
    context: typer.Context,
    home: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="โฟลเดอร์ที่เก็บทุกอย่าง (holds database, indexes, logs); default: KB_HOME"),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="แสดงรุ่น (show the version)")
    ] = False,
) -> None:
    settings = settings_from()
    if home is not None and not home.strip():  # as text: an empty path would mean the present folder
        raise BadInput("--home ว่างเปล่า กรุณาระบุโฟลเดอร์", "--home is empty; name a folder")
    context.obj = settings if home is None else settings.at(Path(home))


def exit_code_of(error: KbError) -> int:
    """The exit code a script can rely on."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)


def main() -> None:
    """Run the command line; errors are told on standard error in Thai and English."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except KbError as error:
        complain(error)
        sys.exit(exit_code_of(error))
    except KeyboardInterrupt:
        sys.exit(130)
