"""A search as its address has it: the question and the filters that are on, and addresses of searches near it."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from kb.errors import BadInput
from kb.search import SearchFilter
from kb.web.days import a_day

Values = Annotated[list[str] | None, Query()]
Number = Annotated[int, Query(ge=1, le=2**53)]


@dataclass(frozen=True)
class Asked:
    """A question and its filters. `chosen` has for each filter the values that are on, as text; `on` a day as typed."""

    q: str
    chosen: dict[str, list[str]]
    on: str

    @property
    def nothing(self) -> bool:
        """Whether nothing is asked."""
        return not self.q.strip() and not any(self.chosen.values())

    def within(self) -> SearchFilter:
        """What every hit must be. Raises `BadInput` for a day that is none."""
        return SearchFilter(
            years=tuple(map(int, self.chosen["year"])),
            agencies=tuple(self.chosen["agency"]),
            groups=tuple(self.chosen["group"]),
            outcomes=tuple(self.chosen["outcome"]),
            standings=tuple(self.chosen["standing"]),
            topics=tuple(map(int, self.chosen["topic"])),
            on=a_day(self.on),
        )

    def carried(self) -> list[tuple[str, str]]:
        """The filters as fields of a form."""
        fields = [(name, value) for name, values in self.chosen.items() for value in values]
        return [*fields, ("on", self.on)] if self.on else fields

    def link(self, **changes: object) -> str:
        """This search with something changed."""
        day = {"on": self.on} if self.on else {}
        return "/search?" + urlencode({"q": self.q, **self.chosen, **day, "page": 1, **changes}, doseq=True)

    def toggled(self, name: str, value: str) -> str:
        """This search with a filter value switched on or off."""
        values = self.chosen[name]
        return self.link(**{name: [each for each in values if each != value] if value in values else [*values, value]})


def asked(
    q: str = "",
    year: Values = None,
    agency: Values = None,
    group: Values = None,
    outcome: Values = None,
    standing: Values = None,
    topic: Annotated[list[Number] | None, Query()] = None,
    on: str = "",
) -> Asked:
    """What a request asks; values of one filter are joined by or. Raises `BadInput`."""
    chosen = {
        "year": [str(each) for each in _years(year or [])],
        "agency": agency or [],
        "group": group or [],
        "outcome": outcome or [],
        "standing": standing or [],
        "topic": [str(each) for each in topic or []],
    }
    return Asked(q, chosen, on.strip())


def _years(values: list[str]) -> tuple[int, ...]:
    """Years as typed, in either era and with Thai digits too; raises `BadInput`."""
    for each in values:
        if not (each.isdecimal() and len(each) == 4):
            raise BadInput(
                f"ปีต้องเป็นตัวเลขสี่หลัก เช่น 2563 ไม่ใช่ “{each}”", f"a year has four digits, such as 2563, not {each!r}"
            )
    return tuple(int(each) for each in values)
