"""`kill -9` at random moments of loading and of swapping the index: nothing told is lost, nothing half visible."""

import json
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy import text

from kb.embeddings import Encoder
from kb.errors import NotFound
from kb.index import Generations, Indexer
from kb.store import open_database
from kb.text import Tokeniser

KILLS = 20
AT_ONCE = 2
"""Homes that are tormented side by side, each with half of the kills."""

HALF_VISIBLE = """
SELECT 'resolution without its passages', r.ref FROM resolution r
WHERE (SELECT count(*) FROM passage p WHERE p.resolution_id = r.id AND p.kind = 'title') <> 1
   OR (SELECT count(*) FROM passage p WHERE p.resolution_id = r.id AND p.kind = 'body') < 1
UNION ALL SELECT 'passage without its vector', p.id FROM passage p WHERE p.id NOT IN (SELECT passage_id FROM vector)
UNION ALL SELECT 'resolution that no change tells of', ref FROM resolution
WHERE id NOT IN (SELECT resolution_id FROM "change")
UNION ALL SELECT 'document without its matters', d.name FROM document d JOIN document_version v ON v.document_id = d.id
WHERE (SELECT count(*) FROM resolution r WHERE r.version_id = v.id) <> 3
UNION ALL SELECT 'document that was stored twice', name FROM document
WHERE (SELECT count(*) FROM document_version v WHERE v.document_id = document.id) <> 1
"""


class Witness:
    """Looks into a home after a kill, as the next process would."""

    def __init__(self, home: Path, encoder: Encoder, tokeniser: Tokeniser) -> None:
        self.home, self.encoder, self.tokeniser = home, encoder, tokeniser

    def documents(self) -> set[str]:
        """Check that everything in the home is whole, before and after the index follows; returns what is loaded."""
        database = open_database(self.home / "kb.sqlite3")
        indexer = Indexer(database, Generations(self.home / "index"), self.encoder, self.tokeniser)
        try:
            with database.reading() as session:
                assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
                assert session.execute(text(HALF_VISIBLE)).all() == []
                names = set(session.execute(text("SELECT name FROM document")).scalars())
                known = set(session.execute(text("SELECT id FROM resolution")).scalars())
            try:
                live = indexer.generations.open(indexer.shape, self.tokeniser)
                assert set(live.lexical.resolutions()) <= known
                assert live.vectors.rows == live.manifest.passages
            except NotFound:
                assert not (self.home / "index" / "CURRENT").exists()
            verdict = indexer.verify()
            assert verdict.problems == ()
            assert verdict.resolutions == len(known) == 3 * len(names)
        finally:
            database.close()
        return names


def killed_ingest(command: list[str], environment: dict[str, str], chance: random.Random) -> list[str]:
    """Load, and be killed at random: often while documents go in, sometimes before the first. What was reported."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = []
        if chance.random() < 0.2:
            time.sleep(chance.uniform(0.1, 1.0))
        else:
            lines = [process.stdout.readline() for _ in range(chance.randrange(1, 12))]
            time.sleep(chance.uniform(0, 0.05))
        process.kill()
        lines.extend(process.stdout.readlines())
    told = [json.loads(line) for line in lines if line.endswith("\n")]
    return [each["document"] for each in told if "document" in each]


def side_by_side(work: Callable[[int], Any]) -> list[Any]:
    """What each worker brings back."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, range(AT_ONCE)))


def test_killed_while_loading(
    corpus: Path, tmp_path: Path, bundled: Encoder, tokeniser: Tokeniser, command: Any, environment: dict[str, str]
) -> None:
    """Twenty kills: each document that was reported is there, whole and findable; the next run goes on from there."""

    def torment(worker: int) -> tuple[int, int]:
        chance = random.Random(8128 + worker)
        homes = reported_in_all = 0
        reported: set[str] = set()
        for _ in range(KILLS // AT_ONCE):
            home = tmp_path / f"home-{worker}-{homes}"
            told = killed_ingest(command(home, "ingest", "--json-lines", str(corpus)), environment, chance)
            reported.update(told)
            reported_in_all += len(told)
            loaded = Witness(home, bundled, tokeniser).documents()
            assert reported <= loaded
            if len(loaded) == 40:
                homes, reported = homes + 1, set()
        return homes, reported_in_all

    results = side_by_side(torment)
    assert sum(reported for _, reported in results) > KILLS  # the kills did fall among documents


def test_killed_while_the_index_is_swapped(
    loaded_home: Path, tmp_path: Path, bundled: Encoder, tokeniser: Tokeniser, command: Any, environment: dict[str, str]
) -> None:
    """Twenty kills of `kb index --rebuild`: a whole generation is live at each moment, and leftovers do not pile up."""

    def torment(worker: int) -> int:
        chance = random.Random(496 + worker)
        home = Path(shutil.copytree(loaded_home, tmp_path / f"home-{worker}"))
        rebuild = command(home, "index", "--rebuild")
        interrupted = 0
        started = time.monotonic()
        subprocess.run(rebuild, env=environment, check=True, capture_output=True)
        took = time.monotonic() - started
        for _ in range(KILLS // AT_ONCE):
            process = subprocess.Popen(rebuild, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            building = home / "index"
            before = set(building.iterdir())
            deadline = time.monotonic() + 4 * took
            while set(building.iterdir()) == before and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.001)  # wait until it has begun to write
            time.sleep(chance.uniform(0, 0.25 * took))
            process.kill()
            interrupted += process.wait() != 0
            assert len(Witness(home, bundled, tokeniser).documents()) == 40
            assert len([path for path in building.iterdir() if path.is_dir()]) <= 3
        return interrupted

    assert sum(side_by_side(torment)) > KILLS // 2


def test_the_command_agrees_after_a_kill(
    corpus: Path, tmp_path: Path, command: Any, environment: dict[str, str]
) -> None:
    """The same through the doors a person has: `kb index --verify` is clean, and loading again completes the home."""
    home = tmp_path / "home"
    killed_ingest(command(home, "ingest", "--json-lines", str(corpus)), environment, random.Random(6))

    def finish(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command(home, *arguments), env=environment, capture_output=True, text=True, check=False)

    verified = finish("index", "--verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    loaded = finish("ingest", "--json", str(corpus))
    report = json.loads(loaded.stdout)
    assert len(report["loaded"]) + report["already_loaded"] == 40
    assert json.loads(finish("index", "--verify", "--json").stdout)["resolutions"] == 120
