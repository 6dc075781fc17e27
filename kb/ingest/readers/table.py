"""What the readers of spreadsheets hand on: one table, every cell as the text a person would read in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TableRow:
    """One row that is not blank. `number` counts from 1 as the spreadsheet shows it; `cells` may be short or long."""

    number: int
    cells: tuple[str, ...]

    def cell(self, at: int) -> str:
        """The text of a column counted from 0; "" beyond the end."""
        return self.cells[at] if at < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The table of one sheet; `sheet` is "" for CSV.

    Days are ISO dates, formulas their last values, vertically merged cells filled down. Cells keep blanks and line
    breaks. `warnings` are sentences for people, "Thai (English)".
    """

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    sheet: str = ""
    warnings: tuple[str, ...] = ()
    header_row: int = 1
