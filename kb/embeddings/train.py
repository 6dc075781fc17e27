"""Training of the static model: contrastive, from titled texts alone, reproducible from its recipe."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kb.embeddings.models_extra import ModelsExtra, open_models_extra
from kb.embeddings.static_tokens import StaticTokens, build_static_tokens
from kb.embeddings.training_text import Pair, TitledText, flat, pairs_from
from kb.embeddings.vocabulary import count_words, unigram_pieces
from kb.errors import BadInput
from kb.text import Tokeniser, open_tokeniser


@dataclass(frozen=True)
class StaticRecipe:
    """Everything that shapes the model besides its texts. The same recipe and texts give the same ranking."""

    tokens: int = 35_000
    dimension: int = 256
    epochs: int = 3
    batch: int = 1024
    learning_rate: float = 0.2
    scale: float = 16.0
    warmup: float = 0.1
    seed: int = 2569


@dataclass(frozen=True)
class TrainingReport:
    """What a training run did; `losses` are (share of an epoch done, loss) in order."""

    folder: Path
    texts: int
    pairs: int
    tokens: int
    seconds: float
    losses: tuple[tuple[float, float], ...]


def train_static(
    sources: Sequence[Sequence[TitledText]],
    out: Path,
    *,
    recipe: StaticRecipe | None = None,
    tokeniser: Tokeniser | None = None,
    say: Callable[[str], None] | None = None,
) -> TrainingReport:
    """Train a static model on kinds of titled texts (news, matters) and write it to a new folder.

    A batch holds pairs of one kind only: telling a matter from a news item would teach nothing. The folder is in
    sentence-transformers' own format, vectors in half precision, and appears whole or not at all.

    Raises:
        BadInput: `out` exists, or the texts give too few pairs.
        MissingExtra: the extra `models` is not installed.
    """
    recipe, say = recipe or StaticRecipe(), say or (lambda _: None)
    _refuse_existing(out)
    extra = open_models_extra()
    started = time.monotonic()
    kinds = [pairs for pairs in map(pairs_from, sources) if len(pairs) > 1]
    if not kinds:
        raise BadInput("ไม่มีคู่ข้อความพอสำหรับฝึก", "the texts give too few pairs to train on")
    say(f"{sum(map(len, kinds))} pairs")
    tokens = _tokens(sources, recipe, tokeniser or open_tokeniser())
    say(f"{tokens.size} tokens")
    model, losses = _fit(extra, tokens, kinds, recipe, say)
    _write(model, extra, out, recipe)
    return TrainingReport(
        folder=out,
        texts=sum(map(len, sources)),
        pairs=sum(map(len, kinds)),
        tokens=tokens.size,
        seconds=round(time.monotonic() - started, 1),
        losses=losses,
    )


def _refuse_existing(out: Path) -> None:
    if out.exists():
        raise BadInput(f"มี “{out}” อยู่แล้ว: เลือกโฟลเดอร์ใหม่", f"{str(out)!r} exists already: choose a new folder")


def _tokens(sources: Sequence[Sequence[TitledText]], recipe: StaticRecipe, tokeniser: Tokeniser) -> StaticTokens:
    texts = (flat(part) for source in sources for text in source for part in (text.title, text.body))
    return build_static_tokens(unigram_pieces(count_words(texts, tokeniser), recipe.tokens - 1))


def _fit(
    extra: ModelsExtra,
    tokens: StaticTokens,
    kinds: Sequence[Sequence[Pair]],
    recipe: StaticRecipe,
    say: Callable[[str], None],
) -> tuple[Any, tuple[tuple[float, float], ...]]:
    """The trained SentenceTransformer and its losses."""
    library = extra.sentence_transformers
    extra.torch.manual_seed(recipe.seed)
    embedding = extra.modules.StaticEmbedding(tokens.tokenizer, embedding_dim=recipe.dimension)
    model = library.SentenceTransformer(modules=[embedding, extra.modules.Normalize()], device="cpu")
    datasets = {f"kind-{number}": _dataset(extra, pairs) for number, pairs in enumerate(kinds)}
    with tempfile.TemporaryDirectory() as scratch:
        trainer = library.SentenceTransformerTrainer(
            model=model,
            args=_arguments(library, recipe, scratch),
            train_dataset=extra.datasets.DatasetDict(datasets),
            loss=extra.losses.MultipleNegativesRankingLoss(model, scale=recipe.scale),
        )
        trainer.remove_callback(extra.transformers.PrinterCallback)  # it prints; who calls this owns the output
        say(f"training for {recipe.epochs} epochs")
        trainer.train()
    history = [(row["epoch"], row["loss"]) for row in trainer.state.log_history if "loss" in row]
    return model, tuple((round(epoch, 2), round(loss, 4)) for epoch, loss in history)


def _dataset(extra: ModelsExtra, pairs: Sequence[Pair]) -> Any:
    columns = {"query": [pair.query for pair in pairs], "passage": [pair.passage for pair in pairs]}
    return extra.datasets.Dataset.from_dict(columns)


def _arguments(library: Any, recipe: StaticRecipe, scratch: str) -> Any:
    return library.SentenceTransformerTrainingArguments(
        output_dir=scratch,
        num_train_epochs=recipe.epochs,
        per_device_train_batch_size=recipe.batch,
        learning_rate=recipe.learning_rate,
        warmup_steps=recipe.warmup,
        max_grad_norm=0.0,
        batch_sampler="no_duplicates",
        multi_dataset_batch_sampler="proportional",
        seed=recipe.seed,
        data_seed=recipe.seed,
        use_cpu=True,
        save_strategy="no",
        logging_steps=20,
        report_to="none",
        disable_tqdm=True,
        dataloader_pin_memory=False,
    )


def _write(model: Any, extra: ModelsExtra, out: Path, recipe: StaticRecipe) -> None:
    """Zero the unknown token, narrow to half precision, and put the folder in place with one rename."""
    weights = model[0].embedding.weight.data
    weights[0] = 0.0
    model[0].embedding.weight.data = weights.to(extra.torch.float16)
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        model.save(str(beside), create_model_card=False)
        StaticTokens(model[0].tokenizer).write(beside / "tokenizer.json")  # again, without the indentation
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
