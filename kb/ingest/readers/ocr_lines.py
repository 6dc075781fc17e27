"""The lines a recogniser gives: their text, how sure it is of each, and which are no text at all."""

import re
from dataclasses import dataclass

NOISE_CONFIDENCE = 45.0
"""Below this a line is dirt, a stamp or handwriting: kept, it would be words that no one wrote."""
SHORT = 3
SHORT_CONFIDENCE = 75.0
"""A line of so few letters must be surer than that: specks read as letters are short."""

_LETTER = re.compile(r"[^\W_]|[ก-๎]")


@dataclass(frozen=True)
class Line:
    """One line as recognised; `confidence` is 0 to 100, weighted by the length of its words."""

    text: str
    confidence: float

    @property
    def letters(self) -> int:
        """How many letters, marks and digits it has."""
        return len(_LETTER.findall(self.text))

    @property
    def is_noise(self) -> bool:
        """Whether nothing was written there."""
        least = SHORT_CONFIDENCE if self.letters <= SHORT else NOISE_CONFIDENCE
        return self.letters == 0 or self.confidence < least


def lines_of(text: str, table: str) -> list[Line]:
    """Lines of the plain text, with the confidence that the table (Tesseract's TSV) gives for the words in each.

    The plain text has the spaces right, the table the confidence; both tell the same lines in the same order. Where
    they do not, every line gets the mean.
    """
    printed = [line for line in text.replace("\f", "\n").split("\n") if line.strip()]
    measured: dict[tuple[str, ...], tuple[float, int]] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) >= 12 and cells[0] == "5" and cells[11].strip():
            place = tuple(cells[1:5])
            total, count = measured.get(place, (0.0, 0))
            measured[place] = total + max(float(cells[10]), 0.0) * len(cells[11]), count + len(cells[11])
    means = [total / count for total, count in measured.values()]
    if len(means) != len(printed):
        mean = sum(total for total, _ in measured.values()) / max(1, sum(count for _, count in measured.values()))
        means = [mean] * len(printed)
    return [Line(line, confidence) for line, confidence in zip(printed, means, strict=True)]
