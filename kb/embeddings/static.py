"""Reader of a sentence-transformers `StaticEmbedding` folder with numpy alone: no torch, so it opens in a moment."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from kb.embeddings.fingerprint import folder_fingerprint
from kb.embeddings.static_tokens import StaticTokens
from kb.errors import Damaged
from kb.text import normalise

LONGEST_TEXT = 20_000
"""Characters of one text that are read. A mean over more words than that says nothing new, and it bounds the work."""

_TEXTS_AT_ONCE = 1024
"""Texts cut into tokens together, on all cores. Their vectors are then added text by text: what one text gathers
stays in the processor's cache (measured: ten times faster than gathering for all of them), and no text's vector
depends on its neighbours."""


class StaticEncoder:
    """A text's vector is the mean of its tokens' vectors, scaled to unit length. Immutable, safe between threads."""

    def __init__(self, folder: Path) -> None:
        """Open a folder for which `is_static_folder` holds; raises Damaged when its files do not fit together."""
        inner = folder / _static_path(folder)
        try:
            self._tokens = StaticTokens.read(inner / "tokenizer.json").in_search_form()
            self._weights = _read_weights(inner / "model.safetensors")
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            raise _damaged(folder, str(error)) from error
        if self._weights.ndim != 2 or len(self._weights) < self._tokens.size:
            raise _damaged(folder, f"{self._tokens.size} tokens but vectors of shape {self._weights.shape}")
        self._folder = folder

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self._folder.resolve().name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._weights.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Hash over the folder's model files, the normaliser's version and this reader's."""
        return folder_fingerprint(self._folder)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension); unit rows, or zeros for a text without a known token."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for first in range(0, len(texts), _TEXTS_AT_ONCE):
            prepared = [normalise(text[:LONGEST_TEXT]).lower() for text in texts[first : first + _TEXTS_AT_ONCE]]
            for row, numbers in enumerate(self._tokens.numbers(prepared), first):
                np.add.reduce(self._weights[numbers], axis=0, out=vectors[row])
        return _unit_rows(vectors)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same as `encode_passages`: a static model has one vector for a text, whoever asks."""
        return self.encode_passages(texts)


def is_static_folder(folder: Path) -> bool:
    """Whether a folder's `modules.json` names a StaticEmbedding, alone or with Normalize after it."""
    kinds = [kind for kind, _ in _modules(folder)]
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


def _modules(folder: Path) -> list[tuple[str, str]]:
    """(class name, sub-folder) of each module, in order; empty when the folder is no sentence-transformers model."""
    try:
        rows = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        return [(str(row["type"]).rpartition(".")[2], str(row["path"])) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _static_path(folder: Path) -> str:
    return next((path for kind, path in _modules(folder) if kind == "StaticEmbedding"), "")


def _read_weights(file: Path) -> NDArray[np.float32]:
    """Token vectors, shape (tokens, dimension), widened from half precision if that is how they were kept."""
    return np.ascontiguousarray(load_file(file)["embedding.weight"], dtype=np.float32)


def _unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-12)
    return unit


def _damaged(folder: Path, why: str) -> Damaged:
    return Damaged(
        f"โมเดลใน “{folder}” เสียหายหรือไม่ครบ: ติดตั้งใหม่หรือเลือกโมเดลอื่นด้วย KB_EMBEDDING_MODEL",
        f"the model in {str(folder)!r} is damaged or incomplete ({why}): reinstall it or choose another one with "
        "KB_EMBEDDING_MODEL",
    )
