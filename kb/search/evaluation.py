"""Judged queries in, measures out."""

import json
import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from kb.errors import BadInput
from kb.search.metrics import Graded, Ranked, ndcg, pessimistic, recall, reciprocal_rank

DEPTH = 100


@dataclass(frozen=True)
class JudgedQuery:
    """A query and the grades of the resolutions that answer it."""

    text: str
    grades: Graded


@dataclass(frozen=True)
class Evaluation:
    """Means over all queries; `per_query` holds nDCG@10 of each, in order. Ties count against.

    `missing` holds the positive ids that nothing searched has, in order: no ranking can find them.
    """

    n: int
    ndcg_at_10: float
    mrr_at_10: float
    recall_at_1: float
    recall_at_10: float
    recall_at_100: float
    per_query: tuple[float, ...] = field(repr=False)
    missing: tuple[str, ...] = ()


def evaluate(
    queries: Sequence[JudgedQuery], answer: Callable[[str], Sequence[Ranked]], known: Collection[str] | None = None
) -> Evaluation:
    """Ask every query; `answer` gives at least `DEPTH` entries when there are as many.

    `known` holds the ids that may be found; without it nothing is taken to be missing.
    """
    positives = {key for query in queries for key, grade in query.grades.items() if grade > 0}
    rankings = [(pessimistic(answer(query.text), query.grades), query.grades) for query in queries]
    gains = tuple(ndcg(ids, grades) for ids, grades in rankings)
    return Evaluation(
        n=len(queries),
        ndcg_at_10=fmean(gains),
        mrr_at_10=fmean(reciprocal_rank(ids, grades) for ids, grades in rankings),
        recall_at_1=fmean(recall(ids, grades, 1) for ids, grades in rankings),
        recall_at_10=fmean(recall(ids, grades, 10) for ids, grades in rankings),
        recall_at_100=fmean(recall(ids, grades, DEPTH) for ids, grades in rankings),
        per_query=gains,
        missing=() if known is None else tuple(sorted(positives.difference(known))),
    )


def judged_queries(lines: Iterable[str]) -> list[JudgedQuery]:
    """Read `{"query", "positive"}` rows, `positive` being an id, a list of ids or a map of id to grade.

    Raises `BadInput` naming the line that is wrong, or when there is none at all.
    """
    queries = [_judged(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not queries:
        raise BadInput("ไฟล์คำค้นว่างเปล่า ต้องมีอย่างน้อยหนึ่งบรรทัด", "the file of queries is empty; it needs at least one row")
    return queries


def _judged(number: int, line: str) -> JudgedQuery:
    try:
        row = json.loads(line)
        text, grades = row["query"], _grades(row["positive"])
        if not isinstance(text, str) or not any(grade > 0 for grade in grades.values()):
            raise ValueError(line)
        return JudgedQuery(text, grades)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"บรรทัดที่ {number} ของไฟล์คำค้นไม่ถูกต้อง ต้องเป็น JSON ที่มี query และ positive",
            f"line {number} of the queries is wrong: it must be a JSON object with query and positive",
        ) from error


def _grades(positive: object) -> dict[str, float]:
    """The grades a row gives, one of 1 to each id of a list; raises `ValueError` or `TypeError` for anything else."""
    if isinstance(positive, dict):
        grades = {key: float(grade) for key, grade in positive.items()}
        if not all(0 <= grade < math.inf for grade in grades.values()):
            raise ValueError(positive)
        return grades
    ids = [positive] if isinstance(positive, str) else positive
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise TypeError(positive)
    return dict.fromkeys(ids, 1.0)
