"""A sentence as another author would write it."""

from __future__ import annotations

import random
import re
from typing import Final

_LEADS: Final = (
    "Please note that", "In practice,", "As a rule,", "Remember:", "Keep in mind that", "In short,",
    "Put briefly,", "To be exact,", "Worth knowing:", "We are often asked about it:", "As you may know,",
    "Good to know:", "Just so you know,", "Important:", "A reminder:", "As things stand,", "Once more:",
)  # fmt: skip
_OTHERWISE: Final = {
    "needs": "requires", "need": "require", "uses": "employs", "use": "employ", "usually": "normally",
    "about": "roughly", "has to": "must", "have to": "must", "sends": "transmits", "sent": "transmitted",
    "shows": "displays", "begins": "starts", "big": "large", "small": "little", "called": "named",
    "often": "frequently", "because": "since", "many": "numerous", "gets": "receives", "get": "receive",
    "kept": "stored", "holds": "contains", "carries": "transports", "each": "every", "up to": "at most",
    "at most": "no more than", "finds": "locates", "gives": "supplies", "works": "functions",
    "work": "function", "several": "various", "lies": "is situated", "allowed": "permitted",
    "deleted": "erased", "pictures": "images", "people": "persons", "closes": "shuts", "sold": "offered",
    "picks": "chooses", "produces": "creates", "builds": "constructs",
    "offers": "provides", "therefore": "hence", "whole": "entire", "however": "though", "room": "space",
    "bring": "take along", "travels": "goes", "costs": "is priced at", "keeps": "retains", "wrong": "false",
    "changed": "altered", "change": "alteration", "helps": "assists", "quickly": "fast", "reach": "get to",
}  # fmt: skip
_LATE_CLAUSE: Final = re.compile(r"([^,;:]+) ((?:when|if|while|because|since|until) [^,;:]+)\.")
_LATE_PLACE: Final = re.compile(
    r"([^,;:]+) ((?:in|on|at|behind|during|with) (?:the|a|an|all) [a-z ]{3,30})\."
)
_ASIDE: Final = re.compile(r" \([^()\d]*\)")


def reworded(said: str, chance: random.Random) -> str:
    """The same in another frame: another lead-in, other words, clauses turned round, asides left out."""
    said = _turned(said) if chance.random() < 0.5 else said
    said = _ASIDE.sub("", said) if chance.random() < 0.3 else said
    known = [word for word in _OTHERWISE if re.search(rf"\b{word}\b", said)]
    for word in chance.sample(known, min(len(known), chance.randrange(3))):
        said = re.sub(rf"\b{word}\b", _OTHERWISE[word], said, count=1)
    return f"{chance.choice(_LEADS)} {continued(said)}" if chance.random() < 0.7 else said


def continued(said: str) -> str:
    """A sentence to go on with: its first letter small, unless it begins a name."""
    first = said.split()[0]
    named = any(letter.isupper() or letter.isdigit() for letter in first[1:])
    return said if named else said[0].lower() + said[1:]


def _turned(said: str) -> str:
    """The last clause, or the place, said first."""
    found = _LATE_CLAUSE.fullmatch(said) or _LATE_PLACE.fullmatch(said)
    return f"{found[2][0].upper()}{found[2][1:]}, {continued(found[1])}." if found else said
