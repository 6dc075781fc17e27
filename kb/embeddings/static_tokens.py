"""The one door to `tokenizers`: raw text to token numbers, and the tokenizer file that does it.

The tokenizer is a Unigram model whose pieces are words with the logarithm of their frequency, so it needs no word
segmentation beforehand: the most probable way to cut a run of letters is its words, and single characters are the
way out for what is in no word. Marks are letters here, so ข่าว, ข้าว and ขาว are three pieces.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "[UNK]"


class StaticTokens:
    """Token numbers of texts. Immutable after construction, so threads may share it."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self.size: int = tokenizer.get_vocab_size()

    @classmethod
    def read(cls, file: Path) -> "StaticTokens":
        """Open a `tokenizer.json`. Raises ValueError when it is not one."""
        try:
            return cls(Tokenizer.from_str(file.read_text(encoding="utf-8")))
        except Exception as error:  # tokenizers raises the bare Exception of its Rust side
            raise ValueError(f"{file.name}: {error}") from error

    def in_search_form(self) -> "StaticTokens":
        """The same pieces for text that is in lower-case search form already, in two thirds of the time.

        Our own normaliser would change nothing in such text and is switched off; another one is left as it is.
        """
        if repr(self.tokenizer.normalizer) != repr(_normaliser()):
            return self
        bare = Tokenizer(self.tokenizer.model)
        bare.normalizer = normalizers.Sequence([])
        bare.pre_tokenizer = self.tokenizer.pre_tokenizer
        return StaticTokens(bare)

    def write(self, file: Path) -> None:
        """Save as a `tokenizer.json` that any reader of that format opens."""
        self.tokenizer.save(str(file), pretty=False)

    def numbers(self, texts: Sequence[str]) -> list[list[int]]:
        """Token numbers of each text, in reading order."""
        return [encoding.ids for encoding in self.tokenizer.encode_batch_fast(texts, add_special_tokens=False)]

    def pieces(self, text: str) -> list[str]:
        """The pieces one text is cut into; for people who want to see why two texts are near."""
        return list(self.tokenizer.encode(text, add_special_tokens=False).tokens)


def build_static_tokens(pieces: Iterable[tuple[str, float]]) -> StaticTokens:
    """A tokenizer of the given (piece, log-probability) rows; the unknown piece is added in front as number 0.

    Its normaliser does for ordinary text what `kb.text.normalise` does (NFC, Thai digits, lower case), so that the
    folder also serves readers who know nothing of this project. Never NFKC, which takes ำ apart.
    """
    tokenizer = Tokenizer(models.Unigram([(UNKNOWN, 0.0), *pieces], unk_id=0, byte_fallback=False))
    tokenizer.normalizer = _normaliser()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return StaticTokens(tokenizer)


def _normaliser() -> normalizers.Normalizer:
    digits = [normalizers.Replace(thai, arabic) for thai, arabic in zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True)]
    return normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase(), *digits])
