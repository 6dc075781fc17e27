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
    """Read `KB_HOME`, `KB_EMBEDDING_MODEL`, `KB_TOKENISER` and `KB_NOTICE`; unset ones take their defaults."""
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
    )
