"""Facts and commitments for whoever may see their resolution; to others they do not exist."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from kb.access import CLASSIFICATIONS, EVERYTHING, Policy
from kb.errors import BadInput, NotFound
from kb.ingest.drafts import MatterDraft
from kb.ingest.records import Storing, store_document
from kb.search.facts_view import decide_commitment, get_facts, list_commitments
from kb.store import Alias, Resolution, SuggestedCommitment
from kb.workflows.prepare import prepared, preparing

DAY = date(2020, 1, 7)
OPEN = Policy(CLASSIFICATIONS[:1])
BODY = "คณะรัฐมนตรีมีมติเห็นชอบ และให้{}รายงานผลการนับหอยทากต่อคณะรัฐมนตรี{}"
MATTERS = (
    {"number": 1, "title": "หอยทากบก", "body": BODY.format("กระทรวงมหาดไทย", "ภายใน 30 วัน")},
    {"number": 2, "title": "ปลาดาวทะเล", "body": BODY.format("กระทรวงคมนาคม", "ภายใน 60 วัน"), "classification": "ลับ"},
    {"number": 3, "title": "หอยเม่นน้ำจืด", "body": BODY.format("กรมประมง", "โดยเร็ว")},
)


@pytest.fixture
def archive(archive: Any) -> Any:
    """Three resolutions with a commitment each; the second is classified."""
    document = archive.document("a.txt", DAY, *MATTERS)
    drafts: list[MatterDraft] = prepared(document, archive.encoder, archive.registry)
    with archive.database.writing() as session:
        again = preparing(archive.encoder, archive.registry)
        store_document(session, document, drafts, Storing(archive.encoder.fingerprint, archive.registry, again))
    return archive


def listed(archive: Any, policy: Policy = EVERYTHING, state: Any = None, limit: int = 50) -> list[str]:
    """Addresses of resolutions in the order of their commitments."""
    with archive.database.reading() as session:
        return [each.resolution for each in list_commitments(session, policy, state, limit)]


def key_of(archive: Any, lead: str) -> int:
    """The id of the commitment of an agency."""
    with archive.database.reading() as session:
        rows = session.execute(select(SuggestedCommitment)).scalars().all()
        return next(each.id for each in rows if each.lead == lead)


def decide(archive: Any, key: int, state: Any = "accepted", by: str = "สมชาย", policy: Policy = EVERYTHING) -> Any:
    """A decision in a unit of work of its own."""
    with archive.database.writing() as session:
        return decide_commitment(session, key, state, by, policy)


def test_the_order_and_who_sees_what(archive: Any) -> None:
    """The latest due date first, then without a day; the classified one is in no list of others; the limit holds."""
    assert listed(archive) == ["2020-01-07-02", "2020-01-07-01", "2020-01-07-03"]
    assert listed(archive, OPEN) == ["2020-01-07-01", "2020-01-07-03"]
    assert listed(archive, OPEN, limit=1) == ["2020-01-07-01"]
    assert listed(archive, Policy(())) == []


def test_what_is_told_of_one(archive: Any) -> None:
    """Evidence, who, what, when; the spans are into the text of the version that is named."""
    with archive.database.reading() as session:
        found = get_facts(session, "2020-01-07-01", OPEN)
    (one,) = found.commitments
    text = archive.document("a.txt", DAY, *MATTERS).text
    assert text[one.start : one.end] == one.quote
    assert (one.lead, one.lead_agency, one.due_on, one.state) == (
        "กระทรวงมหาดไทย", "กระทรวงมหาดไทย", date(2020, 2, 6), "suggested",
    )  # fmt: skip
    assert (found.resolution, found.version) == ("2020-01-07-01", 1)
    assert found.facts


def test_a_former_address_still_leads_there(archive: Any) -> None:
    """After a join or once it has its number; the answer tells the address of now."""
    with archive.database.writing() as session:
        session.add(Alias(ref="2020-01-07-00", resolution_id=1))
        session.add(Alias(ref="2020-01-07-00b", resolution_id=2))
    with archive.database.reading() as session:
        assert get_facts(session, "2020-01-07-00", OPEN).resolution == "2020-01-07-01"
        with pytest.raises(NotFound):
            get_facts(session, "2020-01-07-00b", OPEN)


def test_what_may_not_be_seen_is_not_there(archive: Any) -> None:
    """The same words as for what never was, for facts and for a decision."""
    key = key_of(archive, "กระทรวงคมนาคม")
    with archive.database.reading() as session:
        for ref in ("2020-01-07-02", "2020-01-07-99"):
            with pytest.raises(NotFound, match=f"there is no resolution {ref}"):
                get_facts(session, ref, OPEN)
    for number in (key, 999, -1, 2**70):
        with pytest.raises(NotFound, match=f"there is no commitment {number}"):
            decide(archive, number, policy=OPEN)
    assert listed(archive, state="accepted") == []


def test_decisions(archive: Any) -> None:
    """Accepted, dismissed, put back; each leaves the list of suggestions or comes back to it."""
    key = key_of(archive, "กรมประมง")
    view = decide(archive, key, by="  สมชาย ")
    assert (view.state, view.decided_by, view.decided_at is not None) == ("accepted", "สมชาย", True)
    assert listed(archive, state="suggested") == ["2020-01-07-02", "2020-01-07-01"]
    decide(archive, key, "dismissed")
    assert (listed(archive, state="accepted"), listed(archive, state="dismissed")) == ([], ["2020-01-07-03"])
    decide(archive, key, "suggested")
    assert len(listed(archive, state="suggested")) == 3


@pytest.mark.parametrize(
    ("state", "by", "english"),
    [("done", "สมชาย", "one of suggested, accepted, dismissed"), ("accepted", " \t", "say who decides")],
)
def test_what_cannot_be_decided(archive: Any, state: str, by: str, english: str) -> None:
    """Nothing changes."""
    with pytest.raises(BadInput, match=english):
        decide(archive, key_of(archive, "กรมประมง"), state, by)
    assert len(listed(archive, state="suggested")) == 3


def test_withdrawn_resolutions_leave_the_list(archive: Any) -> None:
    """What no document tells of any more asks nothing of anyone."""
    with archive.database.writing() as session:
        session.get_one(Resolution, 1).withdrawn = True
    assert listed(archive) == ["2020-01-07-02", "2020-01-07-03"]


def test_one_loaded_before_facts_were_read(archive: Any) -> None:
    """Empty, not an error."""
    document = replace(archive.document("b.txt", date(2020, 1, 14), MATTERS[0]), uri="/b.txt")
    archive.store(document)
    with archive.database.reading() as session:
        found = get_facts(session, "2020-01-14-01", EVERYTHING)
    assert (found.version, found.facts, found.commitments) == (None, {}, ())
