"""Whether the numbers of sibling units run on as they should. Gaps and repeats are reported, never repaired."""

from __future__ import annotations

from dataclasses import dataclass, field

from outreach.recognition.grammar import (
    POINT_LETTERS,
    STRAY_LETTERS,
    Level,
    Marker,
    Number,
    citation_part,
    follows,
)

#: A longer gap is named by its ends only.
MAX_NAMED_GAP = 3


@dataclass(frozen=True, slots=True)
class Oddity:
    """A warning's code and the labels of its message."""

    code: str
    labels: dict[str, str]


@dataclass
class Numbering:
    """The numbers given so far at one level under one parent."""

    last: Marker | None = None
    seen: set[Number] = field(default_factory=set)

    def expects(self, marker: Marker) -> bool:
        """Whether the number is the first, the next one, or inserted after the last (5 → 5a)."""
        return follows(self.last.number if self.last else None, marker.number)

    def take(self, marker: Marker, *, carried: Marker | None = None) -> list[Oddity]:
        """Count one unit in. `carried` is the last unit of this level under the parent before: chapters may run on."""
        last, self.last = self.last, marker
        is_repeated = marker.number in self.seen
        self.seen.add(marker.number)
        oddities = []
        own = citation_part(marker.level, marker.printed)
        if marker.level is Level.DIEM and marker.printed[0] in STRAY_LETTERS:
            oddities.append(Oddity("unusual_letter", {"number": own}))
        if is_repeated:
            oddities.append(Oddity("duplicate_number", {"number": own}))
        elif last is None:
            runs_on = carried is not None and follows(carried.number, marker.number)
            if not runs_on and not follows(None, marker.number):
                oddities.append(Oddity("first_number", {"number": own}))
        elif not follows(last.number, marker.number):
            labels = {"number": own, "previous": citation_part(last.level, last.printed)}
            if marker.number.key < last.number.key:
                oddities.append(Oddity("out_of_order", labels))
            else:
                labels["missing"] = _missing(marker.level, last.number.base, marker.number.base)
                oddities.append(Oddity("letter_gap" if marker.level is Level.DIEM else "number_gap", labels))
        return oddities


def _missing(level: Level, last: int, following: int) -> str:
    """The units between two numbers: "điểm đ", "Điều 4, Điều 5", "Điều 5–Điều 62"."""
    bases = range(last + 1, following)
    if level is Level.DIEM:
        labels = [citation_part(level, POINT_LETTERS[base - 1]) for base in bases]
    elif len(bases) > MAX_NAMED_GAP:
        labels = [citation_part(level, str(base)) for base in (bases[0], bases[-1])]
        return "–".join(labels)
    else:
        labels = [citation_part(level, str(base)) for base in bases]
    return ", ".join(labels) or citation_part(level, str(following))
