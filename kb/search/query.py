"""A question as a frozen value: the words, what the answers must be, and how many are wanted."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args

from kb.errors import BadInput

Mode = Literal["hybrid", "lexical", "vector"]
MODES: tuple[str, ...] = get_args(Mode)

STANDINGS = ("in force", "amended", "extended", "partly revoked", "revoked", "spent", "unknown")
LONGEST_QUERY = 10_000
"""Characters; what stands beyond is refused rather than left out silently."""
MOST_HITS = 100
DEEPEST = 500
"""How far into the ranking paging can go: as far as candidates are ranked."""


@dataclass(frozen=True)
class SearchFilter:
    """What every hit must be. Within a field any value will do; fields are joined by and.

    `years` are years of the meeting in either era; `first` and `last` bound the meeting date, both included;
    `agencies` are official names or abbreviations; `standings` are how it stands `on` a day (None: today), `topics`
    ids of topics or themes.
    """

    years: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    agencies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()
    on: date | None = None

    @property
    def empty(self) -> bool:
        """Whether it lets everything through."""
        return replace(self, on=None) == SearchFilter()

    @property
    def linked(self) -> bool:
        """Whether it asks for something that linking knows and the word index does not."""
        return bool(self.standings or self.topics)

    def checked(self) -> "SearchFilter":
        """The filter itself, or `BadInput` for one that nothing can pass."""
        if self.first and self.last and self.first > self.last:
            raise BadInput("วันเริ่มต้นต้องไม่หลังวันสิ้นสุด", "the first date must not be after the last one")
        unknown = [each for each in self.standings if each not in STANDINGS]
        if unknown:
            raise BadInput(
                f"ไม่รู้จักสถานะ {', '.join(unknown)} เลือกได้ {', '.join(STANDINGS)}",
                f"unknown standing {', '.join(unknown)}: choose from {', '.join(STANDINGS)}",
            )
        return self


@dataclass(frozen=True)
class SearchQuery:
    """One question. An empty text with a filter lists what the filter lets through, newest first."""

    text: str
    within: SearchFilter = field(default_factory=SearchFilter)
    mode: Mode = "hybrid"
    limit: int = 10
    offset: int = 0

    def checked(self) -> "SearchQuery":
        """The query itself, or `BadInput` saying what is wrong with it and what to do."""
        if len(self.text) > LONGEST_QUERY:
            raise BadInput(
                f"คำค้นยาว {len(self.text):,} ตัวอักษร เกิน {LONGEST_QUERY:,} กรุณาตัดให้สั้นลง",
                f"the query has {len(self.text):,} characters, more than {LONGEST_QUERY:,}; shorten it",
            )
        if not self.text.strip() and self.within.empty:
            raise BadInput(
                "กรุณาพิมพ์คำค้น หรือเลือกตัวกรองอย่างน้อยหนึ่งอย่าง",
                "type a query, or choose at least one filter",
            )
        if self.mode not in MODES:
            raise BadInput(f"โหมดการค้นต้องเป็น {', '.join(MODES)}", f"mode must be one of {', '.join(MODES)}")
        if not 1 <= self.limit <= MOST_HITS:
            raise BadInput(f"จำนวนผลต่อหน้าต้องอยู่ระหว่าง 1 ถึง {MOST_HITS}", f"limit must be between 1 and {MOST_HITS}")
        if not 0 <= self.offset <= DEEPEST:
            raise BadInput(
                f"ดูผลย้อนหลังได้ไม่เกินลำดับที่ {DEEPEST} กรุณาใช้ตัวกรองให้แคบลง",
                f"results can be paged to number {DEEPEST}; narrow the search with a filter",
            )
        self.within.checked()
        return self
