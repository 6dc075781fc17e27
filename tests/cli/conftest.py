"""A home with a page and a letter that somebody must join, and the command run on it."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kb.cli import main
from kb.runtime import Runtime
from kb.settings import Settings

PAGE = """สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2574

1. เรื่อง ขออนุมัติสร้างสะพานลอยคนข้ามสำหรับฝูงเต่าอพยพในเขตเทศบาลนครสมมุติ
คณะรัฐมนตรีมีมตอนุมัติตามที่กระทรวงมหาดไทยเสนอ
2. เรื่อง ร่างกฎกระทรวงกำหนดเส้นผ่านศูนย์กลางลูกโป่งลมสวรรค์ที่ใช้ในงานวัดประจำปี
คณะรัฐมนตรีมีมติเห็นชอบ
"""
LETTER = """ที่ นร 0505/ว 9731
สำนักเลขาธิการคณะรัฐมนตรี
ทำเนียบรัฐบาล กทม. 10300

8 มกราคม 2574

เรื่อง ทางข้ามของสัตว์เลื้อยคลาน
เรียน รัฐมนตรีว่าการกระทรวงมหาดไทย

คณะรัฐมนตรีได้ประชุมปรึกษาเมื่อวันที่ 5 มกราคม 2574 ลงมติว่า อนุมัติ

จึงเรียนยืนยันมา
"""


class Told(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def home(own_home: Path, tmp_path: Path) -> Path:
    """The sample home with a page and a letter of one meeting."""
    for name, text in (("page.txt", PAGE), ("letter.txt", LETTER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    runtime = Runtime(Settings(own_home))
    assert runtime.load([tmp_path / "page.txt", tmp_path / "letter.txt"]).added == 3
    runtime.close()
    return own_home


Kb = Callable[..., Told]


def running(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kb:
    """A way to run the command on a home in this process, whatever settings the developer's shell has."""
    for name in [name for name in os.environ if name.startswith("KB_")]:
        monkeypatch.delenv(name)

    def run(*args: object) -> Told:
        monkeypatch.setattr(sys, "argv", ["kb", "--home", str(home), *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Told(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def person(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kb:
    """Run the command on that home."""
    return running(home, monkeypatch, capsys)


@pytest.fixture
def kb(own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kb:
    """Run the command on a copy of the sample home."""
    return running(own_home, monkeypatch, capsys)
