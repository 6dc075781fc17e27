"""Training of the static model: contrastive, from titled texts alone, reproducible from its recipe."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kb.embeddings.latent import Vectors, latent_weights, text_vectors, token_rows
from kb.embeddings.models_extra import open_extra
from kb.embeddings.pairs import Pair, PreparedText, find_links, linked_pairs, prepare, title_pairs
from kb.embeddings.static_tokens import StaticTokens, build_static_tokens
from kb.embeddings.training_text import TitledText
from kb.embeddings.vocabulary import count_words, unigram_pieces
from kb.errors import BadInput
from kb.text import Tokeniser, open_tokeniser

Say = Callable[[str], None]
Losses = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class StaticRecipe:
    """Everything that shapes the model besides its texts. The same recipe and texts give the same model."""

    tokens: int = 35_000
    dimension: int = 192
    epochs: int = 2
    batch: int = 1024
    learning_rate: float = 0.1
    scale: float = 15.0
    warmup: float = 0.1
    seed: int = 2569


@dataclass(frozen=True)
class TrainingReport:
    """What a training run did; `losses` are (epochs done, loss) in order; `links` are news items with their matter."""

    folder: Path
    texts: int
    pairs: int
    links: int
    tokens: int
    seconds: float
    losses: Losses


@dataclass(frozen=True)
class _Lesson:
    """What is learnt from: pairs by kind, and where the vectors start."""

    kinds: dict[str, list[Pair]]
    links: int
    weights: Vectors


def train_static(
    sources: Sequence[Sequence[TitledText]],
    out: Path,
    *,
    recipe: StaticRecipe | None = None,
    tokeniser: Tokeniser | None = None,
    say: Say | None = None,
) -> TrainingReport:
    """Train a static model on kinds of titled texts and write it to a new folder.

    The last source holds the matters; the ones before it hold news, whose items are linked to the matters they
    report where both have a day. A batch holds pairs of one kind only: telling a matter from a news item would teach
    nothing. The folder is in sentence-transformers' own format, vectors in half precision, and appears whole or not
    at all.

    Raises:
        BadInput: `out` exists, or the texts give too few pairs.
        MissingExtra: the extra `models` is not installed.
    """
    recipe, say = recipe or StaticRecipe(), say or (lambda _: None)
    _refuse_existing(out)
    open_extra("sentence_transformers")
    started = time.monotonic()
    prepared = [prepare(source) for source in sources]
    if sum(len(text.passages) for source in prepared for text in source) < 2:
        raise BadInput("ไม่มีคู่ข้อความพอสำหรับฝึก", "the texts give too few pairs to train on")
    tokens = _tokens(prepared, recipe, tokeniser or open_tokeniser())
    say(f"{sum(map(len, prepared)):,} texts, {tokens.size:,} tokens")
    lesson = _lesson(prepared, tokens, recipe)
    pairs = sum(map(len, lesson.kinds.values()))
    say(f"{pairs:,} pairs, {lesson.links:,} links; training for {recipe.epochs} epochs")
    model, losses = _fit(tokens.in_search_form(), lesson, recipe)
    _write(model, tokens, out, recipe)
    return TrainingReport(
        folder=out,
        texts=sum(map(len, prepared)),
        pairs=pairs,
        links=lesson.links,
        tokens=tokens.size,
        seconds=round(time.monotonic() - started, 1),
        losses=losses,
    )


def _refuse_existing(out: Path) -> None:
    if out.exists():
        raise BadInput(f"มี “{out}” อยู่แล้ว: เลือกโฟลเดอร์ใหม่", f"{str(out)!r} exists already: choose a new folder")


def _tokens(sources: Sequence[Sequence[PreparedText]], recipe: StaticRecipe, tokeniser: Tokeniser) -> StaticTokens:
    parts = (part for source in sources for text in source for part in (text.title, *text.passages))
    return build_static_tokens(unigram_pieces(count_words(parts, tokeniser), recipe.tokens - 1))


def _lesson(sources: Sequence[Sequence[PreparedText]], tokens: StaticTokens, recipe: StaticRecipe) -> _Lesson:
    """Pairs within each source, pairs across them, and the vectors that found the latter and start the training."""
    everything = [text for source in sources for text in source]
    bare = tokens.in_search_form()
    passages = token_rows(bare, [passage for text in everything for passage in text.passages])
    weights = latent_weights(passages, tokens.size, recipe.dimension, recipe.seed)
    vectors = text_vectors(weights, everything, token_rows(bare, [text.title for text in everything]), passages)
    border = len(everything) - len(sources[-1])
    days = [text.day for text in everything]
    links = find_links(vectors[:border], days[:border], vectors[border:], days[border:])
    kinds = {f"source-{place}": title_pairs(source) for place, source in enumerate(sources)}
    kinds["links"] = linked_pairs(everything[:border], everything[border:], links)
    return _Lesson({name: pairs for name, pairs in kinds.items() if len(pairs) > 1}, len(links), weights)


def _fit(tokens: StaticTokens, lesson: _Lesson, recipe: StaticRecipe) -> tuple[Any, Losses]:
    """The trained SentenceTransformer and its losses."""
    library, torch = open_extra("sentence_transformers"), open_extra("torch")
    modules = open_extra("sentence_transformers.sentence_transformer.modules")
    losses = open_extra("sentence_transformers.sentence_transformer.losses")
    torch.manual_seed(recipe.seed)
    embedding = modules.StaticEmbedding(tokens.tokenizer, embedding_weights=lesson.weights.copy())
    embedding.embedding.padding_idx = 0  # the unknown token (punctuation, other scripts) stays out of every mean
    model = library.SentenceTransformer(modules=[embedding, modules.Normalize()], device="cpu")
    with tempfile.TemporaryDirectory() as scratch:
        trainer = library.SentenceTransformerTrainer(
            model=model,
            args=_arguments(library, recipe, _batch(lesson, recipe), scratch),
            train_dataset=_datasets(lesson),
            loss=losses.MultipleNegativesRankingLoss(model, scale=recipe.scale),
        )
        trainer.remove_callback(open_extra("transformers").PrinterCallback)  # it prints; who calls this owns the output
        trainer.train()
    history = [(row["epoch"], row["loss"]) for row in trainer.state.log_history if "loss" in row]
    return model, tuple((round(epoch, 2), round(loss, 4)) for epoch, loss in history)


def _datasets(lesson: _Lesson) -> Any:
    library = open_extra("datasets")
    columns = {
        kind: {"query": [pair.query for pair in pairs], "passage": [pair.passage for pair in pairs]}
        for kind, pairs in lesson.kinds.items()
    }
    return library.DatasetDict({kind: library.Dataset.from_dict(pair) for kind, pair in columns.items()})


def _batch(lesson: _Lesson, recipe: StaticRecipe) -> int:
    """Pairs in a batch: the recipe's number, less where the smallest kind has too few titles to fill two."""
    titles = min(len({pair.query for pair in pairs}) for pairs in lesson.kinds.values())
    return max(2, min(recipe.batch, titles // 2))


def _arguments(library: Any, recipe: StaticRecipe, batch: int, scratch: str) -> Any:
    """No batch holds a text twice, and what cannot fill a batch waits for the next epoch.

    Without the latter, texts that are said hundreds of times end as hundreds of batches of one or two pairs.
    """
    return library.SentenceTransformerTrainingArguments(
        output_dir=scratch,
        num_train_epochs=recipe.epochs,
        per_device_train_batch_size=batch,
        dataloader_drop_last=True,
        learning_rate=recipe.learning_rate,
        warmup_steps=recipe.warmup,
        max_grad_norm=0.0,
        batch_sampler="no_duplicates",
        multi_dataset_batch_sampler="proportional",
        seed=recipe.seed,
        data_seed=recipe.seed,
        use_cpu=True,
        save_strategy="no",
        logging_steps=0.05,
        report_to="none",
        disable_tqdm=True,
        dataloader_pin_memory=False,
    )


def _write(model: Any, tokens: StaticTokens, out: Path, recipe: StaticRecipe) -> None:
    """Zero the unknown token, narrow to half precision, and put the folder in place with one rename."""
    weights = model[0].embedding.weight.data
    weights[0] = 0.0
    model[0].embedding.weight.data = weights.to(open_extra("torch").float16)
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        model.save(str(beside), create_model_card=False)
        tokens.write(beside / "tokenizer.json")  # with its normaliser, for readers of raw text
        (beside / "recipe.json").write_text(json.dumps(asdict(recipe), indent=2) + "\n", encoding="utf-8")
        _make_readable(beside)
        beside.rename(out)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _make_readable(folder: Path) -> None:
    """Undo the private modes of temporary folders and of safetensors files."""
    folder.chmod(0o755)
    for file in folder.rglob("*"):
        file.chmod(0o755 if file.is_dir() else 0o644)
