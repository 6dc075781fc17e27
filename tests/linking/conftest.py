"""A small home of invented meetings that cite one another."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.runtime import Runtime
from kb.settings import Settings
from kb.workflows import LoadOptions

FIRST = """สรุปข่าวการประชุมคณะรัฐมนตรี 7 มีนาคม 2564

1. เรื่อง หลักเกณฑ์การยืมเรือพายของส่วนราชการ
คณะรัฐมนตรีมีมติเห็นชอบหลักเกณฑ์การยืมเรือพายของส่วนราชการ ตามที่กระทรวงคมนาคม (คค.) เสนอ และให้ส่วนราชการถือปฏิบัติต่อไป
2. เรื่อง โครงการเพาะพันธุ์ผักตบชวาสีม่วงแบบครบวงจร
คณะรัฐมนตรีมีมติอนุมัติโครงการเพาะพันธุ์ผักตบชวาสีม่วงแบบครบวงจร วงเงิน 12 ล้านบาท ตามที่กระทรวงเกษตรและสหกรณ์ (กษ.) เสนอ
"""
REVOKING = """สรุปข่าวการประชุมคณะรัฐมนตรี 5 มีนาคม 2566

1. เรื่อง ขอยกเลิกมติคณะรัฐมนตรีเรื่อง หลักเกณฑ์การยืมเรือพายของส่วนราชการ
คณะรัฐมนตรีมีมติเห็นชอบให้ยกเลิกมติคณะรัฐมนตรีเมื่อวันที่ 7 มีนาคม 2564 (เรื่อง หลักเกณฑ์การยืมเรือพายของส่วนราชการ) \
ตามที่กระทรวงคมนาคม (คค.) เสนอ โดยให้เป็นไปตามพระราชบัญญัติวิธีการงบประมาณ พ.ศ. 2561
2. เรื่อง รายงานผลการเพาะพันธุ์ผักตบชวา
คณะรัฐมนตรีรับทราบรายงานผลการดำเนินการตามมติคณะรัฐมนตรี (2 มกราคม 2565) เรื่อง แผนผักตบชวาแห่งชาติ \
ตามที่กระทรวงเกษตรและสหกรณ์ (กษ.) เสนอ
"""
MISSING = """สรุปข่าวการประชุมคณะรัฐมนตรี 2 มกราคม 2565

1. เรื่อง แผนผักตบชวาแห่งชาติ
คณะรัฐมนตรีมีมติเห็นชอบแผนผักตบชวาแห่งชาติ ตามที่กระทรวงเกษตรและสหกรณ์ (กษ.) เสนอ
"""
BOATS, WEEDS, PLAN = "2021-03-07-01", "2021-03-07-02", "2022-01-02-01"
REVOKES, REPORTS = "2023-03-05-01", "2023-03-05-02"

Load = Callable[..., None]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Runtime]:
    """An empty home."""
    runtime = Runtime(Settings(tmp_path / "home"))
    yield runtime
    runtime.close()


@pytest.fixture
def load(home: Runtime, tmp_path: Path) -> Load:
    """Loads a page under a name, as a person would, perhaps classified."""

    def put(name: str, page: str, classification: str | None = None) -> None:
        path = tmp_path / name
        path.write_text(page, encoding="utf-8")
        report = home.load([path], LoadOptions(classification=classification))
        assert report.loaded == [name]
        home.reader.refresh()

    return put
