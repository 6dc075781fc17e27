"""The one door to nlpo3, the fast word segmenter (the algorithm of newmm, in Rust)."""

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


def available() -> bool:
    """Whether nlpo3 is installed; nothing is imported."""
    return find_spec("nlpo3") is not None


def engine_version() -> str:
    """The installed version of nlpo3."""
    return version("nlpo3")


class Nlpo3:
    """Segments with one dictionary file. Lossless: the pieces joined are the text.

    Dictionaries live in the library under a name and are never replaced, so the name carries the hash of the words.
    `safe` mode is never used: it corrupts text.
    """

    def __init__(self, dictionary: Path, dictionary_hash: str) -> None:
        from nlpo3 import load_dict, segment  # noqa: PLC0415  (optional: newmm takes its place)

        self._name = f"kb-{dictionary_hash}"
        self._segment = segment
        load_dict(str(dictionary), self._name)

    def __call__(self, text: str) -> list[str]:
        """The pieces of `text`, blanks and punctuation included."""
        pieces: list[str] = self._segment(text, self._name)
        return pieces
