"""Training, on a few invented texts: pairs, pieces, and a run that really learns."""

import gzip
import json
import math
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from kb.embeddings import StaticRecipe, TitledText, open_encoder, read_titled_texts, train_static
from kb.embeddings.latent import latent_weights, token_rows
from kb.embeddings.pairs import (
    LINKED_PASSAGES,
    WINDOW,
    Pair,
    PreparedText,
    find_links,
    linked_pairs,
    prepare,
    title_pairs,
    windows,
)
from kb.embeddings.static_tokens import build_static_tokens
from kb.embeddings.vocabulary import count_words, unigram_pieces
from kb.errors import BadInput, Unreadable
from kb.text import open_tokeniser

PLACES = ("ดอยหมอก", "ทุ่งรวงทอง", "เกาะมะพร้าว", "บึงบัวหลวง", "ป่าสนเขา", "ท่าเรือเก่า", "ผาลมโชย", "คลองสายรุ้ง")
TOPICS = (
    ("แจกลูกเป็ดให้ชาวนา", "มาตรการสนับสนุนสัตว์ปีกเพื่อกำจัดหอยเชอรี่ในแปลงข้าว โดยไม่ใช้สารเคมี"),
    ("รถเมล์ไฟฟ้าวิ่งฟรี", "โครงการขนส่งสาธารณะพลังงานสะอาดไม่เก็บค่าโดยสารในเขตเทศบาล"),
    ("ครูสอนดนตรีเพิ่ม", "การจัดสรรอัตรากำลังบุคลากรทางการศึกษาสาขาวิชาศิลปะและการขับร้อง"),
    ("ซ่อมเขื่อนกันคลื่น", "การบูรณะโครงสร้างป้องกันการกัดเซาะชายฝั่งทะเลและร่องน้ำ"),
    ("เลิกใช้ถุงพลาสติก", "แผนปฏิบัติการลดขยะมูลฝอยและบรรจุภัณฑ์ใช้ครั้งเดียวทิ้ง"),
)


def invented() -> list[TitledText]:
    """Forty matters: what people say is in the title, what officials write is in the body; they share no word."""
    return [
        TitledText(f"{said} ที่{place} รอบที่ {number}", f"{written} เสนอโดยคณะทำงาน{place} ครั้งที่ {number}")
        for number, place in enumerate(PLACES)
        for said, written in TOPICS
    ]


RECIPE = StaticRecipe(tokens=600, dimension=32, epochs=12, batch=16, seed=11)


def test_training_changes_the_ranking(tmp_path: Path) -> None:
    """A question finds the matter that shares no word with it, which before training it did not; twice the same."""
    pytest.importorskip("sentence_transformers")
    before = train_static([invented()], tmp_path / "before", recipe=replace(RECIPE, learning_rate=0.0))
    report = train_static([invented()], tmp_path / "model", recipe=RECIPE)
    again = train_static([invented()], tmp_path / "again", recipe=RECIPE)
    assert (report.texts, report.pairs, report.links) == (40, 40, 0)
    assert report.losses[-1][1] < before.losses[-1][1] / 2

    def found(folder: Path) -> int:
        """How many of the topics, asked in people's words, come first among what officials wrote."""
        encoder = open_encoder(str(folder))
        asked = encoder.encode_queries([said for said, _ in TOPICS])
        answers = encoder.encode_passages([written for _, written in TOPICS])
        cosines = asked @ answers.T
        own = cosines.diagonal()[:, None]
        return int(((cosines >= own).sum(axis=1) == 1).sum())  # ties count against

    assert found(tmp_path / "before") <= 1
    assert found(tmp_path / "model") == len(TOPICS)
    assert open_encoder(str(report.folder)).fingerprint == open_encoder(str(again.folder)).fingerprint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "before", "model"]  # nothing left beside


def test_news_is_linked_to_the_matters_it_reports(tmp_path: Path) -> None:
    """With days on both sides, news of a matter becomes pairs with it; without days it does not."""
    pytest.importorskip("sentence_transformers")
    matters = [
        TitledText(f"{written} ที่{place}", f"คณะทำงาน{place}เสนอให้{said} ตั้งแต่เดือนหน้า", TUESDAY + timedelta(weeks=week))
        for week, place in enumerate(PLACES)
        for said, written in TOPICS
    ]
    news = [replace(text, day=text.day and text.day + timedelta(days=1)) for text in matters[::3]]
    recipe = replace(RECIPE, epochs=1)
    linked = train_static([news, matters], tmp_path / "linked", recipe=recipe)
    assert linked.links >= len(news) // 2
    assert linked.pairs == len(news) + len(matters) + 2 * linked.links  # title to title, title to the one passage
    undated = [replace(text, day=None) for text in news]
    assert train_static([undated, matters], tmp_path / "undated", recipe=recipe).links == 0


def test_trained_folder_is_a_sentence_transformers_model(tmp_path: Path) -> None:
    """What `kb train` writes opens in the library with the same vectors, in half precision."""
    library = pytest.importorskip("sentence_transformers")
    train_static([invented()], tmp_path / "model", recipe=StaticRecipe(tokens=300, dimension=16, epochs=1, batch=8))
    model = library.SentenceTransformer(str(tmp_path / "model"), device="cpu")
    assert str(model[0].embedding.weight.dtype) == "torch.float16"
    texts = ["แจกลูกเป็ด ที่ดอยหมอก", "(รอบที่ 3)", ""]
    theirs = model.float().encode(texts, convert_to_numpy=True, normalize_embeddings=True)
    assert np.abs(theirs - open_encoder(str(tmp_path / "model")).encode_passages(texts)).max() < 1e-5


def test_an_existing_folder_is_not_overwritten(tmp_path: Path) -> None:
    """A model that is in use stays as it is."""
    with pytest.raises(BadInput, match="choose a new folder"):
        train_static([invented()], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_too_few_texts_are_refused(tmp_path: Path) -> None:
    """One pair has nothing to be told apart from."""
    with pytest.raises(BadInput, match="too few pairs"):
        train_static([invented()[:1]], tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_pairs_are_title_and_parts_of_the_body() -> None:
    """Both sides in search form on one line; short titles and bodies teach nothing and are left out."""
    texts = [
        TitledText("การเลี้ยงไหม\n พ.ศ. ๒๕๖๙ ใน ASEAN", "คณะทำงานเสนอ\n\nให้ปลูกหม่อนเพิ่มสองร้อยไร่"),
        TitledText("สั้น", "ข้อความยาวพอแต่ชื่อเรื่องสั้นเกินไปจึงไม่ใช้"),
        TitledText("ชื่อเรื่องที่ยาวพอสำหรับใช้ฝึก", "สั้น"),
    ]
    assert title_pairs(prepare(texts)) == [
        Pair("การเลี้ยงไหม พ.ศ. 2569 ใน asean", "คณะทำงานเสนอ ให้ปลูกหม่อนเพิ่มสองร้อยไร่"),
    ]


TUESDAY = date(2026, 1, 6)


@pytest.mark.parametrize(
    ("cosine", "second", "days_later", "linked"),
    [
        (0.9, 0.2, 0, True),  # the news of the day
        (0.9, 0.2, 7, True),  # a week later at most
        (0.9, 0.2, 8, False),
        (0.9, 0.2, -1, True),  # announced the day before
        (0.9, 0.2, -2, False),
        (0.6, 0.2, 0, False),  # not near enough
        (0.9, 0.88, 0, False),  # two matters are as near: ambiguity links to nothing
        (0.9, 0.2, None, False),  # no day
    ],
)
def test_links(cosine: float, second: float, days_later: int | None, linked: bool) -> None:
    """A news item is linked to the one matter of those days that it is clearly nearest to, else to none."""
    matters = np.eye(3, dtype=np.float32)
    rest = (1 - cosine**2 - second**2) ** 0.5 if cosine**2 + second**2 < 1 else 0.0
    news = np.array([[second, cosine, rest]], np.float32)
    day = None if days_later is None else TUESDAY + timedelta(days=days_later)
    far = TUESDAY - timedelta(days=400)  # the third matter is of another year
    found = find_links(news, [day], matters, [TUESDAY, TUESDAY, far])
    assert found == ([(0, 1)] if linked else [])


def test_no_news_or_no_matters_gives_no_links() -> None:
    """One source alone is trained on as it is."""
    none = np.empty((0, 2), np.float32)
    assert find_links(none, [], np.eye(2, dtype=np.float32), [TUESDAY] * 2) == []
    assert find_links(np.eye(2, dtype=np.float32), [TUESDAY] * 2, none, []) == []


def test_linked_pairs_take_the_beginning_of_the_matter() -> None:
    """The news title is paired with the matter's title and its first passages."""
    news = [PreparedText("ข่าว", ("เนื้อข่าว",), TUESDAY)]
    matters = [PreparedText("เรื่อง", tuple(f"ตอน {number}" for number in range(9)), TUESDAY)]
    pairs = linked_pairs(news, matters, [(0, 0)])
    assert pairs[0] == Pair("ข่าว", "เรื่อง")
    assert [pair.passage for pair in pairs[1:]] == [f"ตอน {number}" for number in range(LINKED_PASSAGES)]


def test_words_in_the_same_company_start_close() -> None:
    """Before any training, two words of the same passages point the same way and words of others do not."""
    tokens = build_static_tokens([(word, -3.0) for word in ("ฝน", "เมฆ", "ครู", "เรียน", "ไม่มี")])
    passages = ["ฝน เมฆ", "เมฆ ฝน ฝน", "ครู เรียน", "เรียน ครู", "ครู", "ฝน"] * 3
    rows = token_rows(tokens, passages)
    weights = latent_weights(rows, tokens.size, 2, seed=1)
    assert rows.flat[:5].tolist() == [1, 2, 2, 1, 1]  # reading them changed nothing
    assert weights.shape == (6, 2)
    rain, cloud, teacher, learn = weights[1:5] / np.linalg.norm(weights[1:5], axis=1, keepdims=True)
    assert rain @ cloud > 0.9
    assert teacher @ learn > 0.9
    assert abs(rain @ teacher) < 0.3
    assert not weights[[0, 5]].any()  # the unknown token, and a word that never occurs


def test_windows_lose_nothing() -> None:
    """Windows joined give the words back in order, and none is longer than asked."""
    text = " ".join(f"คำที่{number}" for number in range(900))
    parts = windows(text)
    assert " ".join(parts) == text
    assert max(map(len, parts)) <= WINDOW
    assert windows("ก" * 1500, 700) == ["ก" * 700, "ก" * 700, "ก" * 100]  # no space to cut at
    assert windows("") == []


def test_words_are_counted_with_dotted_abbreviations() -> None:
    """Words and whole abbreviations are pieces; long numbers, blanks and punctuation are not."""
    counts = count_words(["กษ. เสนอ ก.พ.ร. เมื่อ มี.ค. 2569 เรื่องข้าว ข้าว และ SME 1234567"], open_tokeniser())
    assert {"กษ.": 1, "ก.พ.ร.": 1, "มี.ค.": 1, "2569": 1, "ข้าว": 2, "sme": 1}.items() <= counts.items()
    assert not {"1234567", " ", ","} & counts.keys()


def test_pieces_are_ranked_and_always_have_single_letters() -> None:
    """Most frequent first, ties by the word; a word seen once is left to its parts; letters come last and cheapest."""
    pieces = unigram_pieces(Counter({"ข้าว": 6, "นา": 3, "ไร่": 3, "ครั้งเดียว": 1}), 1000)
    assert pieces[:3] == [("ข้าว", round(math.log(6 / 13), 4)), ("นา", -1.4663), ("ไร่", -1.4663)]
    assert "ครั้งเดียว" not in dict(pieces)
    assert {"ก", "ๆ", "่", "z", "9", "."} <= dict(pieces).keys()
    assert dict(pieces)["ก"] < math.log(1 / 13)


def test_cutting_raw_text() -> None:
    """The tokenizer alone cuts raw text into words, apart by tone marks, digits folded, and keeps ำ whole."""
    words = ["ข่าว", "ข้าว", "ขาว", "ทำนา", "พ.ศ.", "2569", "sme"]
    tokens = build_static_tokens([(word, -3.0) for word in words] + [(letter, -20.0) for letter in "กขวาท"])
    assert tokens.pieces("ข้าวขาวข่าว ทำนาพ.ศ. ๒๕๖๙ SME") == ["ข้าว", "ขาว", "ข่าว", "ทำนา", "พ.ศ.", "2569", "sme"]
    assert tokens.pieces("ขากข้าว") == ["ข", "า", "ก", "ข้าว"]  # letter by letter where there is no word


@pytest.mark.parametrize("name", ["texts.jsonl", "texts.jsonl.gz"])
def test_reading_titled_texts(tmp_path: Path, name: str) -> None:
    """Plain and compressed lines; blank lines and rows without a body are passed over; other fields are ignored."""
    rows = [
        {"id": "x", "title": "ก", "body": "ข"},
        {"title": "ค", "body": " "},
        {"title": "ง", "body": None},
        {"title": "จ", "body": "ฉ", "meeting_date": "2026-01-06"},
    ]
    data = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert list(read_titled_texts(tmp_path / name)) == [TitledText("ก", "ข"), TitledText("จ", "ฉ", TUESDAY)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"title": "a", "body": "b"}\n{"title": "a"}', "line 2"),  # a field is missing
        (b'{"title": "a", "body": "b", "day": "6/1/26"}', "line 1"),  # no ISO day
        (b"[1, 2]", "line 1"),  # JSON, but no row
        (b"not json", "line 1"),
        (b"\xff\xfe", "cannot read"),  # no UTF-8
    ],
)
def test_unreadable_training_file(tmp_path: Path, content: bytes, said: str) -> None:
    """A bad file is named with the line."""
    (tmp_path / "bad.jsonl").write_bytes(content)
    with pytest.raises(Unreadable, match=said):
        list(read_titled_texts(tmp_path / "bad.jsonl"))


def test_absent_training_file(tmp_path: Path) -> None:
    """A path that is not there is said in words."""
    with pytest.raises(Unreadable, match="cannot read"):
        list(read_titled_texts(tmp_path / "none.jsonl"))
