"""Judged queries in, measures out."""

import json
from collections.abc import Callable, Iterable, Sequence
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
    """Means over all queries; `per_query` holds nDCG@10 of each, in order. Ties count against."""

    n: int
    ndcg_at_10: float
    mrr_at_10: float
    recall_at_1: float
    recall_at_10: float
    recall_at_100: float
    per_query: tuple[float, ...] = field(repr=False)


def evaluate(queries: Sequence[JudgedQuery], answer: Callable[[str], Sequence[Ranked]]) -> Evaluation:
    """Ask every query; `answer` gives at least `DEPTH` entries when there are as many."""
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
        positive = row["positive"]
        if isinstance(positive, str):
            positive = [positive]
        grades = {str(key): float(grade) for key, grade in positive.items()} if isinstance(positive, dict) else {}
        return JudgedQuery(str(row["query"]), grades or {str(key): 1.0 for key in positive})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"บรรทัดที่ {number} ของไฟล์คำค้นไม่ถูกต้อง ต้องเป็น JSON ที่มี query และ positive",
            f"line {number} of the queries is wrong: it must be a JSON object with query and positive",
        ) from error
