"""Any model that sentence-transformers can open, by name or local folder, behind the `Encoder` face."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.embeddings.fingerprint import folder_fingerprint
from kb.embeddings.models_extra import open_extra
from kb.errors import NotFound
from kb.text import normalise

BATCH = 32
LONGEST_TEXT = 20_000
"""Characters of one text that reach the model; its own limit in tokens is far below."""


@dataclass(frozen=True)
class Prompts:
    """What a model wants to read before a question and before a text to be found."""

    query: str = ""
    passage: str = ""


FAMILY_PROMPTS: tuple[tuple[str, Prompts], ...] = (
    (r"e5-.*instruct", Prompts("Instruct: Given a search query, retrieve relevant passages\nQuery: ", "")),
    (r"(^|[-_/])e5-(small|base|large)|multilingual-e5", Prompts("query: ", "passage: ")),
    (r"nomic-embed-text", Prompts("search_query: ", "search_document: ")),
    (r"bge-.*-en|mxbai-embed", Prompts("Represent this sentence for searching relevant passages: ", "")),
)
"""Families whose prompts are said in their cards and seldom in their configuration: (pattern of the name, prompts)."""

_QUERY_NAMES = ("query",)
_PASSAGE_NAMES = ("passage", "document", "corpus")


class TransformerEncoder:
    """A SentenceTransformer with its prompts. Models share no state between calls, so threads may share it."""

    def __init__(self, model: Any, name: str, folder: Path) -> None:
        """`folder` holds the model's files, for the fingerprint; `name` picks the family's prompts."""
        self._model = model
        self._folder = folder
        self.name = name
        self.prompts = prompts_for(name, model.prompts)
        self.dimension = int(model.get_embedding_dimension())

    @cached_property
    def fingerprint(self) -> str:
        """Hash over the model's files, its prompts, the normaliser's version and this reader's."""
        return folder_fingerprint(self._folder, self.prompts.query, self.prompts.passage)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension); unit rows; each text after the passage prompt."""
        return self._encode(texts, self.prompts.passage)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension); unit rows; each text after the query prompt."""
        return self._encode(texts, self.prompts.query)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self._model.encode(
            [normalise(text[:LONGEST_TEXT]) for text in texts],
            prompt=prompt,  # "" also switches off a default prompt of the model
            batch_size=BATCH,
            show_progress_bar=False,
            normalize_embeddings=True,
            convert_to_numpy=True,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def prompts_for(name: str, configured: Mapping[str, str]) -> Prompts:
    """The prompts in the model's own configuration where it has any, else those of its family, else none."""
    own = Prompts(_first(configured, _QUERY_NAMES), _first(configured, _PASSAGE_NAMES))
    if own != Prompts():
        return own
    return next((prompts for pattern, prompts in FAMILY_PROMPTS if re.search(pattern, name.lower())), Prompts())


def _first(configured: Mapping[str, str], names: Sequence[str]) -> str:
    return next((configured[name] for name in names if configured.get(name)), "")


def open_transformer(model: str) -> TransformerEncoder:
    """Open a model by local folder, or by name (fetched once if the machine may; then from its cache).

    Raises:
        NotFound: there is no such folder, or no such model here and none could be fetched.
        MissingExtra: the extra `models` is not installed.
    """
    if _looks_like_path(model) and not Path(model).is_dir():
        raise _not_found(model, "no such folder")
    library = open_extra("sentence_transformers")
    try:
        opened = library.SentenceTransformer(model)
        folder = Path(model) if Path(model).is_dir() else _cached(model)
    except (OSError, ValueError, RuntimeError) as error:
        raise _not_found(model, str(error).partition("\n")[0]) from error
    return TransformerEncoder(opened, Path(model).resolve().name if Path(model).is_dir() else model, folder)


def _looks_like_path(model: str) -> bool:
    """A model's name on a hub is `name` or `owner/name`; anything else that has a slash is a path."""
    return model.startswith((".", "/", "~")) or model.count("/") > 1 or "\\" in model


def _cached(name: str) -> Path:
    """The folder on this machine that holds a model that has just been opened by name."""
    for candidate in (name, f"sentence-transformers/{name}"):
        try:
            return Path(open_extra("huggingface_hub").snapshot_download(candidate, local_files_only=True))
        except OSError:
            continue
    raise OSError(f"{name} is not in the cache of this machine")


def _not_found(model: str, why: str) -> NotFound:
    return NotFound(
        f"ไม่พบโมเดล “{model}”: ตรวจชื่อหรือโฟลเดอร์ใน KB_EMBEDDING_MODEL และการเชื่อมต่อ หรือเว้นว่างเพื่อใช้โมเดลที่ให้มา",
        f"no model {model!r} here ({why}): check the name or folder in KB_EMBEDDING_MODEL and the connection, or leave "
        "it empty for the bundled model",
    )
