"""Whether words say the same, the reverse, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from authoring.alike.thesaurus import GENERIC, OPPOSITES, SAME


class Wording:
    """What words say of one another, once each of them has become a term.

    Parameters
    ----------
    stem : callable
        A folded word into its term.
    small : set of str
        Words that count as none: what stands for one of them counts no more.

    Examples
    --------
    >>> wording = Wording(str)
    >>> wording.alike("need", "require"), wording.opposed({"upload", "size"}, {"download", "size"})
    (True, True)
    """

    def __init__(self, stem: Callable[[str], str], small: Set[str] = frozenset()) -> None:
        self.generic = frozenset(map(stem, GENERIC))
        self.light = frozenset(stem(word) for group in SAME if not small.isdisjoint(group) for word in group)
        self._groups: dict[str, set[int]] = {}
        for number, group in enumerate(SAME):
            for word in group:
                self._groups.setdefault(stem(word), set()).add(number)
        self.replaceable = frozenset(self._groups)
        """Terms that another may stand for."""
        self._opposites: dict[str, set[str]] = {}
        for one, other in OPPOSITES:
            self._opposites.setdefault(stem(one), set()).add(stem(other))
            self._opposites.setdefault(stem(other), set()).add(stem(one))

    def alike(self, one: str, other: str) -> bool:
        """Whether one of two terms may stand for the other."""
        return not self._groups.get(one, set()).isdisjoint(self._groups.get(other, set()))

    def opposed(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether one text has a term whose opposite only the other has."""
        mine, theirs = set(one), set(other)
        only_theirs = theirs - mine
        return any(not self._opposites.get(term, set()).isdisjoint(only_theirs) for term in mine - theirs)

    def unmatched(self, one: Iterable[str], other: Iterable[str]) -> tuple[set[str], set[str]]:
        """The terms of each text for which the other has neither the same nor a like one."""
        mine, theirs = set(one), set(other)
        only_mine, only_theirs = sorted(mine - theirs), sorted(theirs - mine)
        for term in list(only_mine):
            found = next((near for near in only_theirs if self.alike(term, near)), None)
            if found is not None:
                only_mine.remove(term)
                only_theirs.remove(found)
        return set(only_mine) - self.light, set(only_theirs) - self.light
