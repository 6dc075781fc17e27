"""Search terms of Thai text."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kb.errors import BadInput, MissingExtra
from kb.text import NORMALISER_VERSION, Tokeniser, _nlpo3, _pythainlp, normalise, open_tokeniser


@pytest.fixture(scope="module", params=["nlpo3", "newmm"])
def tokeniser(request: pytest.FixtureRequest) -> Tokeniser:
    """Each engine in turn."""
    return open_tokeniser(request.param)


@pytest.fixture(scope="module")
def nlpo3() -> Tokeniser:
    """The fast engine."""
    return open_tokeniser("nlpo3")


TERMS = [
    ("ข่าว ข้าว ขาว", ["ข่าว", "ข้าว", "ขาว"], "marks keep words apart"),
    ("เสนอ ก.พ.ร. พิจารณา", ["เสนอ", "กพร", "พิจารณา"], "dotted abbreviation"),
    ("ของก.พ.ร.พิจารณา", ["ของ", "กพร", "พิจารณา"], "the same inside a run"),
    ("พ.ร.บ. และ พ.ร.ก.", ["พรบ", "และ", "พรก"], "kinds of law"),
    ("เดือนมี.ค.", ["เดือน", "มีค"], "month with a vowel mark"),
    ("เม.ย.", ["เมย"], "month with a leading vowel"),
    ("พ.ศ 2564", ["พศ", "2564"], "abbreviation without its last dot"),
    ("สลน. สงป. กค. ครม.", ["สลน", "สงป", "กค", "ครม"], "one-dot abbreviations"),
    ("สลน สงป กค ครม", ["สลน", "สงป", "กค", "ครม"], "the same as people type them"),
    ("รมว.กค.", ["รมว", "กค"], "two abbreviations in a row"),
    ("จ.เชียงใหม่", ["จ", "เชียงใหม่"], "an initial before a name"),
    ("9,282.92 ล้าน", ["9282.92", "ล้าน"], "money without commas"),
    ("๙,๒๘๒.๙๒ ล้าน", ["9282.92", "ล้าน"], "Thai digits are the same number"),
    ("ข้อ 1,2,3", ["ข้อ", "1", "2", "3"], "commas of a list are not thousands"),
    ("พ.ศ. …. (..)", ["พศ"], "the blank year of a draft law"),
    ("ต่างๆ ต่าง ๆ", ["ต่าง", "ต่าง"], "the repetition mark"),
    ("กรุงเทพฯ ฯลฯ", ["กรุงเทพ"], "the abbreviation mark"),
    ("COVID-19 SMEs", ["covid", "19", "smes"], "Latin words in lower case"),
    ("ที่ นร 0505/ว 125", ["ที่", "นร0505/ว125", "0505", "ว125"], "a circular and its parts"),
    ("นร ๐๕๐๓/๒๕๖๒", ["นร0503/2562", "0503", "2562"], "a letter and its parts"),
    ("หนังสือ ว 125", ["หนังสือ", "ว125"], "a circular by its short name"),
    ("หนังสือ ว125", ["หนังสือ", "ว125"], "the same glued"),
    ("นํ้า น้ํา", ["น้ำ", "น้ำ"], "normalises by itself"),
    (" .,()-–\n", [], "nothing to search for"),
    ("", [], "an empty text"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), TERMS, ids=[row[2] for row in TERMS])
def test_words(tokeniser: Tokeniser, text: str, expected: list[str], reason: str) -> None:
    """Both engines give these terms, since the rules around them are ours."""
    assert tokeniser.words(text) == expected, reason


@pytest.mark.parametrize(
    ("word", "expected", "reason"),
    [
        (
            "สำนักงานคณะกรรมการกฤษฎีกา",
            ["สำนักงาน", "สำนัก", "งาน", "คณะกรรมการ", "คณะ", "กรรมการ", "กรรม", "การ", "กฤษฎีกา"],
            "an agency that is one dictionary word",
        ),
        ("ความเหลื่อมล้ำ", ["ความ", "เหลื่อมล้ำ", "เหลื่อม", "ล้ำ"], "a noun made of a verb"),
        ("ผู้ประสบภัย", ["ผู้", "ประสบภัย", "ประสบ", "ภัย"], "the disaster inside its victims"),
        ("ภัยแล้ง", ["ภัย", "แล้ง"], "so drought and its victims share words"),
        ("ประชาชน", [], "a word that only looks like a compound"),
        ("ตลาด", [], "too short to be one"),
        ("กขคฆงจฉช", [], "no word"),
        ("2563", [], "a number"),
        ("digital", [], "another script"),
        ("ก" * 10_000, [], "longer than any word"),
    ],
)
def test_subwords(nlpo3: Tokeniser, word: str, expected: list[str], reason: str) -> None:
    """Compounds give the words they are made of and those words' own parts; nothing else gives any."""
    assert nlpo3.subwords(word) == expected, reason
    assert nlpo3.subwords(word) == expected, "and again from memory"


PATHOLOGICAL = {
    "one letter": "ก" * 100_000,
    "digits": "1" * 100_000,
    "Thai digits": "๑" * 100_000,
    "an ambiguous pair": "ตากลม" * 20_000,
    "pairs without end": "มาก" * 33_000,
    "tone marks": "ก" + "่" * 99_999,
    "mixed marks": "่้" * 50_000,
    "decomposed am": "\u0e4d\u0e32" * 50_000,
    "leading vowels": "เ" * 100_000,
    "dots": "ก." * 50_000,
    "slashes": "นร 0505/" * 12_000,
    "commas": "1," * 50_000,
    "blanks": " " * 100_000,
    "blank lines": "\n" * 100_000,
    "zero width": "\u200b" * 100_000,
    "Latin": "a" * 100_000,
    "combining": "e\u0301" * 50_000,
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL.keys())
def test_pathological_input(nlpo3: Tokeniser, text: str) -> None:
    """100 KB without a boundary takes less than a second of work, and the pieces joined give the text back."""
    start = time.process_time()
    pieces = nlpo3.segment(text)
    nlpo3.words(text)
    assert time.process_time() - start < 1
    assert "".join(pieces) == normalise(text)


@pytest.mark.parametrize("name", ["one letter", "an ambiguous pair", "digits"])
def test_pathological_input_of_newmm(name: str) -> None:
    """The fallback engine survives the same runs, within a few seconds on a slow machine."""
    newmm = open_tokeniser("newmm")
    start = time.process_time()
    pieces = newmm.segment(PATHOLOGICAL[name])
    assert time.process_time() - start < 4
    assert "".join(pieces) == normalise(PATHOLOGICAL[name])


def test_threads_agree(nlpo3: Tokeniser) -> None:
    """Eight threads that share one tokeniser get what one thread gets."""
    texts = [f"โครงการที่ {n} ของ ก.พ.ร. เพื่อช่วยเหลือผู้ประสบภัยแล้ง ปี {2500 + n}" for n in range(400)]
    alone = [open_tokeniser("nlpo3").words(text) for text in texts[:5]]
    expected = [nlpo3.words(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _: [nlpo3.words(text) for text in texts], range(8)))
    assert together == [expected] * 8
    assert expected[:5] == alone


def test_memory_is_bounded_and_harmless(nlpo3: Tokeniser, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memo that is full starts again, and the words stay the same."""
    memo = nlpo3._memo._memo
    monkeypatch.setattr(type(memo), "_most", 10)
    texts = [f"เรื่องที่{n} มติ{n}" for n in range(50)]
    first = [nlpo3.words(text) for text in texts]
    assert len(memo) <= 10
    assert [nlpo3.words(text) for text in texts] == first


def test_fingerprint_names_what_shapes_the_words() -> None:
    """Engine, its version and the normaliser are in the fingerprint; two engines never share one."""
    fast, slow = open_tokeniser("nlpo3"), open_tokeniser("newmm")
    assert fast.fingerprint.startswith(f"nlpo3-{_nlpo3.engine_version()}/")
    assert f"/n{NORMALISER_VERSION}/" in fast.fingerprint
    assert slow.fingerprint.startswith(f"newmm-{_pythainlp.engine_version()}/")
    assert fast.fingerprint.split("/")[1] == slow.fingerprint.split("/")[1]


def test_another_dictionary_is_another_fingerprint() -> None:
    """One more word in the dictionary changes the fingerprint, so that an old index is refused."""
    one = Tokeniser("nlpo3", "1", list, b"a\nb\n")
    two = Tokeniser("nlpo3", "1", list, b"a\nb\nc\n")
    assert one.fingerprint != two.fingerprint


def test_auto_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine auto is nlpo3 where installed and newmm elsewhere; asking for an absent nlpo3 says what to install."""
    assert open_tokeniser().engine == "nlpo3"
    monkeypatch.setattr(_nlpo3, "available", lambda: False)
    assert open_tokeniser().engine == "newmm"
    with pytest.raises(MissingExtra, match="pip install nlpo3"):
        open_tokeniser("nlpo3")


def test_unknown_engine() -> None:
    """A name that is no engine is refused with the names that are."""
    with pytest.raises(BadInput, match="auto, nlpo3 or newmm"):
        open_tokeniser("longest")


def test_missing_word_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the word list the message says what to do."""
    monkeypatch.setattr(_pythainlp, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match="word list"):
        open_tokeniser()
