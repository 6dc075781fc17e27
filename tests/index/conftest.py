"""Archives with something in them, for tests of indexes."""

from datetime import date
from typing import Any

import pytest

from kb.index import generations

DAY = date(2031, 1, 5)
MATTERS = tuple(
    {"number": number, "title": title, "body": body}
    for number, (title, body) in enumerate(
        [
            ("ขออนุมัติสร้างสะพานให้เต่าข้ามถนน", "คณะรัฐมนตรีมีมติอนุมัติให้สร้างสะพานลอยสำหรับเต่า จำนวน 12 แห่ง " * 30),
            ("ร่างกฎกระทรวงว่าด้วยการเลี้ยงจิ้งหรีดในคอนโดมิเนียม", "เห็นชอบในหลักการ และให้รับความเห็นไปประกอบ"),
            ("รายงานผลการประกวดข้าวเหนียวมะม่วงโลก", "รับทราบตามที่เสนอ " * 60),
            ("การขยายเวลาเปิดสวนสาธารณะเพื่อดูดาว", ""),
            ("แต่งตั้งกรรมการส่งเสริมการนอนกลางวัน", "อนุมัติแต่งตั้งตามที่เสนอ จำนวน 5 ราย"),
        ],
        1,
    )
)


@pytest.fixture
def filled(archive: Any) -> Any:
    """An archive with five matters, indexed."""
    archive.store(archive.document("first", DAY, *MATTERS))
    archive.indexer.catch_up()
    return archive


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here cuts the power, so none waits for the disk."""
    monkeypatch.setattr(generations.os, "fsync", lambda _descriptor: None)
