"""Which column of a table holds which field of a resolution: guessed from its headings, or as a person says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from kb.errors import BadInput, Unreadable
from kb.ingest.readers.table import TableRow
from kb.ingest.safe_cells import unguarded
from kb.ingest.table_fields import HEADINGS, KNOWN, REQUIRED, Field, continued, heading_key

FIELDS: tuple[Field, ...] = get_args(Field)
JOINED: tuple[Field, ...] = ("body",)  # fields whose text may stand in several columns; of the others one is taken
LEAST_KNOWN = 2  # headings that make a row a header: a title above the table is often a heading by itself

Asked = Mapping[Field, tuple[str, ...]]
"""The headings a person names for a field; () for a field that no column is to be taken for."""

_ENTRY = re.compile(rf"(?:^|,)\s*(?P<field>{'|'.join(FIELDS)})\s*=", re.I)


@dataclass(frozen=True)
class TableMapping:
    """Fields and their columns, counted from 0.

    Each field has one or more texts, each text one or more columns: the further ones continue it where one cell could
    not hold it. `unused` are the headings of no field.
    """

    columns: Mapping[Field, tuple[tuple[int, ...], ...]]
    headings: tuple[str, ...]
    unused: tuple[str, ...]

    def text(self, row: TableRow, field: Field) -> str:
        """What a row holds for a field: its texts below one another, as they stand in their cells."""
        texts = ["".join(unguarded(row.cell(at)) for at in pieces) for pieces in self.columns.get(field, ())]
        return texts[0] if len(texts) == 1 else "\n".join(text for text in texts if text.strip())

    def heading(self, field: Field) -> str:
        """The heading of the first column of a field, for messages."""
        places = self.columns.get(field)
        return self.headings[places[0][0]] if places else HEADINGS[field][0]


def parse_mapping(text: str) -> Asked:
    """A mapping as typed: `title=ชื่อเรื่อง,body=สรุปมติ+สาระสำคัญ,agency=`. Raises BadInput for anything else.

    Fields that are not named are guessed; one with nothing behind the sign is left out.
    """
    found = list(_ENTRY.finditer(text))
    if not found or text[: found[0].start()].strip():
        fields = ", ".join(FIELDS)
        raise BadInput(
            f"อ่านการจับคู่คอลัมน์ “{text}” ไม่ได้ โปรดเขียนเป็น title=ชื่อเรื่อง,body=สรุปมติ โดยใช้ชื่อช่อง {fields}",
            f"the mapping “{text}” cannot be read; write it as title=ชื่อเรื่อง,body=สรุปมติ with the fields {fields}",
        )
    ends = [each.start() for each in found[1:]] + [len(text)]
    asked: dict[Field, tuple[str, ...]] = {}
    for entry, end in zip(found, ends, strict=True):
        field = next(each for each in FIELDS if each == entry["field"].lower())
        asked[field] = tuple(each.strip() for each in text[entry.end() : end].split("+") if each.strip())
    return asked


def known_headings(cells: Sequence[str], asked: Asked | None = None) -> int:
    """How many fields the headings of a row are known for; 0 when they are too few to make it a header."""
    wanted = {heading_key(each) for headings in (asked or {}).values() for each in headings}
    keys = {heading_key(continued(cell)[0]) for cell in cells if cell.strip()}
    fields = {KNOWN[key][0] for key in keys if key in KNOWN}
    named = len(keys & wanted)
    known = len(fields) + named
    return known if named or known >= LEAST_KNOWN else 0


def map_columns(header: Sequence[str], name: str, asked: Asked | None = None) -> TableMapping:
    """The mapping for a header. Raises Unreadable naming the fields that no heading gives and the headings there are.

    Raises BadInput when a heading that was asked for is not there.
    """
    texts = _texts(header)
    columns: dict[Field, tuple[tuple[int, ...], ...]] = {}
    for field, headings in (asked or {}).items():
        columns[field] = tuple(_asked(heading, field, texts, header, name) for heading in headings)
    taken = {at for places in columns.values() for pieces in places for at in pieces}
    for field in FIELDS:
        if field not in columns:
            columns[field] = _guessed(field, [each for each in texts if each.pieces[0] not in taken])
    columns = {field: places for field, places in columns.items() if places}
    missing = [field for field in REQUIRED if field not in columns]
    if missing:
        raise _missing(missing, header, name)
    used = {at for places in columns.values() for pieces in places for at in pieces}
    unused = tuple(heading for at, heading in enumerate(header) if heading and at not in used)
    return TableMapping(columns, tuple(header), unused)


@dataclass(frozen=True)
class _Text:
    """A heading's key and the columns its text stands in, in order."""

    key: str
    pieces: tuple[int, ...]


def _texts(header: Sequence[str]) -> list[_Text]:
    parts: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for at, heading in enumerate(header):
        if not heading.strip():
            continue
        base, part = continued(heading)
        key = heading_key(base)
        same = [place for place in parts if place[0] == key]
        place = same[-1] if part > 1 and same else (key, len(same))
        parts.setdefault(place, []).append((part, at))
    return [_Text(key, tuple(at for _, at in sorted(pieces))) for (key, _), pieces in parts.items()]


def _guessed(field: Field, texts: Sequence[_Text]) -> tuple[tuple[int, ...], ...]:
    known = [(*KNOWN[text.key], text.pieces) for text in texts if text.key in KNOWN]
    found = [(rank, pieces) for meant, rank, pieces in known if meant == field]
    if field in JOINED:
        return tuple(pieces for _, pieces in found)
    best = min(found, default=None)
    return (best[1],) if best else ()


def _asked(heading: str, field: Field, texts: Sequence[_Text], header: Sequence[str], name: str) -> tuple[int, ...]:
    key = heading_key(heading)
    found = next((text.pieces for text in texts if text.key == key), None)
    if found is None:
        raise BadInput(
            f"{name}: ไม่มีหัวตาราง “{heading}” สำหรับช่อง {field} หัวตารางที่มีคือ {_listed(header)} โปรดแก้การจับคู่คอลัมน์",
            f"{name}: no heading “{heading}” for {field}; the headings are {_listed(header)}; correct the mapping",
        )
    return found


def _missing(missing: Sequence[Field], header: Sequence[str], name: str) -> Unreadable:
    wanted = ", ".join(f"{HEADINGS[field][0]} ({field})" for field in missing)
    example = ",".join(f"{field}=…" for field in missing)
    return Unreadable(
        f"{name}: ไม่ใช่ตารางมติ หรือไม่พบคอลัมน์ {wanted} หัวตารางที่มีคือ {_listed(header)} "
        f"โปรดแก้หัวตาราง หรือระบุการจับคู่คอลัมน์ เช่น {example}",
        f"{name}: no table of resolutions, or column {wanted} is missing; the headings are {_listed(header)}; "
        f"correct the headings or say which column is which, for example {example}",
    )


def _listed(header: Sequence[str]) -> str:
    return ", ".join(f"“{' '.join(heading.split())}”" for heading in header if heading.strip()) or "-"
