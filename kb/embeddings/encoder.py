"""What turns text into vectors, and the one way to open it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kb.embeddings.static import StaticEncoder, is_static_folder
from kb.embeddings.transformer import open_transformer

Vectors = NDArray[np.float32]

BUNDLED = Path(__file__).parent / "bundled" / "thai-static"
"""The model this project trained and ships; its card is the README.md beside it."""


class Encoder(Protocol):
    """Text to unit vectors. Safe to share between threads; the same text always gives the same vector."""

    @property
    def name(self) -> str:
        """What people call the model: the folder's name or the name it was asked for by."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text might give another vector; indexes record it."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, shape (len(texts), dimension), rows of unit length.

        A text in which the model knows nothing gets a row of zeros: its cosine with anything is 0.
        """

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, in the same space and shape as `encode_passages`."""


def open_encoder(model: str | None = None) -> Encoder:
    """The bundled model, or one of the user's choice: a local folder or a name that sentence-transformers knows.

    A folder that holds a static model is read without torch; anything else needs the `models` extra.

    Raises:
        NotFound: no such folder, or no such model on this machine and none could be fetched.
        MissingExtra: the model needs sentence-transformers and torch, which are not installed.
        Damaged: the folder is a static model whose files do not fit together.
    """
    folder = BUNDLED if model is None else Path(model).expanduser()
    if is_static_folder(folder):
        return StaticEncoder(folder)
    return open_transformer(str(folder) if model is None or folder.is_dir() else model)
