"""What a model folder is: one hash over everything in it that shapes a vector."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kb.text import NORMALISER_VERSION

ENCODER_VERSION = 1
"""Raise it when the code of this room gives other vectors for the same files and text."""

_SHAPING = frozenset({".json", ".safetensors", ".bin", ".model", ".txt"})
_APART = frozenset({"onnx", "openvino", ".git", ".cache"})
"""Folders of a downloaded model that hold the same weights for other engines, or no weights."""


def folder_fingerprint(folder: Path, *also: str) -> str:
    """Sha256 over the model files of a folder, the normaliser, the encoder's code, and `also` (prompts, for one).

    Names and lengths are hashed with the contents, so a moved byte and a renamed file both show. Model cards do
    not count: they shape nothing.
    """
    total = hashlib.sha256()
    for part in (f"encoder {ENCODER_VERSION}", f"normaliser {NORMALISER_VERSION}", *also):
        total.update(f"{len(part)}:{part}\n".encode())
    for file in model_files(folder):
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        total.update(f"{file.relative_to(folder).as_posix()} {digest}\n".encode())
    return total.hexdigest()


def model_files(folder: Path) -> Iterator[Path]:
    """Files of a model that shape its vectors, in a fixed order."""
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder)
        if file.suffix in _SHAPING and _APART.isdisjoint(inner.parts) and file.is_file():
            yield file
