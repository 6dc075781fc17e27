"""How secret a document is, as a person says; never below what is printed on a matter."""

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS
from kb.errors import BadInput
from kb.ingest.correcting import renew
from kb.ingest.finding import named
from kb.ingest.records import Storing, classification_of
from kb.store import Document, DocumentClassification, Resolution, Source


def classify(session: Session, document: Document, level: str, by: str, storing: Storing) -> list[Resolution]:
    """Classify a document and what it tells; returns the resolutions it tells of, made anew from what may speak.

    Raises `BadInput` for a level that is none, or one below what is printed on every matter of the document.
    """
    by = named(by)
    if level not in CLASSIFICATIONS:
        known = ", ".join(CLASSIFICATIONS)
        raise BadInput(f"ไม่มีชั้นความลับ “{level}” ใช้ {known}", f"{level!r} is no classification; use one of {known}")
    sources = session.execute(select(Source).where(col(Source.document_id) == document.id)).scalars().all()
    printed = [classification_of(None, each.printed) for each in sources]
    if printed and min(map(CLASSIFICATIONS.index, printed)) > CLASSIFICATIONS.index(level):
        raise BadInput(
            f"ในเอกสารพิมพ์ไว้ว่า {min(printed, key=CLASSIFICATIONS.index)} จึงกำหนดให้ต่ำกว่านั้นไม่ได้ หากอ่านผิดให้แก้ข้อความก่อน",
            "the document itself says a higher classification; where that was misread, correct the text first",
        )
    session.add(
        DocumentClassification(document_id=document.id or 0, before=document.classification, after=level, by=by)
    )
    document.classification = level
    for each in sources:
        each.classification = classification_of(level, each.printed)
    session.flush()
    told = select(Resolution).where(col(Resolution.id).in_([each.resolution_id for each in sources]))
    resolutions = list(session.execute(told.order_by(col(Resolution.id))).scalars())
    renew(session, resolutions, storing)
    return resolutions
