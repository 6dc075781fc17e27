"""Time a search over HTTP, one client, and beside it the floor: Tantivy and FAISS alone on the same queries.

    python bench/search_speed.py --home DIR --queries QUERIES.jsonl [--n 500] [--rounds 3]

A server is started for the home on a free port and stopped at the end. Each round asks all queries over HTTP and then
gives the same ones to the two libraries in this process; medians of rounds, and the ratio between them, are what to
quote from a machine that is not quiet.
"""

import argparse
import http.client
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import quote

from kb.index import Generation, LexicalFilter
from kb.runtime import Runtime
from kb.search.analysis import analyse
from kb.search.candidates import lexical_clauses
from kb.search.weights import DEFAULT, LEXICAL_SCORED, VECTOR_DEPTH
from kb.settings import settings_from


def percentile(seconds: Sequence[float], share: float) -> float:
    """In milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def timed(work: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Seconds for each query."""
    took = []
    for query in queries:
        started = time.perf_counter()
        work(query)
        took.append(time.perf_counter() - started)
    return took


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Client:
    """One keep-alive connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str) -> int:
        """The status of an answer that was read to its end."""
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        response.read()
        return response.status

    def search(self, query: str) -> None:
        """Ask for ten hits."""
        status = self.get(f"/api/v1/search?q={quote(query)}")
        if status != 200:
            raise SystemExit(f"search answered {status} for {query!r}")


def wait_until_ready(client: Callable[[], Client], patience_s: float = 60) -> None:
    """Until /health/ready answers 200."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        try:
            if client().get("/api/v1/health/ready") == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not become ready")


def floor(runtime: Runtime) -> Callable[[str], object]:
    """The two libraries alone: one BM25 query and one nearest-neighbour query, everything else made beforehand."""
    indexes: Generation = runtime.indexes()
    prepared: dict[str, tuple[object, object]] = {}

    def work(query: str) -> object:
        clauses, vector = prepared[query]
        hits = indexes.lexical.search(clauses, LexicalFilter(), LEXICAL_SCORED)  # type: ignore[arg-type]
        return hits, indexes.vectors.search(vector, VECTOR_DEPTH)  # type: ignore[arg-type]

    def prepare(query: str) -> None:
        analysis = analyse(query, indexes.tokeniser, date.today())
        clauses = lexical_clauses(analysis, DEFAULT, indexes.lexical.frequency, indexes.lexical.rows)
        prepared[query] = clauses, runtime.encoder.encode_queries([analysis.text])[0]

    work.prepare = prepare  # type: ignore[attr-defined]
    return work


def main() -> None:
    """Run the rounds and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--n", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    queries = [json.loads(line)["query"] for line in options.queries.read_text(encoding="utf-8").splitlines()][
        : options.n
    ]
    runtime = Runtime(settings_from({}).at(options.home))
    runtime.warm_up()
    alone = floor(runtime)
    for query in queries:
        alone.prepare(query)  # type: ignore[attr-defined]
    port = free_port()
    command = [sys.executable, "-m", "kb", "--home", str(options.home), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(lambda: Client(port))
        client = Client(port)
        timed(client.search, queries[:50])
        timed(alone, queries[:50])
        rounds = [(timed(client.search, queries), timed(alone, queries)) for _ in range(options.rounds)]
    finally:
        server.terminate()
        server.wait(timeout=20)
        runtime.close()
    resolutions = runtime.indexes().manifest.resolutions
    print(f"{resolutions} resolutions, {len(queries)} queries, {options.rounds} rounds, one client; milliseconds")
    for name, column in (("HTTP search", 0), ("floor: Tantivy + FAISS", 1)):
        figures = [statistics.median(percentile(each[column], share) for each in rounds) for share in (0.5, 0.9, 0.99)]
        print(f"{name:<24} p50 {figures[0]:6.1f}  p90 {figures[1]:6.1f}  p99 {figures[2]:6.1f}")
    ratio = statistics.median(percentile(both[0], 0.5) / percentile(both[1], 0.5) for both in rounds)
    print(f"ratio of medians         {ratio:.1f}")


if __name__ == "__main__":
    main()
