"""Names and abbreviations of agencies -> the agency they mean. Immutable; what is ambiguous resolves to nothing.

An abbreviation that an agency shares with its own predecessors means the agency; on a date, whichever existed then.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kb.agencies import history
from kb.agencies.agency import Agency, Succession, read_seed, read_successions
from kb.agencies.resolving import Resolved, decide
from kb.agencies.spelling import dense

# What stands before an agency's own name when a person speaks for it.
_OFFICE = re.compile(
    r"(?:(?:รอง)?นายกรัฐมนตรี\s*(?:\([^)]*\)\s*)?และ\s*)?"
    r"(?:รัฐมนตรี(?:ช่วย)?ว่าการ|รัฐมนตรีประจำ|ปลัด(?=กระทรวง)|(?:รอง)?เลขาธิการ(?=สำนักงาน|คณะกรรมการ|สภา))\s*"
)
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
    """The known agencies, what became of them, and the ways to find one. Safe to share between threads.

    `on` is the day of the document being read, where it is known: what did not exist then is not meant.
    """

    agencies: tuple[Agency, ...]
    successions: tuple[Succession, ...] = ()
    on: date | None = None

    def find(self, name_or_abbreviation: str) -> Agency | None:
        """The one agency that goes by this name or abbreviation; None when there is none, or more than one.

        Spaces do not count. Dots inside an abbreviation do where they are printed: "ก.ค." is a month, not กค. Printed
        without, they are not missed: ปปช is ป.ป.ช.
        """
        return self._only(self._called(name_or_abbreviation))

    def is_ambiguous(self, abbreviation: str) -> bool:
        """Whether several agencies go by this abbreviation."""
        found = self._abbreviations.get(dense(abbreviation), ())
        return len(found) > 1 and self._only(found) is None

    def resolve(self, name_or_abbreviation: str, on: date | None = None, context: str | None = None) -> Resolved:
        """The agency meant by a name in a document of that date with these words, or none with the candidates.

        One that did not exist on that day is out; of several left, the one whose full name stands in `context` is
        meant. Without a date an agency comes before its own predecessors. What stays ambiguous is nobody.
        """
        candidates = self._called(name_or_abbreviation)
        named = self.mentions(context) if context and len(candidates) > 1 else ()
        day = on or self.on
        latest = None if day else self._latest(candidates)
        return decide(name_or_abbreviation, candidates, day, context or "", named, latest)

    def as_of(self, on: date) -> "AgencyRegistry":
        """The same registry for a document of that day: shared abbreviations mean those that existed then."""
        return self._at_border(max((border for border in self._borders if border <= on), default=date.min))

    def predecessors(self, name: str) -> tuple[Succession, ...]:
        """The successions that led to the agency of this name or abbreviation, oldest first."""
        return history.predecessors(self.successions, self.canonical(name))

    def successors(self, name: str) -> tuple[Succession, ...]:
        """The successions that led away from it, oldest first."""
        return history.successors(self.successions, self.canonical(name))

    def lineage(self, name: str) -> tuple[Succession, ...]:
        """All that led to it, over any number of steps, and all that came of it, oldest first."""
        return history.lineage(self.successions, self.canonical(name))

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Its official name and those of all it came from: what a search for today's agency should find."""
        return history.ancestors(self.successions, self.canonical(name))

    def nearest(self, name: str) -> Agency | None:
        """The one agency whose full name `name` misspells by a letter or two; None for short or distinct names."""
        asked = dense(name)
        if len(asked) < LONG_ENOUGH:
            return None
        close = difflib.get_close_matches(asked, self._names, n=2, cutoff=NEARLY_SAME)
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
        letters = "".join(text[at] for at in places)
        for start in self._starts.finditer(letters):
            names = self._names_by_start[start[0]]
            name = next((name for name in names if letters.startswith(name, start.start())), None)
            agency = self._only(self._names[name]) if name else None
            if name and agency:
                end = places[start.start() + len(name) - 1] + 1
                yield AgencyMention(places[start.start()], end, agency)

    def _abbreviated(self, text: str) -> Iterator[AgencyMention]:
        for match in _DOTTED.finditer(text):
            short = dense(match[0])
            agency = self._only(self._abbreviations.get(short, ())) if short not in _ALSO_A_MONTH else None
            if agency:
                yield AgencyMention(match.start(), match.end(), agency)

    def _called(self, name_or_abbreviation: str) -> tuple[Agency, ...]:
        """Every agency that goes, or went, by this name or abbreviation."""
        name = dense(name_or_abbreviation)
        lookups = [(self._names, name), (self._abbreviations, name), (self._abbreviations, f"{name}.")]
        if "." not in name.rstrip("."):
            lookups.append((self._bare, name.rstrip(".")))
        return next((found for index, key in lookups if (found := index.get(key))), ())

    def _only(self, found: Sequence[Agency]) -> Agency | None:
        """The one meant among those of a name: of that day, or the last of one line; else None."""
        if len(found) > 1 and self.on:
            found = [each for each in found if each.existed(self.on)]
        return found[0] if len(found) == 1 else self._latest(found)

    def _latest(self, found: Sequence[Agency]) -> Agency | None:
        """The one that all others of these led to; None where they are not one line."""
        line = {each.name: set(history.ancestors(self.successions, each.name)) for each in found}
        return next((each for each in found if line[each.name] >= set(line)), None)

    def _at_border(self, border: date) -> "AgencyRegistry":
        if border not in self._by_border:
            self._by_border[border] = replace(self, on=border)
        return self._by_border[border]

    @cached_property
    def _borders(self) -> tuple[date, ...]:
        """The days on which some agency began or ended: between two of them nothing changes."""
        return tuple(sorted({day for each in self.agencies for day in (each.since, each.until) if day}))

    @cached_property
    def _by_border(self) -> dict[date, "AgencyRegistry"]:
        return {}

    @cached_property
    def _names(self) -> Mapping[str, tuple[Agency, ...]]:
        named = ((name, agency) for agency in self.agencies for name in (agency.name, *agency.other_names))
        return _index((dense(name), agency) for name, agency in named)

    @cached_property
    def _abbreviations(self) -> Mapping[str, tuple[Agency, ...]]:
        return _index((dense(short), agency) for agency in self.agencies for short in agency.abbreviations)

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


def _index(pairs: Iterable[tuple[str, Agency]]) -> Mapping[str, tuple[Agency, ...]]:
    index: dict[str, dict[str, Agency]] = defaultdict(dict)
    for key, agency in pairs:
        index[key][agency.name] = agency
    return {key: tuple(found.values()) for key, found in index.items()}


def open_registry() -> AgencyRegistry:
    """The registry over the seed table that comes with the project."""
    return AgencyRegistry(read_seed(), read_successions())
