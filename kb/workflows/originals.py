"""The original of a document, for whoever may see what it says."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.errors import NotFound
from kb.ingest.originals import Originals
from kb.ingest.quarantine import file_of
from kb.ingest.walking import file_and_member
from kb.store import Document, DocumentVersion, Source
from kb.workflows.reading import ReadingRoom


@dataclass(frozen=True)
class Original:
    """A file as it was loaded."""

    name: str
    data: bytes

    @property
    def charset(self) -> str:
        """How its bytes are read where it is plain text: UTF-8, else as old Thai systems wrote."""
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            return "windows-874"
        return "utf-8"


def open_original(session: Session, room: ReadingRoom, document: int, policy: Policy) -> Original:
    """The current original of a document. Raises `NotFound`, also for one with anything the caller may not see.

    A table or a file of rows is the original of a document a meeting: whoever may not see one of them sees none of it.
    """
    row = session.execute(
        select(col(Document.uri), col(DocumentVersion.original))
        .join(DocumentVersion, col(DocumentVersion.document_id) == col(Document.id))
        .where(col(Document.id) == document, col(DocumentVersion.current).is_(True))
    ).first()
    if row is None or row.original is None or not _levels(session, file_of(row.uri)) <= set(policy.classifications):
        raise NotFound(f"ไม่พบไฟล์ต้นฉบับเลขที่ {document}", f"there is no original of document {document}")
    file, member = file_and_member(file_of(row.uri))
    name = (member or file).rpartition("/")[2]
    return Original(name, Originals(room.originals).read(row.original))


def _levels(session: Session, file: str) -> set[str]:
    """The classifications of all that was read from a file: of its documents, and of what they say."""
    uri, after = col(Document.uri), chr(ord("#") + 1)  # `file#...` stands between `file#` and this
    stretch = or_(uri == file, and_(uri >= f"{file}#", uri < f"{file}{after}"))
    documents = select(uri, col(Document.classification)).where(stretch)
    told = select(uri, col(Source.classification)).join(Source, col(Source.document_id) == col(Document.id))
    rows = session.execute(documents.union(told.where(stretch)))
    return {level for each, level in rows if level is not None and file_of(each) == file}
