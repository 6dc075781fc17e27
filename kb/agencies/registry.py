"""Names and abbreviations of agencies -> the agency they mean. Immutable; what is ambiguous resolves to nothing."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.agencies.agency import Agency, read_seed

# What stands before an agency's own name when a person speaks for it.
_OFFICE = re.compile(
    r"(?:(?:รอง)?นายกรัฐมนตรี\s*(?:\([^)]*\)\s*)?และ\s*)?"
    r"(?:รัฐมนตรี(?:ช่วย)?ว่าการ|รัฐมนตรีประจำ|ปลัด(?=กระทรวง)|(?:รอง)?เลขาธิการ(?=สำนักงาน|คณะกรรมการ|สภา))\s*"
)
_SPACES = re.compile(r"[\s\u200b]+")
_SPACES_AND_DOTS = re.compile(r"[\s\u200b.]+")
# Initials with dots ("กค.", "ก.พ.ร.", "สำนักงาน ก.พ."), not the end of a longer word.
_DOTTED = re.compile(r"(?<![ก-๎.])(?:(?:สำนักงาน|คณะกรรมการ)\s*)?(?:[ก-ฮ]{1,4}\.)+(?![ก-๎.])")
_ALSO_A_MONTH = frozenset({"ก.พ."})
LONG_ENOUGH = 12  # letters from which a misspelt name can be told from another name
NEARLY_SAME = 0.94  # share of letters that must agree
_START_LENGTH = 4  # letters of a name that decide where a full comparison is worth it


@dataclass(frozen=True)
class AgencyMention:
    """An agency named in a text: `text[start:end]` is the name or the abbreviation as printed."""

    start: int
    end: int
    agency: Agency


@dataclass(frozen=True)
class AgencyRegistry:
    """The known agencies and the ways to find one. Safe to share between threads."""

    agencies: tuple[Agency, ...]

    def find(self, name_or_abbreviation: str) -> Agency | None:
        """The one agency that goes by this name or abbreviation; None when there is none, or more than one.

        Spaces do not count. Dots inside an abbreviation do where they are printed: "ก.ค." is a month, not กค. Printed
        without, they are not missed: ปปช is ป.ป.ช.
        """
        name = _SPACES.sub("", name_or_abbreviation)
        lookups = [(self._names, name), (self._abbreviations, name), (self._abbreviations, f"{name}.")]
        if "." not in name.rstrip("."):
            lookups.append((self._bare, name.rstrip(".")))
        return next((_only(found) for index, key in lookups if (found := index.get(key))), None)

    def is_ambiguous(self, abbreviation: str) -> bool:
        """Whether several agencies go by this abbreviation."""
        return len(self._abbreviations.get(_SPACES.sub("", abbreviation), ())) > 1

    def nearest(self, name: str) -> Agency | None:
        """The one agency whose full name `name` misspells by a letter or two; None for short or distinct names."""
        dense = _SPACES.sub("", name)
        if len(dense) < LONG_ENOUGH:
            return None
        close = difflib.get_close_matches(dense, self._names, n=2, cutoff=NEARLY_SAME)
        agencies = {agency.name: agency for known in close for agency in self._names[known]}
        return next(iter(agencies.values())) if len(agencies) == 1 else None

    def canonical(self, text: str) -> str:
        """The official name behind `text`, whatever its spacing and the office that speaks for it; else `text` tidied.

        "รัฐมนตรีว่าการกระทรวงการคลัง" gives "กระทรวงการคลัง". Unknown names come out as they are.
        """
        tidy = " ".join(text.split())
        agency = self.find(tidy) or self.find(_OFFICE.sub("", tidy, count=1))
        return agency.name if agency else tidy

    def mentions(self, text: str) -> list[AgencyMention]:
        """Every agency named in `text`, in order: by full name, or by a dotted abbreviation that only one has."""
        found: list[AgencyMention] = []
        candidates = sorted([*self._named(text), *self._abbreviated(text)], key=lambda m: (m.start, -m.end))
        for mention in candidates:
            if not found or mention.start >= found[-1].end:
                found.append(mention)
        return found

    def _named(self, text: str) -> Iterator[AgencyMention]:
        """Full names, the longest at each place; spaces and line breaks inside a name do not count."""
        places = [at for at, letter in enumerate(text) if not (letter.isspace() or letter == "\u200b")]
        dense = "".join(text[at] for at in places)
        for start in self._starts.finditer(dense):
            names = self._names_by_start[start[0]]
            name = next((name for name in names if dense.startswith(name, start.start())), None)
            if name and len(self._names[name]) == 1:
                end = places[start.start() + len(name) - 1] + 1
                yield AgencyMention(places[start.start()], end, self._names[name][0])

    def _abbreviated(self, text: str) -> Iterator[AgencyMention]:
        for match in _DOTTED.finditer(text):
            short = _SPACES.sub("", match[0])
            agency = _only(self._abbreviations.get(short, ())) if short not in _ALSO_A_MONTH else None
            if agency:
                yield AgencyMention(match.start(), match.end(), agency)

    @cached_property
    def _names(self) -> Mapping[str, tuple[Agency, ...]]:
        named = ((name, agency) for agency in self.agencies for name in (agency.name, *agency.other_names))
        return _index((_SPACES.sub("", name), agency) for name, agency in named)

    @cached_property
    def _abbreviations(self) -> Mapping[str, tuple[Agency, ...]]:
        return _index((_SPACES.sub("", short), agency) for agency in self.agencies for short in agency.abbreviations)

    @cached_property
    def _bare(self) -> Mapping[str, tuple[Agency, ...]]:
        shorts = ((short, agency) for agency in self.agencies for short in agency.abbreviations)
        return _index((_SPACES_AND_DOTS.sub("", short), agency) for short, agency in shorts)

    @cached_property
    def _names_by_start(self) -> Mapping[str, list[str]]:
        by_start: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._names, key=len, reverse=True):
            by_start[name[:_START_LENGTH]].append(name)
        return by_start

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        return re.compile(
            "(?=(?:" + "|".join(map(re.escape, sorted(self._names_by_start))) + "))" + "." * _START_LENGTH
        )


def _only(found: Sequence[Agency]) -> Agency | None:
    return found[0] if len(found) == 1 else None


def _index(pairs: Iterable[tuple[str, Agency]]) -> Mapping[str, tuple[Agency, ...]]:
    index: dict[str, dict[str, Agency]] = defaultdict(dict)
    for key, agency in pairs:
        index[key][agency.name] = agency
    return {key: tuple(found.values()) for key, found in index.items()}


def open_registry() -> AgencyRegistry:
    """The registry over the seed table that comes with the project."""
    return AgencyRegistry(read_seed())
