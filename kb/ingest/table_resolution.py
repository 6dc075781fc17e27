"""One resolution as a row of a table: what an import reads and an export writes."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from kb.ingest.jsonl import OPTIONAL, Row


@dataclass(frozen=True)
class TableResolution:
    """A resolution with the facts a table can hold; None is an empty cell.

    `suffix` is the letter after the number ("5b" -> "b"), `letter_*` the confirming letter's, `source` the name shown
    for where it came from.
    """

    meeting_date: date
    number: int
    title: str
    body: str
    suffix: str = ""
    agency: str | None = None
    agency_abbr: str | None = None
    outcome: str | None = None
    group: str | None = None
    letter_number: str | None = None
    letter_date: date | None = None
    classification: str | None = None
    source: str | None = None

    def as_row(self, line: int) -> Row:
        """The row as JSON lines would have given it; its hash does not depend on where it stands in the table."""
        facts = asdict(self)
        return Row(
            line=line,
            raw=json.dumps(facts, ensure_ascii=False, sort_keys=True, default=date.isoformat),
            meeting_date=self.meeting_date,
            number=self.number,
            suffix=self.suffix,
            title=self.title,
            body=self.body,
            letter_date=self.letter_date,
            optional={field: facts[field] for field in OPTIONAL if facts[field]},
        )
