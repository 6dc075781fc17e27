"""How much of everything there is."""

from datetime import date
from typing import Any

from kb.errors import Unreadable
from kb.ingest.document import Rejected
from kb.ingest.records import quarantine
from kb.store import count_contents

FIRST = {"number": 1, "title": "ขอจัดงานแข่งเรือกระดาษ", "body": "เห็นชอบ", "agency": "กรมเรือกระดาษสมมุติ"}
SECOND = {"number": 2, "title": "รายงานการนับนกพิราบในสวน", "body": "รับทราบ", "agency": "กระทรวงการคลัง"}


def test_counts_tell_live_from_withdrawn_and_known_from_unknown(archive: Any) -> None:
    """Each kind is counted by what it is now, not by how often it was written."""
    day = date(2031, 1, 5)
    archive.store(archive.document("page", day, FIRST, SECOND))
    archive.store(archive.document("page", day, FIRST))
    with archive.database.writing() as session:
        quarantine(session, Rejected("/bad", "bad", None, Unreadable("อ่านไม่ได้", "unreadable")))
    with archive.database.reading() as session:
        assert count_contents(session) == {
            "documents": 1,
            "document_versions": 2,
            "quarantined": 1,
            "meetings": 1,
            "resolutions": 1,
            "withdrawn": 1,
            "passages": 4,
            "agencies": 2,
            "agencies_to_review": 1,
            "last_change": 4,
        }
