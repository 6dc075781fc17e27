"""The one door to torch and sentence-transformers, the optional extra `models`: opened on first use, never before."""

import importlib
from dataclasses import dataclass
from types import ModuleType

from kb.errors import MissingExtra


@dataclass(frozen=True)
class ModelsExtra:
    """The libraries of the extra, imported."""

    sentence_transformers: ModuleType
    modules: ModuleType
    losses: ModuleType
    datasets: ModuleType
    torch: ModuleType
    transformers: ModuleType


_PLACES = {
    "sentence_transformers": "sentence_transformers",
    "modules": "sentence_transformers.sentence_transformer.modules",
    "losses": "sentence_transformers.sentence_transformer.losses",
    "datasets": "datasets",
    "torch": "torch",
    "transformers": "transformers",
}


def open_models_extra() -> ModelsExtra:
    """Import the libraries (seconds, hundreds of megabytes). Raises MissingExtra when one is not installed."""
    try:
        return ModelsExtra(**{name: importlib.import_module(place) for name, place in _PLACES.items()})
    except ImportError as error:
        raise MissingExtra(
            f"ต้องติดตั้งส่วนเสริม models ก่อน: pip install 'resolution-kb[models]' (ขาด {error.name})",
            f"this needs the extra `models`: pip install 'resolution-kb[models]' ({error.name} is missing)",
        ) from error
