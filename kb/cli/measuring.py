"""`kb evaluate`: how good the search is, in the field's own measures."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kb.agencies import open_registry
from kb.cli.output import AsJson, opened, print_json
from kb.cli.resolutions import as_mode
from kb.errors import BadInput
from kb.search import Evaluation, judged_queries
from kb.workflows.measure import evaluate_archive, evaluate_corpus, read_paragraphs


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("evaluate")(evaluate)


def evaluate(
    context: typer.Context,
    queries: Annotated[Path, typer.Argument(help="JSONL: query, positive (id, list or {id: grade})")],
    mode: Annotated[str, typer.Option(help="hybrid, lexical, vector")] = "hybrid",
    corpus: Annotated[Path | None, typer.Option(help="วัดกับข้อความชุดนี้แทน: id, title?, text (JSONL)")] = None,
    as_json: AsJson = False,
) -> None:
    """วัดคุณภาพการค้น (measure search against judged queries)."""
    chosen = as_mode(mode)
    with _lines(queries) as lines:
        judged = judged_queries(lines)
    with opened(context.obj, needs_archive=corpus is None) as runtime:
        if corpus:
            with _lines(corpus) as lines:
                result = evaluate_corpus(
                    read_paragraphs(lines),
                    judged,
                    runtime.encoder,
                    runtime.tokeniser,
                    open_registry(),
                    chosen,
                    runtime.today(),
                )
        else:
            runtime.catch_up()
            with runtime.session() as session:
                result = evaluate_archive(session, runtime.indexes(), runtime.encoder, judged, chosen, runtime.today())
    if result.missing:
        typer.echo(
            f"คำตอบที่ให้มา {len(result.missing)} รายการไม่มีในข้อความที่วัด เช่น {result.missing[0]}\n"
            f"{len(result.missing)} of the positives are not among the texts, such as {result.missing[0]}; "
            "they count as not found",
            err=True,
        )
    if as_json:
        print_json({"mode": mode, **figures(result)})
    else:
        for name, value in figures(result).items():
            typer.echo(f"{name:<12} {value:.4f}" if isinstance(value, float) else f"{name:<12} {value}")


def figures(result: Evaluation) -> dict[str, int | float]:
    """The means under the names the field gives them."""
    return {
        "n": result.n,
        "missing": len(result.missing),
        "ndcg@10": round(result.ndcg_at_10, 4),
        "mrr@10": round(result.mrr_at_10, 4),
        "recall@1": round(result.recall_at_1, 4),
        "recall@10": round(result.recall_at_10, 4),
        "recall@100": round(result.recall_at_100, 4),
    }


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a text file, gzip or not; raises `BadInput` for one that cannot be read."""
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8-sig")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8-sig") as stream
        ):
            yield iter(stream)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"อ่านไฟล์ {path} ไม่ได้", f"cannot read {path}: {error}") from error
