"""The numpy reader of static models, on the bundled model and on small ones made here."""

import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from kb.embeddings import BUNDLED, open_encoder
from kb.embeddings.static import LONGEST_TEXT, StaticEncoder, is_static_folder
from kb.embeddings.static_tokens import StaticTokens, build_static_tokens
from kb.errors import Damaged

TEXTS = [
    "ขอความเห็นชอบร่างบันทึกความเข้าใจด้านการเลี้ยงผึ้งบนดาดฟ้า พ.ศ. 2569",
    "มาตรการช่วยเหลือชาวสวนมังคุดที่ถูกลูกเห็บ วงเงิน 12.5 ล้านบาท",
    "สลค. รายงานผลการสำรวจแมวในศาลากลาง ครั้งที่ 3/2569",
    "digital wallet และ smart farm สำหรับเกษตรกรรุ่นใหม่",
    "ณ",
    "",
    "!!! ??? \u2603",
    "กรมการข้าวชี้แจงข่าวลือเรื่องถุงผ้าสีขาว " * 40,
]


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    """The bundled model, opened once."""
    opened = open_encoder()
    assert isinstance(opened, StaticEncoder)
    return opened


def small_model(folder: Path, weights: np.ndarray, words: list[str]) -> Path:
    """A static model of given words and vectors (the first vector is the unknown token's), on disk."""
    folder.mkdir(parents=True)
    build_static_tokens([(word, -float(rank)) for rank, word in enumerate(words, 1)]).write(folder / "tokenizer.json")
    save_file({"embedding.weight": weights}, folder / "model.safetensors")
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    return folder


@pytest.fixture
def compass(tmp_path: Path) -> Path:
    """A model of three words whose vectors can be worked out in the head."""
    weights = np.array([[0, 0], [1, 0], [0, 1], [3, 4]], np.float16)
    return small_model(tmp_path / "compass", weights, ["เหนือ", "ใต้", "ออก"])


def test_vector_is_the_mean_of_token_vectors_at_unit_length(compass: Path) -> None:
    """The arithmetic: the mean of (1,0) and (0,1) is the diagonal; (3,4) has length 5; the unknown adds nothing."""
    vectors = StaticEncoder(compass).encode_passages(["เหนือใต้", "ออก", "เหนือ zebra", "zebra", ""])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, [[0.5**0.5, 0.5**0.5], [0.6, 0.8], [1, 0], [0, 0], [0, 0]], atol=1e-6)


def test_an_empty_list_gives_an_empty_matrix(compass: Path) -> None:
    """Nothing in, nothing out, with the right number of columns."""
    assert StaticEncoder(compass).encode_passages([]).shape == (0, 2)


def test_same_vectors_as_sentence_transformers(encoder: StaticEncoder) -> None:
    """The folder is a real sentence-transformers model: both readers agree within 1e-5 on text in search form.

    The library computes in the precision of the file unless told otherwise: in half precision it is off by what that
    costs, and divides zero by zero for a text without a known token.
    """
    library = pytest.importorskip("sentence_transformers")
    model = library.SentenceTransformer(str(BUNDLED), device="cpu")
    known = [text for text in TEXTS if encoder.encode_passages([text]).any()]
    assert len(known) == len(TEXTS) - 2
    half = model.encode(known, convert_to_numpy=True).astype(np.float32)
    assert np.abs(encoder.encode_passages(known) - half).max() < 1e-3
    whole = model.float().encode(TEXTS, convert_to_numpy=True)
    assert np.abs(encoder.encode_passages(TEXTS) - whole).max() < 1e-5


def test_tone_marks_make_different_words(encoder: StaticEncoder) -> None:
    """ข่าว (news), ข้าว (rice) and ขาว (white) are three words, not one."""
    vectors = encoder.encode_queries(["ข่าว", "ข้าว", "ขาว"])
    cosines = vectors @ vectors.T
    assert cosines[np.triu_indices(3, 1)].max() < 0.7


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("น้ำท่วม", "อุทกภัย", "หมอกควัน"),  # the everyday and the official word for floods
        ("ฝุ่นควัน", "มลพิษทางอากาศ", "อุทกภัย"),
        ("ชาวนา", "เกษตรกรผู้ปลูกข้าว", "การท่าเรือแห่งประเทศไทย"),
        ("สนามบิน", "ท่าอากาศยาน", "ผู้สูงอายุ"),
        ("รถไฟ", "การขนส่งทางราง", "โรงเรียนเอกชน"),
        ("บัตรทอง", "หลักประกันสุขภาพ", "ใบอนุญาตขับขี่"),  # a nickname that shares no meaning with its name
        ("ราคายางตก", "โครงการประกันรายได้เกษตรกรชาวสวนยาง", "ร่างบันทึกความเข้าใจด้านวัฒนธรรม"),
    ],
)
def test_meaning_without_shared_words(encoder: StaticEncoder, question: str, near: str, far: str) -> None:
    """Everyday words lie nearer to the official name of the thing than to another matter."""
    asked = encoder.encode_queries([question])[0]
    close, distant = encoder.encode_passages([near, far])
    assert asked @ close > asked @ distant + 0.2


def test_written_forms_of_one_text_are_one_vector(encoder: StaticEncoder) -> None:
    """Thai digits, capitals, a decomposed sara am and an invisible space change nothing."""
    plain, other = encoder.encode_passages(["จำนวน 125 SME", "จ\u0e4d\u0e32นวน ๑๒๕\u200b sme"])
    np.testing.assert_array_equal(plain, other)


def test_bundled_model_is_small_and_in_half_precision(encoder: StaticEncoder) -> None:
    """At most 20 MB in the repository, half precision, and one vector for each token."""
    assert sum(file.stat().st_size for file in BUNDLED.rglob("*") if file.is_file()) <= 20_000_000
    weights = load_file(BUNDLED / "model.safetensors")["embedding.weight"]
    assert weights.dtype == np.float16
    assert weights.shape == (StaticTokens.read(BUNDLED / "tokenizer.json").size, encoder.dimension)
    assert (BUNDLED / "README.md").is_file()


def test_a_long_text_is_capped(encoder: StaticEncoder) -> None:
    """A text of a million characters answers in a moment, as its beginning does."""
    long = "โครงการฝึกช้างวาดรูป " * 50_000
    started = time.perf_counter()
    vector = encoder.encode_passages([long])[0]
    assert time.perf_counter() - started < 0.5
    np.testing.assert_array_equal(vector, encoder.encode_passages([long[:LONGEST_TEXT]])[0])


@pytest.mark.parametrize("unit", ["ก", "7", "่", "ตากลม", "a"])
def test_no_text_takes_quadratic_time(encoder: StaticEncoder, unit: str) -> None:
    """100 KB of one letter, digit, mark or ambiguous pair is no trap."""
    started = time.perf_counter()
    assert np.isfinite(encoder.encode_passages([unit * 100_000])).all()
    assert time.perf_counter() - started < 1.0


def test_threads_share_one_encoder(encoder: StaticEncoder) -> None:
    """Eight threads at once get what one thread gets."""
    expected = encoder.encode_passages(TEXTS)
    found: list[bool] = []

    def work() -> None:
        found.extend(bool((encoder.encode_passages(TEXTS) == expected).all()) for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 160


def test_vector_does_not_depend_on_its_neighbours(encoder: StaticEncoder) -> None:
    """Batch borders are invisible: alone or among a thousand, a text has the same vector."""
    many = [f"เรื่องที่ {number} {TEXTS[number % len(TEXTS)]}" for number in range(1000)]
    together = encoder.encode_passages(many)
    for place in (0, 255, 256, 511, 999):
        np.testing.assert_allclose(together[place], encoder.encode_passages([many[place]])[0], atol=1e-6)


def test_fingerprint_follows_the_files(compass: Path, tmp_path: Path) -> None:
    """A copy elsewhere is the same model; one flipped byte of weights or tokenizer makes another; the card does not."""
    original = StaticEncoder(compass).fingerprint
    assert len(original) == 64
    copy = shutil.copytree(compass, tmp_path / "copy")
    assert StaticEncoder(copy).fingerprint == original
    (copy / "README.md").write_text("card", encoding="utf-8")
    assert StaticEncoder(copy).fingerprint == original
    for name, place in (("model.safetensors", -1), ("tokenizer.json", -2)):
        changed = shutil.copytree(compass, tmp_path / f"changed-{name}")
        data = bytearray((changed / name).read_bytes())
        data[place] ^= 0x20
        (changed / name).write_bytes(data)
        try:
            assert StaticEncoder(changed).fingerprint != original
        except Damaged:
            assert name == "tokenizer.json"  # a flipped brace may also make it unreadable, which is said


def test_fingerprint_follows_the_normaliser(compass: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files under another normaliser are another encoder."""
    original = StaticEncoder(compass).fingerprint
    monkeypatch.setattr("kb.embeddings.fingerprint.NORMALISER_VERSION", 10_000)
    assert StaticEncoder(compass).fingerprint != original


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("harm", ["gone", "cut"])
def test_damaged_folder_says_so(compass: Path, name: str, harm: str) -> None:
    """A missing or truncated file is a Damaged error that names the setting, not a traceback from a library."""
    file = compass / name
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(Damaged, match="KB_EMBEDDING_MODEL"):
        StaticEncoder(compass)


def test_fewer_vectors_than_tokens_is_damage(tmp_path: Path) -> None:
    """A tokenizer of another model would point past the end of the vectors; it is refused at opening."""
    folder = small_model(tmp_path / "short", np.ones((2, 2), np.float16), ["เหนือ", "ใต้", "ออก"])
    with pytest.raises(Damaged, match="4 tokens"):
        StaticEncoder(folder)


def test_what_is_a_static_folder(compass: Path, tmp_path: Path) -> None:
    """Only a folder whose modules are StaticEmbedding and at most Normalize is read without torch."""
    assert is_static_folder(compass)
    assert is_static_folder(BUNDLED)
    assert not is_static_folder(tmp_path)
    modules = json.loads((compass / "modules.json").read_text(encoding="utf-8"))
    modules.append({"idx": 1, "name": "1", "path": "1_Dense", "type": "sentence_transformers.models.Dense"})
    (compass / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    assert not is_static_folder(compass)


def test_a_local_static_folder_opens_by_path(compass: Path) -> None:
    """`KB_EMBEDDING_MODEL=/some/folder` opens the user's own static model, named after its folder."""
    opened = open_encoder(str(compass))
    assert isinstance(opened, StaticEncoder)
    assert (opened.name, opened.dimension) == ("compass", 2)


def test_no_torch_and_no_waiting() -> None:
    """Opening and asking the bundled model in a new process imports no torch and takes well under a second."""
    program = (
        "import sys, time; started = time.perf_counter()\n"
        "from kb.embeddings import open_encoder\n"
        "encoder = open_encoder(); encoder.fingerprint; encoder.encode_queries(['น้ำท่วม'])\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'datasets'} & set(sys.modules)\n"
        "print(sorted(heavy), time.perf_counter() - started)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    heavy, _, seconds = done.stdout.strip().rpartition(" ")
    assert heavy == "[]"
    assert float(seconds) < 2.0
