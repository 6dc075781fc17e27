"""What a generation says of itself: what shaped it, what it holds, and the checksum of each of its files."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kb.errors import Damaged

FORMAT = 1
REPAIR = "kb index --rebuild"


@dataclass(frozen=True)
class Shape:
    """What shaped an index. Two indexes of one shape over one database answer alike; others never mix."""

    model: str
    model_fingerprint: str
    dimension: int
    tokeniser: str
    format: int = FORMAT


@dataclass(frozen=True)
class Manifest:
    """A generation in words. `files` maps each file, relative to the generation's folder, to its sha256."""

    shape: Shape
    last_change: int
    resolutions: int
    passages: int
    shards: tuple[str, ...]
    files: dict[str, str]

    def to_bytes(self) -> bytes:
        """The manifest as it is written; its own sha256 stands in the pointer file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def manifest_from(data: bytes) -> Manifest:
    """Read what `to_bytes` wrote; raises `Damaged` if it is anything else."""
    try:
        values = json.loads(data)
        shape = Shape(**values.pop("shape"))
        return Manifest(shape=shape, shards=tuple(values.pop("shards")), **values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise damaged("manifest.json") from error


def damaged(what: str) -> Damaged:
    """The error for a file of an index that is not what the manifest says."""
    return Damaged(
        f"ดัชนีค้นหาเสียหาย ({what}) ข้อมูลต้นทางยังครบ กรุณาสั่ง {REPAIR}",
        f"the search index is damaged ({what}); the data behind it is whole: run {REPAIR}",
    )


def sha256_of(path: Path) -> str:
    """The checksum of a file, as in a manifest; raises `Damaged` if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise damaged(path.name) from error
