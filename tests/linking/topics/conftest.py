"""A small invented archive: each subject is a direction in space, each matter lies near its subject's."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pytest

from kb.linking.topics import TopicInput
from kb.linking.topics.space import unit_rows
from kb.text import open_tokeniser

TOKENISER = open_tokeniser()
DIMENSION = 24
SUBJECTS = {
    "rubber": (
        "มาตรการช่วยเหลือชาวสวนยางพารา", "โครงการประกันรายได้ชาวสวนยางพารา", "แนวทางแก้ไขราคายางพาราตกต่ำ",
        "การใช้ยางพาราในงานก่อสร้างถนน",
        "ขออนุมัติงบกลางเพื่อรับซื้อยางพารา", "แผนลดพื้นที่ปลูกยางพารา",
    ),
    "border": (
        "ร่างบันทึกความเข้าใจไทย–ลาว ด้านการค้าชายแดน", "ผลการประชุมไทย–ลาว เรื่องการค้าชายแดน", "การเปิดจุดผ่านแดนถาวรไทย–ลาว",
        "ความตกลงไทย–ลาว ว่าด้วยการขนส่งข้ามแดน", "แผนความร่วมมือไทย–ลาว ระยะยาว", "การค้าชายแดนไทย–ลาว ภายหลังโรคระบาด",
    ),
    "haze": (
        "แผนแก้ไขปัญหาหมอกควันและไฟป่า", "มาตรการลดหมอกควันข้ามแดน", "การห้ามเผาเพื่อลดหมอกควัน",
        "ขออนุมัติงบกลางเพื่อดับไฟป่าและหมอกควัน",
        "รายงานสถานการณ์หมอกควันภาคเหนือ", "ข้อเสนอแก้หมอกควันของภาคเอกชน",
    ),
}  # fmt: skip
LOOSE = ("การอนุรักษ์เต่าทะเล", "พิพิธภัณฑ์เหรียญโบราณ", "สะพานแขวนข้ามหุบเขา")


def _archive(
    subjects: Sequence[str] = tuple(SUBJECTS),
    each: int = 6,
    titles: dict[int, str] | None = None,
    agencies: Sequence[str | None] = ("กระทรวงก", "กระทรวงข"),
    appointments: Sequence[int] = (),
    loose: int = 0,
    **more: object,
) -> TopicInput:
    """Matters of these subjects, ids from 1, `each` of a subject in turn; `loose` ones lie apart from all."""
    named = {**dict(enumerate([title for name in subjects for title in SUBJECTS[name][:each]])), **(titles or {})}
    said = [named[place] for place in range(len(subjects) * each)] + list(LOOSE[:loose])
    noise = np.random.default_rng(7).normal(0, 0.06, (len(said), DIMENSION))
    spot = [list(SUBJECTS).index(name) for name in subjects for _ in range(each)] + [10 + n for n in range(loose)]
    count = len(said)
    return TopicInput(
        ids=np.arange(1, count + 1, dtype=np.int64),
        refs=[f"2024-01-02-{place:02}" for place in range(count)],
        days=[date(2020 + place % 4, 1, 1 + place) for place in range(count)],
        agencies=[agencies[place % len(agencies)] for place in range(count)],
        titles=said,
        pieces=[TOKENISER.segment(title) for title in said],
        terms=[TOKENISER.words(title) for title in said],
        vectors=unit_rows(np.eye(DIMENSION)[spot] + noise),
        appointment=np.isin(np.arange(1, count + 1), list(appointments)),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def archive() -> Callable[..., TopicInput]:
    """Makes an archive; see `_archive`."""
    return _archive
