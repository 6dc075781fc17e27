"""Models opened through sentence-transformers, on a tiny real one with random weights made here."""

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from kb.embeddings import Encoder, open_encoder
from kb.embeddings.models_extra import open_extra
from kb.embeddings.transformer import Prompts, TransformerEncoder, open_transformer, prompts_for
from kb.errors import MissingExtra, NotFound

library = pytest.importorskip("sentence_transformers")
modules = pytest.importorskip("sentence_transformers.sentence_transformer.modules")
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one small layer, saved as a sentence-transformers model named like one of the e5 family."""
    place = tmp_path_factory.mktemp("models") / "multilingual-e5-small"
    plain = place.parent / "bert"
    letters = [chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F))] + list(
        "abcdefghijklmnopqrstuvwxyz:0123456789"
    )
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    plain.mkdir()
    (plain / "vocab.txt").write_text("\n".join(tokens), encoding="utf-8")
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=len(tokens),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    transformers.BertModel(config).save_pretrained(plain)
    words = transformers.BertTokenizerFast(str(plain / "vocab.txt"), do_lower_case=False, strip_accents=False)
    words.model_max_length = 128
    words.save_pretrained(plain)
    inner = modules.Transformer(str(plain))
    pooling = modules.Pooling(inner.get_embedding_dimension(), pooling_mode="mean")
    library.SentenceTransformer(modules=[inner, pooling], device="cpu").save(str(place), create_model_card=False)
    return place


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    """The tiny model, opened once through the public door."""
    return open_encoder(str(folder))


def test_a_local_folder_opens_through_sentence_transformers(encoder: Encoder, folder: Path) -> None:
    """What is no static model goes through the library: unit rows of float32, and our name and dimension for it."""
    assert isinstance(encoder, TransformerEncoder)
    assert (encoder.name, encoder.dimension) == ("multilingual-e5-small", 32)
    vectors = encoder.encode_passages(["กรมการข้าว", "ถนนสายใหม่", ""])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert encoder.encode_passages([]).shape == (0, 32)


def test_e5_gets_its_prompts(encoder: Encoder, folder: Path) -> None:
    """A question and a passage of the same words differ by the prompts of the e5 family, and by nothing else."""
    model = library.SentenceTransformer(str(folder), device="cpu")
    expected = model.encode(["query: น้ำท่วม", "passage: น้ำท่วม"], normalize_embeddings=True)
    found = np.stack([encoder.encode_queries(["น้ำท่วม"])[0], encoder.encode_passages(["น้ำท่วม"])[0]])
    np.testing.assert_allclose(found, expected, atol=1e-5)
    assert np.abs(expected[0] - expected[1]).max() > 1e-3


@pytest.mark.parametrize(
    ("name", "configured", "expected"),
    [
        ("intfloat/multilingual-e5-small", {}, Prompts("query: ", "passage: ")),
        ("intfloat/e5-base-v2", {"query": "", "document": ""}, Prompts("query: ", "passage: ")),  # as the library fills
        ("BAAI/bge-m3", {}, Prompts()),  # its card asks for none
        ("BAAI/bge-small-en-v1.5", {}, Prompts("Represent this sentence for searching relevant passages: ", "")),
        ("house/e5-of-ours", {"query": "q: ", "passage": "p: "}, Prompts("q: ", "p: ")),  # its own come first
        ("house/any", {"query": "ask: ", "document": "doc: "}, Prompts("ask: ", "doc: ")),
        ("house/case5-model", {}, Prompts()),  # e5 inside another word is not the family
    ],
)
def test_prompts(name: str, configured: dict[str, str], expected: Prompts) -> None:
    """A model's own configuration wins; a known family's name comes next; others get none."""
    assert prompts_for(name, configured) == expected


def test_search_form_comes_first(encoder: Encoder) -> None:
    """Thai digits and a decomposed sara am reach the model as the index has them."""
    plain, other = encoder.encode_passages(["จำนวน 125", "จ\u0e4d\u0e32นวน ๑๒๕"])
    np.testing.assert_allclose(plain, other, atol=1e-6)


def test_fingerprint_follows_weights_and_prompts(encoder: Encoder, folder: Path, tmp_path: Path) -> None:
    """One flipped byte in the weights, or other prompts, make another encoder; a model card does not."""
    copy = shutil.copytree(folder, tmp_path / folder.name)
    (copy / "README.md").write_text("card", encoding="utf-8")
    assert open_encoder(str(copy)).fingerprint == encoder.fingerprint
    weights = copy / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert open_encoder(str(copy)).fingerprint != encoder.fingerprint
    renamed = shutil.copytree(folder, tmp_path / "without-family")
    assert open_encoder(str(renamed)).fingerprint != encoder.fingerprint


@pytest.mark.parametrize("model", ["./no/such/folder", "/no/such/folder", "~/no-such-folder", "a/b/c"])
def test_missing_folder_is_said_at_once(model: str) -> None:
    """A path is never looked up as a name: no library is opened and no network asked."""
    with pytest.raises(NotFound, match="KB_EMBEDDING_MODEL"):
        open_transformer(model)


def test_name_that_cannot_be_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network and a cached copy, a name is a NotFound with both languages, not a traceback."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(NotFound, match="no model 'house/none-such' here") as caught:
        open_encoder("house/none-such")
    assert "ไม่พบโมเดล" in caught.value.thai


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the libraries the message says what to install."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"pip install 'resolution-kb\[models\]'"):
        open_extra("sentence_transformers")
