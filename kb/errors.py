"""One tree of domain errors. No HTTP number lives here: `kb/api` maps these types once, `kb/cli` once."""


class KbError(Exception):
    """A problem a person can act on: what is wrong and what to do, in Thai and in English.

    `code` is stable and machine-readable (`kb.<room>.<what>`); the two messages may be shown as they are.
    """

    code = "kb.error"

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(f"{thai} ({english})")
        self.thai = thai
        self.english = english


class BadInput(KbError):
    """The caller gave something that cannot be used; another value would work."""

    code = "kb.bad-input"


class NotFound(KbError):
    """The thing asked for does not exist (or the caller may not know that it does)."""

    code = "kb.not-found"


class Unreadable(KbError):
    """A document that cannot be read; it is quarantined with this reason and the run goes on."""

    code = "kb.unreadable"


class Unrecognised(Unreadable):
    """A scan that no recogniser could read yet; it waits, and is read when the document is loaded again."""

    code = "kb.needs-ocr"


class Cancelled(KbError):
    """The person who asked for it asked to stop; what was stored before stays."""

    code = "kb.cancelled"


class Mismatch(KbError):
    """A derived index was built by something else than what would read it; the message names the repair."""

    code = "kb.index-mismatch"


class Damaged(KbError):
    """A derived file does not match its checksum; it is set aside and rebuilt from the database."""

    code = "kb.index-damaged"


class Busy(KbError):
    """Another process holds what this one needs; trying again later is right."""

    code = "kb.busy"


class Unwritable(KbError):
    """The home cannot be written to: no permission, a full disk, a failing one. What was acknowledged is safe."""

    code = "kb.unwritable"


class MissingExtra(KbError):
    """A part of the product needs an optional dependency that is not installed; the message names it."""

    code = "kb.missing-extra"
