"""The one door to torch, sentence-transformers and what they bring: the optional extra `models`.

Opened on first use, never before: searching with the bundled model needs none of it.
"""

import importlib
from typing import Any, Literal

from kb.errors import MissingExtra

Part = Literal[
    "datasets",
    "huggingface_hub",
    "scipy.sparse",
    "sentence_transformers",
    "sentence_transformers.sentence_transformer.losses",
    "sentence_transformers.sentence_transformer.modules",
    "sklearn.utils.extmath",
    "torch",
    "transformers",
]


def open_extra(part: Part) -> Any:
    """One library of the extra, imported (seconds, hundreds of megabytes, the first time).

    They carry no types, hence Any. Raises MissingExtra when the extra is not installed.
    """
    try:
        return importlib.import_module(part)
    except ImportError as error:
        raise MissingExtra(
            f"ต้องติดตั้งส่วนเสริม models ก่อน: pip install 'resolution-kb[models]' (ขาด {error.name})",
            f"this needs the extra `models`: pip install 'resolution-kb[models]' ({error.name} is missing)",
        ) from error
