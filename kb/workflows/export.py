"""All resolutions as a spreadsheet, in the form that an import reads."""

import contextlib
import io
import secrets
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, col

from kb.ingest.table_export import write_csv, write_xlsx
from kb.ingest.table_resolution import TableResolution
from kb.store import Agency, DocumentVersion, Resolution, unwritable


def export_table(session: Session, path: Path) -> int:
    """Write every live resolution to a .xlsx or .csv file, whole or not at all; returns how many.

    Raises `Unwritable` when the file cannot be written.
    """
    rows = _rows(session)
    stream = io.BytesIO()
    (write_csv if path.suffix.lower() == ".csv" else write_xlsx)(rows, stream)
    beside = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.part")
    try:
        beside.write_bytes(stream.getvalue())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise unwritable(path, error.strerror or str(error)) from error
    return len(rows)


def _rows(session: Session) -> list[TableResolution]:
    length = col(Resolution.body_end) - col(Resolution.body_start)
    body = func.substr(col(DocumentVersion.text), col(Resolution.body_start) + 1, length)
    statement = (
        select(Resolution, body, col(Agency.name))
        .join(DocumentVersion, col(DocumentVersion.id) == col(Resolution.version_id))
        .outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
        .where(col(Resolution.withdrawn).is_(False))
        .order_by(col(Resolution.meeting_date), col(Resolution.ref))
    )
    return [
        TableResolution(
            meeting_date=each.meeting_date,
            number=each.number,
            suffix=each.letter,
            title=each.title,
            body=text,
            agency=agency,
            agency_abbr=each.agency_abbr,
            outcome=each.outcome,
            group=each.group,
            letter_number=each.letter_number,
            letter_date=each.letter_date,
            classification=each.classification,
            source=each.source,
        )
        for each, text, agency in session.execute(statement)
    ]
