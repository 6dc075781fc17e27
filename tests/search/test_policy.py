"""What a caller may not see does not exist for him: no hit, no count, no facet, no quotation, no listing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from kb.access import EVERYTHING, Policy
from kb.errors import NotFound
from kb.runtime import Runtime
from kb.search import SearchFilter, every_resolution, get_resolution, list_agencies, list_resolutions
from kb.settings import Settings
from kb.store import Resolution, record_changes

SECRET = "2025-08-31-01"
"""The only resolution of its agency, and the only one about satellites."""
ORDINARY = Policy(("ปกติ",))
QUESTION = "แผนที่นำทางการใช้ข้อมูลดาวเทียมพยากรณ์ความชื้นดิน"


@pytest.fixture(scope="module")
def classified(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """A home in which one resolution has become secret."""
    runtime = Runtime(Settings(Path(shutil.copytree(sample_home, tmp_path_factory.mktemp("secret") / "home"))))
    with runtime.database.writing() as session:
        resolution = session.execute(select(Resolution).where(col(Resolution.ref) == SECRET)).scalar_one()
        resolution.classification = "ลับ"
        session.add(resolution)
        assert resolution.id
        record_changes(session, [resolution.id])
    runtime.indexer.catch_up()
    yield runtime
    runtime.close()


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
@pytest.mark.parametrize("text", [QUESTION, SECRET, "31 ส.ค. 68", '"ข้อมูลดาวเทียม"', ""])
def test_nothing_tells_of_it(classified: Runtime, ask_of, text: str, mode: str) -> None:
    """Neither words, meaning, address, date, phrase nor a mere filter brings it out; whoever may see it finds it."""
    within = {"years": (2568,)}
    ask = ask_of(classified)
    open_to_all = ask(text, EVERYTHING, mode=mode, limit=100, **within)
    found = ask(text, ORDINARY, mode=mode, limit=100, **within)
    assert SECRET in [hit.id for hit in open_to_all.hits]
    assert SECRET not in [hit.id for hit in found.hits]
    assert found.total == len(found.hits)
    assert sum(each.count for each in found.facets.years) == found.total
    told = repr((found.hits, found.facets))
    assert "ดาวเทียมพยากรณ์" not in told


def test_lists_and_look_ups_keep_the_secret_too(classified: Runtime) -> None:
    """It is not listed, not counted for its agency, and asking for it by address is like asking for none."""
    with classified.session() as session:
        assert SECRET not in [each.id for each in list_resolutions(session, SearchFilter(), ORDINARY, 200).items]
        assert SECRET not in [each.id for each in every_resolution(session, SearchFilter(), ORDINARY)]
        counts = [sum(each.resolutions for each in list_agencies(session, policy)) for policy in (EVERYTHING, ORDINARY)]
        assert counts[0] - counts[1] == 1
        with pytest.raises(NotFound) as hidden:
            get_resolution(session, SECRET, ORDINARY)
        with pytest.raises(NotFound) as absent:
            get_resolution(session, "2025-08-31-99", ORDINARY)
        assert hidden.value.english == absent.value.english.replace("-99", "-01")
        assert get_resolution(session, SECRET, EVERYTHING).summary.id == SECRET


def test_a_policy_that_sees_nothing(classified: Runtime, ask_of) -> None:
    """Without any classification there is nothing."""
    assert ask_of(classified)(QUESTION, Policy(())).total == 0
