"""Text to vectors: the encoder, the bundled model, training, and the FAISS door."""

from kb.embeddings.encoder import BUNDLED, Encoder, open_encoder
from kb.embeddings.train import StaticRecipe, TrainingReport, train_static
from kb.embeddings.training_text import TitledText, read_titled_texts

__all__ = [
    "BUNDLED",
    "Encoder",
    "StaticRecipe",
    "TitledText",
    "TrainingReport",
    "open_encoder",
    "read_titled_texts",
    "train_static",
]
