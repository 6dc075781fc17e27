"""Pages once recognised, kept on disk: what takes a second a page is done once for the same bytes and engine."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class RecognisedPage:
    """What a recogniser read on one page, before any repair of ours. `confidence` as the engine tells it."""

    text: str
    confidence: float
    engine: str
    repairs: tuple[str, ...] = ()


class PageCache:
    """Recognised pages by sha256 of the document, page number and settings of the engine; for many processes at once.

    An entry is written beside its place and renamed, and bears its own checksum: half an entry, a changed one or one
    of another form is as if it were not there, and is replaced. A cache that cannot be written (full disk, no
    permission) keeps nothing and stops nobody.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def get(self, sha256: str, page: int, settings: str) -> RecognisedPage | None:
        """The page as it was recognised; None when it is not here."""
        try:
            kept = json.loads(self._place(sha256, page, settings).read_bytes())
            told = kept["page"]
            if kept["checksum"] != _checksum(told) or kept["settings"] != settings:
                return None
            return RecognisedPage(
                str(told["text"]), float(told["confidence"]), str(told["engine"]), tuple(map(str, told["repairs"]))
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def put(self, sha256: str, page: int, settings: str, recognised: RecognisedPage) -> None:
        """Keep a page."""
        told = asdict(recognised)
        kept = json.dumps({"settings": settings, "checksum": _checksum(told), "page": told}).encode()
        place = self._place(sha256, page, settings)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(kept)
                Path(beside).replace(place)
            finally:
                Path(beside).unlink(missing_ok=True)

    def forget(self, sha256: str) -> None:
        """Take every page of a document away, under whatever settings. Raises OSError when one stays."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self._of(sha256))

    def _of(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(sha256)
        return self._directory / sha256[:2] / sha256

    def _place(self, sha256: str, page: int, settings: str) -> Path:
        key = hashlib.sha256(settings.encode()).hexdigest()[:16]
        return self._of(sha256) / f"{page}-{key}.json"


def _checksum(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
