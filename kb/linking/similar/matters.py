"""Matters similar to one: gathered from the indexes, compared, folded, spread over agencies, shown with reasons."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from kb.access import Policy
from kb.errors import BadInput, NotFound
from kb.index import Generation
from kb.linking.judgements import judged
from kb.linking.similar.candidates import find_candidates
from kb.linking.similar.neighbours import LEAST, Neighbour, neighbours, told_twice
from kb.linking.similar.reading import Matter, Reading
from kb.linking.similar.result import AgencyShare, SimilarMatter, SimilarMatters
from kb.linking.similar.rows import row_of, rows_of
from kb.linking.similar.suggestions import folded_matters, suggestions
from kb.text import Tokeniser

MOST_SHOWN = 50
FURTHEST = 10
"""Matters at the end of those compared: while one of them is alike, there may be more beyond."""


def similar_matters(
    session: Session,
    indexes: Generation,
    tokeniser: Tokeniser,
    policy: Policy,
    resolution_id: int,
    limit: int = 10,
    least: float = LEAST,
) -> SimilarMatters:
    """Matters like one, those that people confirmed first, then the best of each agency, with reasons and passages.

    What the caller may not see, what is withdrawn and what a person rejected is neither shown nor counted. `least` is
    the score from which two matters are called alike. Raises `NotFound` for a matter that is not there for the caller,
    `BadInput` for a limit that cannot be.
    """
    if not 1 <= limit <= MOST_SHOWN:
        raise BadInput(f"จำนวนต้องอยู่ระหว่าง 1 ถึง {MOST_SHOWN}", f"limit must be between 1 and {MOST_SHOWN}")
    row = row_of(session, resolution_id, policy)
    if row is None:
        raise NotFound("ไม่พบมติที่ต้องการเปรียบเทียบ", "there is no such resolution to compare")
    reading = Reading(session, indexes, tokeniser, row)
    one = reading.matters([row])[row.id]
    words = reading.sought(one)
    candidates = find_candidates(session, indexes, one.item, words, policy)
    verdicts = judged(session, row.id)
    others = reading.matters(list(rows_of(session, sorted({*candidates.keys, *verdicts}), policy).values()))
    found = neighbours(one.item, [each.item for each in others.values()], candidates.text_words, verdicts, least)
    furthest = set(candidates.keys[-FURTHEST:]) if candidates.more else set()
    rarity = {word: weight * indexes.lexical.rarity(word) for word, weight in words.items()}
    return _result(
        one, others, found, suggestions(reading, one, others, found[:limit], rarity),
        found_is_least=any(each.item.id in furthest and each.verdict is None for each in found),
    )  # fmt: skip


def _result(
    one: Matter,
    others: Mapping[int, Matter],
    found: Sequence[Neighbour],
    items: tuple[SimilarMatter, ...],
    *,
    found_is_least: bool,
) -> SimilarMatters:
    shares = agency_shares(found, others)
    named = sum(share.agency is not None for share in shares)
    thai, english = summary(len(found), named, found_is_least=found_is_least)
    again = [each.item for each in others.values() if each.row.id != one.row.id and told_twice(one.item, each.item)]
    return SimilarMatters(
        ref=one.row.ref,
        items=items,
        found=len(found),
        found_is_least=found_is_least,
        agencies=named,
        by_agency=shares,
        told_twice=folded_matters(others, again),
        thai=thai,
        english=english,
    )


def agency_shares(found: Sequence[Neighbour], others: Mapping[int, Matter]) -> tuple[AgencyShare, ...]:
    """The similar matters by agency, most first, then the better best; those without an agency last."""
    of_agency: dict[int | None, list[Neighbour]] = {}
    for each in sorted(found, key=lambda each: -each.score):
        of_agency.setdefault(each.item.agency, []).append(each)
    shares = []
    for listed in of_agency.values():
        row = others[listed[0].item.id].row
        shares.append(AgencyShare(row.agency, row.agency_abbr, len(listed), row.ref, round(listed[0].score, 4)))
    return tuple(sorted(shares, key=lambda share: (share.agency is None, -share.matters, -share.score, share.best)))


def summary(found: int, agencies: int, *, found_is_least: bool) -> tuple[str, str]:
    """What was found in a sentence, in Thai and in English."""
    if not found:
        return "ไม่พบเรื่องทำนองเดียวกัน", "no similar matter was found"
    thai, english = ("อย่างน้อย ", "at least ") if found_is_least else ("", "")
    matters, bodies = "matter" if found == 1 else "matters", "agency" if agencies == 1 else "agencies"
    return (
        f"พบเรื่องทำนองเดียวกัน {thai}{found} เรื่อง จาก {agencies} หน่วยงาน",
        f"{english}{found} similar {matters} from {agencies} {bodies}",
    )
