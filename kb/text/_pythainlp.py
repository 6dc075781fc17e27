"""The one door to pythainlp: its word list, and its newmm segmenter where nlpo3 is absent."""

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from kb.errors import MissingExtra


def engine_version() -> str:
    """The installed version of pythainlp."""
    return version("pythainlp")


def words_path() -> Path:
    """The file of Thai words, one a line, in UTF-8; found without the time that importing pythainlp takes."""
    spec = find_spec("pythainlp")
    path = Path(spec.origin).parent / "corpus" / "words_th.txt" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise MissingExtra(
            "ไม่พบคลังคำภาษาไทยของ pythainlp กรุณาติดตั้งโปรแกรมใหม่",
            "the Thai word list of pythainlp is missing; install the program again",
        )
    return path


class Newmm:
    """Segments with newmm and its own dictionary, the same word list. Lossless: the pieces joined are the text."""

    def __init__(self) -> None:
        from pythainlp.tokenize.newmm import segment  # noqa: PLC0415  (costs a third of a second; nlpo3 needs none)

        self._segment = segment

    def __call__(self, text: str) -> list[str]:
        """The pieces of `text`, blanks and punctuation included."""
        pieces: list[str] = self._segment(text)
        return pieces
