"""The graph of resolutions and links as a file for outside tools: GraphML, or JSON in nodes and links."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import Policy
from kb.errors import BadInput
from kb.linking.links import Link, links_of
from kb.search import SearchFilter, every_resolution
from kb.search.projections import topics_of
from kb.store import Resolution

Attributes = Mapping[str, str | float | bool | None]
KINDS = {str: "string", float: "double", int: "long", bool: "boolean"}
NODE = {"title": str, "meeting_date": str, "agency": str, "group": str, "outcome": str, "topic": int, "topic_name": str}
EDGE = {"relation": str, "part": bool, "confirmed": bool, "score": float}


def write_graph(session: Session, policy: Policy, target: Path) -> tuple[int, int]:
    """Write every resolution and link the caller may see; returns how many of each. The file is whole or not there.

    Raises `BadInput` for a name that ends neither in .graphml nor in .json, or a folder that is not there.
    """
    write = {".graphml": _write_graphml, ".json": _write_json}.get(target.suffix.lower())
    if write is None:
        raise BadInput("ชื่อไฟล์ต้องลงท้ายด้วย .graphml หรือ .json", "the file's name must end in .graphml or .json")
    if not target.parent.is_dir():
        raise BadInput(f"ไม่มีโฟลเดอร์ {target.parent}", f"there is no folder {target.parent}")
    nodes = list(_nodes(session, policy))
    edges = list(_edges(session, policy))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            write(file, nodes, edges)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return len(nodes), len(edges)


def _nodes(session: Session, policy: Policy) -> Iterator[tuple[str, Attributes]]:
    keys = {row.ref: row.id for row in session.execute(select(col(Resolution.ref), col(Resolution.id)))}
    topics = topics_of(session, list(keys.values()))
    for each in every_resolution(session, SearchFilter(), policy):
        topic = topics.get(keys[each.id])
        yield (
            each.id,
            {
                "title": each.title,
                "meeting_date": each.meeting_date.isoformat(),
                "agency": each.agency,
                "group": each.group,
                "outcome": each.outcome,
                "topic": topic.id if topic else None,
                "topic_name": topic.name if topic else None,
            },
        )


def _edges(session: Session, policy: Policy) -> Iterator[tuple[str, str, Attributes]]:
    ids = session.execute(select(col(Resolution.id))).scalars().all()
    for link in links_of(session, ids, policy):
        yield link.citing.ref, link.cited.ref, _edge(link)


def _edge(link: Link) -> Attributes:
    return {"relation": link.relation, "part": link.part, "confirmed": link.confirmed, "score": round(link.score, 4)}


def _write_json(
    file: TextIO, nodes: Iterable[tuple[str, Attributes]], edges: Iterable[tuple[str, str, Attributes]]
) -> None:
    json.dump(
        {
            "directed": True,
            "nodes": [{"id": ref, **told} for ref, told in nodes],
            "links": [{"source": citing, "target": cited, **told} for citing, cited, told in edges],
        },
        file,
        ensure_ascii=False,
        indent=1,
    )


def _write_graphml(
    file: TextIO, nodes: Iterable[tuple[str, Attributes]], edges: Iterable[tuple[str, str, Attributes]]
) -> None:
    file.write('<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for part, attributes in (("node", NODE), ("edge", EDGE)):
        for name, kind in attributes.items():
            file.write(f'<key id="{part}.{name}" for="{part}" attr.name="{name}" attr.type="{KINDS[kind]}"/>\n')
    file.write('<graph id="resolutions" edgedefault="directed">\n')
    for ref, told in nodes:
        file.write(f"<node id={quoteattr(ref)}>{_data('node', told)}</node>\n")
    for citing, cited, told in edges:
        file.write(f"<edge source={quoteattr(citing)} target={quoteattr(cited)}>{_data('edge', told)}</edge>\n")
    file.write("</graph>\n</graphml>\n")


def _data(part: str, told: Attributes) -> str:
    known = ((name, value) for name, value in told.items() if value is not None)
    return "".join(f'<data key="{part}.{name}">{escape(_plain(value))}</data>' for name, value in known)


def _plain(value: str | float | bool | None) -> str:
    """A value as XML may hold it: nothing that cannot be printed."""
    if isinstance(value, bool):
        return str(value).lower()
    return "".join(letter if letter.isprintable() else " " for letter in str(value))
