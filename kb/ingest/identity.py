"""The name of a matter: meeting date, agenda number, and a letter when a number is used twice."""

import string
from collections.abc import Sequence
from datetime import date

from kb.errors import BadInput
from kb.ingest.document import ParsedMatter


def resolution_id(meeting_date: date, number: int, suffix: str = "") -> str:
    """`2024-09-03-05`, `2024-09-03-05b`: Common Era meeting date, number in two digits (or more), letter."""
    return f"{meeting_date.isoformat()}-{number:02d}{suffix}"


def number_and_letter(ref: str) -> tuple[int, str]:
    """What `resolution_id` made an address of, its day left out."""
    told = ref[len("2024-09-03-") :]
    number = told.rstrip(string.ascii_lowercase)
    return int(number), told[len(number) :]


def assign_letters(matters: Sequence[ParsedMatter]) -> list[str]:
    """The letter of each matter of one page, in order: "" for the first of its number, then "b", "c" and so on.

    A letter that the source itself printed is kept; the others take the free ones in order.
    """
    taken = {(matter.number, matter.suffix) for matter in matters if matter.suffix}
    letters: list[str] = []
    for matter in matters:
        letter = matter.suffix or next_letter(matter.number, taken)
        taken.add((matter.number, letter))
        letters.append(letter)
    return letters


def next_letter(number: int, taken: set[tuple[int, str]]) -> str:
    """The first letter free for `number`: "" before "b" (there is no "a": the first one has no letter)."""
    letters: list[str] = ["", *string.ascii_lowercase[1:]]
    free = next((letter for letter in letters if (number, letter) not in taken), None)
    if free is None:
        raise BadInput(
            f"เลขวาระ {number} ถูกใช้เกิน {len(letters)} ครั้งในการประชุมเดียวกัน",
            f"agenda number {number} is used more than {len(letters)} times in one meeting",
        )
    return free
