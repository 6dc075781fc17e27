"""Tables of resolutions: how columns are named when one is loaded, what a dry run shows, and `kb export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.output import opened, plain, print_json
from kb.errors import BadInput
from kb.ingest.table_mapping import Asked, parse_mapping
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.ingest.table_import import TablePlan

Mapping = Annotated[
    str | None,
    typer.Option("--map", help="จับคู่คอลัมน์ เช่น title=ชื่อเรื่อง,body=สรุปมติ (columns of a table by field)"),
]
TABLES = (".xlsx", ".xlsm", ".csv", ".tsv")


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("export")(export)


def asked_mapping(typed: str | None) -> Asked | None:
    """The mapping as typed; raises `BadInput`."""
    return parse_mapping(typed) if typed else None


def plan_tables(settings: Settings, paths: Sequence[Path], mapping: str | None, *, as_json: bool) -> None:
    """Show what loading tables would do: the mapping, the rows that are right, and what is wrong with the others."""
    from kb.ingest.readers.reading import Limits  # noqa: PLC0415 - openpyxl, needed here alone
    from kb.ingest.table_import import read_plan  # noqa: PLC0415

    plans = {}
    for path in paths:
        if path.suffix.lower() not in TABLES:
            raise BadInput(
                f"{path}: --dry-run ใช้กับตาราง .xlsx และ .csv", f"{path}: --dry-run is for tables, .xlsx and .csv"
            )
        if not path.is_file():
            raise BadInput(f"ไม่มีไฟล์ {path}", f"there is no file {path}")
        limits = Limits(file_bytes=settings.largest_file, unpacked_bytes=settings.largest_unpacked)
        plans[str(path)] = read_plan(path.read_bytes(), path.name, limits, asked_mapping(mapping))
    if as_json:
        print_json({name: _plan_as_told(plan) for name, plan in plans.items()})
        return
    for name, plan in plans.items():
        typer.echo(f"{name}: แถวที่นำเข้าได้ {len(plan.rows)} แถวที่ต้องแก้ {len({each.row for each in plan.errors})}")
        typer.echo(f"{name}: {len(plan.rows)} rows can be loaded, {len({each.row for each in plan.errors})} cannot")
        for field in plan.mapping.columns:
            typer.echo(f"  {field:<16} {plan.mapping.heading(field)}")
        for warning in plan.warnings:
            typer.echo(f"  {warning}", err=True)
        for error in plan.errors:
            typer.echo(
                f"  แถว (row) {error.row} {error.column}: {error.reason.thai} ({error.reason.english})", err=True
            )


def _plan_as_told(plan: "TablePlan") -> dict[str, object]:
    """A plan as JSON: the heading of each field, the rows that can be loaded, what is wrong with others."""
    return {
        "columns": {field: plan.mapping.heading(field) for field in plan.mapping.columns},
        "unused": plan.mapping.unused,
        "rows": [{"row": each.row, **plain(each.resolution)} for each in plan.rows],
        "errors": [
            {"row": each.row, "column": each.column, "thai": each.reason.thai, "english": each.reason.english}
            for each in plan.errors
        ],
        "warnings": plan.warnings,
    }


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="ไฟล์ .xlsx หรือ .csv ที่จะเขียน (the file to write)")],
) -> None:
    """ส่งออกมติทั้งหมดเป็นตารางที่นำเข้ากลับได้ (write all resolutions as a table that loads again)."""
    from kb.workflows.export import export_table  # noqa: PLC0415 - openpyxl, needed here alone

    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise BadInput(f"{file}: ต้องเป็น .xlsx หรือ .csv", f"{file}: must end in .xlsx or .csv")
    with opened(context.obj) as runtime, runtime.session() as session:
        count = export_table(session, file)
    typer.echo(f"เขียน {count} มติลงใน {file}\nwrote {count} resolutions to {file}")
