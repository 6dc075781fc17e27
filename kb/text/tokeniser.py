"""Thai words for search. One engine for index and query: its name and its dictionary are in the fingerprint."""

from functools import lru_cache
from hashlib import sha256

from kb.errors import BadInput, MissingExtra
from kb.text import _nlpo3, _pythainlp
from kb.text.compounds import Compounds
from kb.text.normalisation import NORMALISER_VERSION, normalise
from kb.text.terms import TERMS_VERSION, Segmenter, TermMemo

ENGINES = ("nlpo3", "newmm")


class Tokeniser:
    """Immutable and thread-safe: what it remembers are results of pure functions.

    `fingerprint` names everything that shapes the words: engine and version, dictionary, normaliser, rules of terms.
    """

    def __init__(self, engine: str, version: str, segmenter: Segmenter, dictionary: bytes) -> None:
        self.engine = engine
        dictionary_hash = sha256(dictionary).hexdigest()[:16]
        self.fingerprint = f"{engine}-{version}/{dictionary_hash}/n{NORMALISER_VERSION}/t{TERMS_VERSION}"
        self._segmenter = segmenter
        known = frozenset(dictionary.decode().split())
        self._memo = TermMemo(segmenter, known)
        self._parts = lru_cache(maxsize=65536)(Compounds(known).parts)

    def segment(self, text: str) -> list[str]:
        """The engine's own pieces of `normalise(text)`, blanks and punctuation included; joined they give it back."""
        text = normalise(text)
        return self._segmenter(text) if text else []

    def words(self, text: str) -> list[str]:
        """The search terms of a text in reading order; normalises it itself.

        Lower case; punctuation and blanks dropped; ก.พ.ร. is กพร, 9,282.92 is 9282.92, ต่างๆ is ต่าง; a letter number is
        its key followed by its file number and its own number.
        """
        return self._memo.terms(normalise(text).lower())

    def subwords(self, word: str) -> list[str]:
        """The dictionary words a compound word is made of, in order; empty when it is not made of any."""
        return list(self._parts(word))


def open_tokeniser(engine: str = "auto") -> Tokeniser:
    """The tokeniser: `nlpo3`, `newmm`, or `auto`, which is nlpo3 where installed and newmm elsewhere.

    Raises BadInput for another name and MissingExtra when the engine asked for is not installed.
    """
    if engine == "auto":
        engine = "nlpo3" if _nlpo3.available() else "newmm"
    if engine not in ENGINES:
        raise BadInput(
            f"ไม่รู้จักตัวตัดคำ {engine!r} เลือกได้ auto, nlpo3 หรือ newmm",
            f"unknown word segmenter {engine!r}: choose auto, nlpo3 or newmm",
        )
    path = _pythainlp.words_path()
    dictionary = path.read_bytes()
    if engine == "newmm":
        return Tokeniser(engine, _pythainlp.engine_version(), _pythainlp.Newmm(), dictionary)
    if not _nlpo3.available():
        raise MissingExtra("ยังไม่ได้ติดตั้ง nlpo3 (pip install nlpo3)", "nlpo3 is not installed (pip install nlpo3)")
    segmenter = _nlpo3.Nlpo3(path, sha256(dictionary).hexdigest()[:16])
    return Tokeniser(engine, _nlpo3.engine_version(), segmenter, dictionary)
