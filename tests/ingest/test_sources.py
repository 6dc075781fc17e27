"""Files, folders and archives read one by one; nothing wrong with one stops the others."""

import hashlib
import io
import os
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from kb.errors import KbError
from kb.ingest import ParsedDocument, Rejected, Skipped, archives, read_sources
from kb.ingest.means import Means
from kb.ingest.readers.reading import Limits

PAGE = """สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2563
กฎหมาย
1. เรื่อง ร่างกฎกระทรวงกำหนดสีของเรือข้ามฟาก
*****
กฎหมาย
1. เรื่อง ร่างกฎกระทรวงกำหนดสีของเรือข้ามฟาก
คณะรัฐมนตรีมีมติอนุมัติหลักการ ตามที่กระทรวงคมนาคม (คค.) เสนอ
"""
NEWS = "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-เปิดงานว่าวสมมุติ\n\nวันนี้มีงานว่าว\n\nที่มา : http://www.thaigov.go.th/news/contents/details/1\n"
PLAIN = "5 มกราคม 2563\nเรื่อง การดูแลต้นไม้ริมคลอง\nคณะรัฐมนตรีมีมติรับทราบตามที่กรมประมงเสนอ\n"


def read(*paths: Path, known: frozenset[str] = frozenset()) -> list[ParsedDocument | Skipped | Rejected]:
    """All that the paths give, when `known` are the hashes already loaded."""
    return list(read_sources(paths, lambda sha256, _uri: sha256 in known))


def outline(found: list[ParsedDocument | Skipped | Rejected]) -> list[tuple[str, str]]:
    """Name and sort of each thing found."""
    return [(each.name, each.kind if isinstance(each, ParsedDocument) else type(each).__name__) for each in found]


def reason(found: ParsedDocument | Skipped | Rejected) -> KbError:
    """The reason of a refusal."""
    assert isinstance(found, Rejected)
    return found.reason


def test_kinds_are_recognised_by_content(tmp_path: Path) -> None:
    """A meeting page, other news and a single resolution are told apart whatever the file is called."""
    for name, text in (("a.txt", PAGE), ("b.txt", NEWS), ("c.txt", PLAIN), ("d", PAGE)):
        (tmp_path / name).write_text(text)
    found = read(tmp_path)
    assert outline(found) == [("a.txt", "meeting-page"), ("b.txt", "Skipped"), ("c.txt", "text"), ("d", "meeting-page")]
    assert isinstance(found[1], Skipped)
    assert "เปิดงานว่าวสมมุติ" in found[1].reason


def test_a_document_carries_uri_hash_and_text(tmp_path: Path) -> None:
    """The address is absolute, the hash that of the bytes, the text what the spans point into."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + PAGE.encode())
    (document,) = read(path)
    assert isinstance(document, ParsedDocument)
    assert (document.uri, document.sha256) == (str(path), hashlib.sha256(path.read_bytes()).hexdigest())
    assert document.text == PAGE
    assert document.meeting_date.isoformat() == "2020-01-05"
    assert document.matters[0].agency_abbr == "คค."


def test_known_bytes_are_skipped_without_being_parsed(tmp_path: Path) -> None:
    """A known hash is enough: even bytes that cannot be read are passed over."""
    (tmp_path / "junk.txt").write_bytes(b"\x00\x01" * 100)
    digest = hashlib.sha256(b"\x00\x01" * 100).hexdigest()
    (found,) = read(tmp_path, known=frozenset({digest}))
    assert isinstance(found, Skipped)
    assert (found.sha256, "already loaded" in found.reason) == (digest, True)


def test_the_order_is_by_path_and_each_file_comes_once(tmp_path: Path) -> None:
    """Folders are walked below, hidden and companion files passed over, a file named twice is read once."""
    for name in ("2/b.txt", "1/c.txt", "a.txt", ".hidden.txt", ".git/x.txt", "README.md", "run.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PLAIN)
    found = read(tmp_path, tmp_path / "a.txt")
    assert [Path(each.uri).relative_to(tmp_path).as_posix() for each in found] == ["1/c.txt", "2/b.txt", "a.txt"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    """A file is opened only when its turn comes."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PLAIN)
    reading = read_sources([tmp_path], lambda _sha256, _uri: False)
    next(reading)
    (tmp_path / "b.txt").write_bytes(b"")
    assert "empty" in reason(next(reading)).english


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.pdf", b"%PDF-1.7", "incomplete"),
        ("a.docx", b"PK", "no meeting summary"),
        ("a.xyz", b"xyz", "are not read"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00" * 64, "not a text file"),
        ("a.txt", "ไม่มีวันที่\nมีแต่ข้อความ".encode(), "no meeting date"),
        ("a.txt", "5 มกราคม 2563\n".encode(), "no title"),
        ("a.txt", "สรุปข่าวการประชุมคณะรัฐมนตรี\n1. เรื่อง ก\n".encode(), "no meeting date"),
        ("a.zip", b"not a zip", "damaged"),
        ("a.tar.gz", b"not a tar", "damaged"),
    ],
)
def test_refusals_say_what_is_wrong_and_what_to_do(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    """Every refusal carries a Thai and an English sentence and leaves the next file alone."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(PLAIN)
    first, second = read(tmp_path)
    assert word in reason(first).english
    assert re.search("โปรด|กรุณา", reason(first).thai)
    assert isinstance(second, ParsedDocument)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A missing file is a refusal, not a crash, and has no hash."""
    (found,) = read(tmp_path / "none.txt")
    assert isinstance(found, Rejected)
    assert (found.sha256, "cannot be opened" in found.reason.english) == (None, True)


def tar_of(members: dict[str, bytes], mode: str) -> bytes:
    """A tar archive of the members, packed as `mode` says."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    return packed.getvalue()


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_tar_members_are_read_and_links_are_not_followed(tmp_path: Path, suffix: str) -> None:
    """Each packing is read forwards; links, hidden and companion files are no documents."""
    mode = {"tar": "w", "tgz": "w:gz"}.get(suffix, "w:" + suffix.rpartition(".")[2])
    members = {"x/1.txt": PAGE.encode(), "README.md": b"#", "x/.2.txt": b"", "x/3.txt": NEWS.encode()}
    (tmp_path / f"a.{suffix}").write_bytes(tar_of(members, mode))
    found = read(tmp_path)
    assert outline(found) == [(f"a.{suffix}!x/1.txt", "meeting-page"), (f"a.{suffix}!x/3.txt", "Skipped")]
    assert found[0].uri == f"{tmp_path}/a.{suffix}!x/1.txt"


def test_zip_members_are_read_by_name_and_never_unpacked(tmp_path: Path) -> None:
    """Members come sorted; a name that climbs out of the folder is only a name; nothing is written to disk."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in (("z.txt", NEWS), ("../../escape.txt", PLAIN), ("ข่าว/1.txt", PAGE), ("__MACOSX/1.txt", "")):
            archive.writestr(name, text)
    assert outline(read(tmp_path / "a.zip")) == [
        ("a.zip!../../escape.txt", "text"),
        ("a.zip!z.txt", "Skipped"),
        ("a.zip!ข่าว/1.txt", "meeting-page"),
    ]
    assert [path.name for path in tmp_path.rglob("*")] == ["a.zip"]


def test_thai_names_stored_without_the_utf8_flag_are_read(tmp_path: Path) -> None:
    """Old zip programs write Thai names as bare bytes; they are not shown as line drawings."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("AAAAAA.txt", PLAIN)
    (tmp_path / "a.zip").write_bytes(packed.getvalue().replace(b"AAAAAA", "เรื่อง".encode("cp874")))
    assert outline(read(tmp_path)) == [("a.zip!เรื่อง.txt", "text")]


def test_an_encrypted_member_is_refused_alone(tmp_path: Path) -> None:
    """A password-protected member says so; its neighbour is read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", PLAIN)
        archive.writestr("b.txt", PLAIN)
    data = bytearray(packed.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the encryption bit of the first entry in the directory
    (tmp_path / "a.zip").write_bytes(bytes(data))
    first, second = read(tmp_path)
    assert "password" in reason(first).english
    assert isinstance(second, ParsedDocument)


def test_a_damaged_member_is_refused_alone(tmp_path: Path) -> None:
    """A member whose checksum does not hold is refused; the rest of the archive is read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", PLAIN)
        archive.writestr("b.txt", PLAIN + "อีกบรรทัด")
    data = packed.getvalue().replace("คลอง".encode(), "ลำธา".encode(), 1)
    (tmp_path / "a.zip").write_bytes(data)
    first, second = read(tmp_path)
    assert "damaged inside the archive" in reason(first).english
    assert isinstance(second, ParsedDocument)


@pytest.mark.parametrize("limit", ["MAX_UNPACKED", "MAX_MEMBERS"])
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """What would unpack to too much, or into too many files, is refused by its table of contents."""
    monkeypatch.setattr(archives, limit, 1)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", PLAIN)
        archive.writestr("b.txt", PLAIN)
    (tmp_path / "b.tar").write_bytes(tar_of({"a.txt": PLAIN.encode(), "b.txt": PLAIN.encode()}, "w"))
    found = read(tmp_path)
    refused = [each for each in found if isinstance(each, Rejected)]
    assert [each.name for each in refused] == ["a.zip", "b.tar"]
    assert all("too many files or too large" in each.reason.english for each in refused)


def test_a_member_larger_than_a_document_may_be_is_refused(tmp_path: Path) -> None:
    """The limit holds for what comes out of the archive, whatever the archive says of its size."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "ก" * 10_000)
    (found,) = read_sources([tmp_path], lambda _sha256, _uri: False, means=Means(limits=Limits(file_bytes=1_000)))
    assert "split it" in reason(found).english


def test_a_name_that_is_no_utf8_does_not_stop_the_run(tmp_path: Path) -> None:
    """A file name of an old Thai system is read as Thai, any other odd one is written out; both can be stored."""
    for raw in ("ข่าว.pdf".encode("cp874"), b"\xff\xfe.pdf"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw)).write_bytes(b"%PDF")
    names = sorted(each.name for each in read(tmp_path))
    assert names == ["\\xff\\xfe.pdf", "ข่าว.pdf"]
    assert all(each.uri.encode() for each in read(tmp_path))
