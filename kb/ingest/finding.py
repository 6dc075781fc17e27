"""The rows a person means by what he typed: a document, a source, a resolution; and the name of who speaks."""

import re

from sqlalchemy import or_, select
from sqlmodel import Session, col

from kb.errors import BadInput, NotFound
from kb.ingest.archives import is_archive
from kb.store import Document, Resolution, Source, resolution_key

MOST_LISTED = 10
_PART = re.compile(r"#(?:L\d+|\d{4}-\d{2}-\d{2}(?:-[\u0e00-\u0e7f]+)?)$")
MARKS = ("#", "!")
"""What comes between a file and a part of it in a uri."""
HIGHEST_KEY = 2**63 - 1


def find_document(session: Session, asked: str) -> Document:
    """The document with this uri, number or name. Raises `NotFound`, and `BadInput` listing those that share a name."""
    ways = [col(Document.uri) == asked, col(Document.name) == asked]
    if asked.isascii() and asked.isdigit() and int(asked) <= HIGHEST_KEY:
        ways.insert(1, col(Document.id) == int(asked))
    for way in ways:
        found: list[Document] = list(session.execute(select(Document).where(way).order_by(col(Document.id))).scalars())
        if len(found) == 1:
            return found[0]
        if found:
            listed = "\n".join(f"  {each.id}  {each.uri}" for each in found[:MOST_LISTED])
            raise BadInput(
                f"มีเอกสารชื่อ {asked} อยู่ {len(found)} ฉบับ กรุณาระบุหมายเลข:\n{listed}",
                f"{len(found)} documents are named {asked}; give the number of one of those listed",
            )
    raise NotFound(f"ไม่มีเอกสาร {asked}", f"there is no document {asked}")


def parts_of_file(session: Session, file: str) -> list[Document]:
    """The documents read from one file, by its path: itself, members of the archive, meetings of the table."""
    uri = col(Document.uri)
    inside = or_(uri == file, *(uri.startswith(f"{file}{mark}", autoescape=True) for mark in MARKS))
    return list(session.execute(select(Document).where(inside).order_by(col(Document.id))).scalars())


def find_all_documents(session: Session, asked: str) -> list[Document]:
    """Every document of one file, known by path or name. Raises `NotFound`, and `BadInput` for several such files."""
    found = parts_of_file(session, asked)
    if not found:
        uri = col(Document.uri)
        there = or_(
            uri.endswith(f"/{asked}", autoescape=True),
            *(uri.contains(f"/{asked}{mark}", autoescape=True) for mark in MARKS),
        )
        found = list(session.execute(select(Document).where(there).order_by(col(Document.id))).scalars())
    files = sorted({file_on_disk(each.uri) for each in found})
    if len(files) > 1:
        listed = "\n".join(f"  {each}" for each in files[:MOST_LISTED])
        raise BadInput(
            f"มีไฟล์ชื่อ {asked} อยู่ {len(files)} ไฟล์ กรุณาระบุทั้งเส้นทาง:\n{listed}",
            f"{len(files)} files are named {asked}; give the whole path of one of those listed",
        )
    return found or [find_document(session, asked)]


def file_on_disk(uri: str) -> str:
    """The file that a document was read from: without the member of an archive or the meeting of a table."""
    whole = _PART.sub("", uri)
    places = (at for at, letter in enumerate(whole) if letter == "!" and is_archive(whole[:at]))
    return whole[: next(places, len(whole))]


def find_resolution(session: Session, ref: str) -> Resolution:
    """The resolution at an address, former ones included; raises `NotFound`."""
    key = resolution_key(session, ref)
    if key is None:
        raise NotFound(f"ไม่พบมติเลขที่ {ref}", f"there is no resolution {ref}")
    return session.get_one(Resolution, key)


def find_source(session: Session, key: int) -> Source:
    """The source with this number; raises `NotFound`."""
    source = session.get(Source, key) if 0 < key <= HIGHEST_KEY else None
    if source is None:
        raise NotFound(
            f"ไม่มีแหล่งที่มาหมายเลข {key} ดูหมายเลขได้ด้วย kb sources",
            f"there is no source number {key}; kb sources lists them",
        )
    return source


def named(by: str) -> str:
    """Who decides, tidied; raises `BadInput` where nobody is named."""
    name = " ".join(by.split())
    if not name:
        raise BadInput("กรุณาระบุชื่อผู้ดำเนินการด้วย --by", "say who decides, with --by")
    return name
