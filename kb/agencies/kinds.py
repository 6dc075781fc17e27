"""What sort of body an agency is, from the words of its name; the seed table overrides what no rule can know."""

import re
from collections.abc import Iterable
from typing import Literal, cast, get_args

Kind = Literal[
    "ministry", "department", "office", "state enterprise", "public organisation", "independent body", "committee",
    "court", "local government", "other",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
THAI_KINDS: dict[Kind, str] = {
    "ministry": "กระทรวง",
    "department": "กรม",
    "office": "สำนักงาน",
    "state enterprise": "รัฐวิสาหกิจ",
    "public organisation": "องค์การมหาชน",
    "independent body": "องค์กรอิสระ",
    "committee": "คณะกรรมการ",
    "court": "ศาล",
    "local government": "ส่วนท้องถิ่น",
    "other": "อื่น ๆ",
}

_PUBLIC_ORGANISATION = "(องค์การมหาชน)"
# First match decides: a court's office before an office, a local body before the enterprises called องค์การ.
_RULES: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(pattern), cast("Kind", kind))
    for pattern, kind in (
        (r"(?:สำนักงาน)?ศาล", "court"),
        (r"กรุงเทพมหานคร|เมืองพัทยา|จังหวัด|เทศบาล|องค์การบริหารส่วน|องค์กรปกครองส่วนท้องถิ่น", "local government"),
        (r"กระทรวง|ทบวง", "ministry"),
        (r"กรม", "department"),
        (r"คณะ|สภา(?!กาชาด)", "committee"),
        (r"การ|องค์การ|ธนาคาร|บริษัท|บรรษัท|โรงงาน", "state enterprise"),
        (r"สำนัก|ศูนย์|สถาบัน|กอง(?!ทัพ|ทุน)", "office"),
    )
)


def kind_of(name: str, other_names: Iterable[str] = ()) -> Kind:
    """The kind that the words of a body's official name, or of another name of it, tell; "other" when none does."""
    if any(each.endswith(_PUBLIC_ORGANISATION) for each in (name, *other_names)):
        return "public organisation"
    return next((kind for pattern, kind in _RULES if pattern.match(name)), "other")


def read_kind(text: str) -> Kind | None:
    """A kind by its English or Thai word; None for a word that names none."""
    word = " ".join(text.split())
    return next((kind for kind in KINDS if word in (kind, THAI_KINDS[kind])), None)
