"""Text to vectors: the encoder, the bundled model, training, and the FAISS door."""

from kb.embeddings.encoder import BUNDLED, Encoder, open_encoder

__all__ = ["BUNDLED", "Encoder", "open_encoder"]
