"""Settings: frozen, read once from `KB_*` by the command line or the server's entry point; rooms never read them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from kb.errors import BadInput


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between two installations. `docs/settings.md` says what each one does."""

    home: Path
    embedding_model: str | None = None
    tokeniser: str = "auto"
    notice: str = ""
    largest_file: int = 64 * 1024**2
    most_pages: int = 2_000
    largest_unpacked: int = 512 * 1024**2
    document_seconds: float = 120.0
    reader_processes: int = 2

    @property
    def database(self) -> Path:
        """The SQLite file: the only truth of this home."""
        return self.home / "kb.sqlite3"

    @property
    def index_directory(self) -> Path:
        """Derived generations; may be thrown away and rebuilt with `kb index --rebuild`."""
        return self.home / "index"

    @property
    def log_directory(self) -> Path:
        """Where the server writes its log."""
        return self.home / "logs"

    @property
    def original_directory(self) -> Path:
        """Every loaded file, once, under the sha256 of its bytes."""
        return self.home / "originals"

    @property
    def cache_directory(self) -> Path:
        """Recognised pages; may be thrown away, and costs the time to recognise them again."""
        return self.home / "cache"

    @property
    def upload_directory(self) -> Path:
        """Documents received over HTTP, kept until their job has read them."""
        return self.home / "uploads"

    def at(self, home: Path) -> "Settings":
        """The same settings for another home."""
        return replace(self, home=home.expanduser().resolve())


def program_version() -> str:
    """The version of the installed program; `0+source` when it runs from a checkout that was never installed."""
    try:
        return metadata.version("resolution-kb")
    except metadata.PackageNotFoundError:
        return "0+source"


TOKENISERS = ("auto", "nlpo3", "newmm")


def settings_from(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the `KB_*` variables; unset ones take their defaults. Raises `BadInput` for a value that cannot be used."""
    tokeniser = environ.get("KB_TOKENISER", "auto").strip() or "auto"
    if tokeniser not in TOKENISERS:
        raise BadInput(
            f"KB_TOKENISER ต้องเป็น {', '.join(TOKENISERS)} ไม่ใช่ “{tokeniser}”",
            f"KB_TOKENISER must be one of {', '.join(TOKENISERS)}, not {tokeniser!r}",
        )
    home = Path(environ.get("KB_HOME", "").strip() or "~/.local/share/resolution-kb")
    return Settings(
        home=home.expanduser().resolve(),
        embedding_model=environ.get("KB_EMBEDDING_MODEL", "").strip() or None,
        tokeniser=tokeniser,
        notice=environ.get("KB_NOTICE", "").strip(),
        largest_file=_number(environ, "KB_MAX_FILE_MIB", 64) * 1024**2,
        most_pages=_number(environ, "KB_MAX_PAGES", 2_000),
        largest_unpacked=_number(environ, "KB_MAX_UNPACKED_MIB", 512) * 1024**2,
        document_seconds=float(_number(environ, "KB_DOCUMENT_SECONDS", 120)),
        reader_processes=_number(environ, "KB_READER_PROCESSES", 2),
    )


LONGEST_NUMBER = 9  # digits; more is a slip of the hand


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    given = environ.get(name, "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdigit()) or len(given) > LONGEST_NUMBER or int(given) < 1:
        raise BadInput(
            f"{name} ต้องเป็นจำนวนเต็มตั้งแต่ 1 ไม่ใช่ “{given}”", f"{name} must be a whole number from 1, not {given!r}"
        )
    return int(given)
