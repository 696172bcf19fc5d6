"""A patch into what it would change: what the checks say of it, and whose reply becomes another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from authoring.checks.check import checked
from authoring.checks.material import material_of
from authoring.comparing.diff import TOLERANCE, compared, unsettled
from authoring.comparing.difference import Diff, Side
from authoring.comparing.questions import Question, present_ids, questions
from authoring.comparing.told import Told
from authoring.inbox.copying import copied, named_after
from authoring.inbox.findings import CHEAP, brought, findings_in, in_content
from authoring.inbox.patch import Patch
from authoring.inbox.speaker import Speaker
from authoring.records import Finding, Progress, silent
from faq import fingerprint, gold, load
from faq.files import FOLDERS
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.built import built
from retrieval.calibrations import Calibrations, calibrated_as, calibrations
from retrieval.fingerprint import index_fingerprint
from retrieval.stored import stored

CHECKS: Final = (*CHEAP, "duplicate")
"""Those that are shown beforehand; the others take longer, or speak of the whole content."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one question is told before and after a patch."""

    question: str
    before: Told
    """With present ids."""
    after: Told


@dataclass(frozen=True, slots=True)
class Preview:
    """What a patch would change."""

    heard: tuple[Heard, ...]
    """The questions that it is made for."""
    findings: tuple[Finding, ...]
    """What the checks say of the touched files and did not say before, the gravest first."""
    diff: Diff
    """Of all gold questions and all phrasings of both versions, and of the questions that it is made for."""
    titles: tuple[tuple[str, str], ...]
    """Id and title of each passage that stands first in a reply that is told here."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before the patch is made."""
        return tuple(finding for finding in self.findings if finding.level == "error")


@dataclass(slots=True)
class Bench:
    """Where patches of one content folder are tried out, one after the other.

    Parameters
    ----------
    content : Path
        The content folder, which stays as it is.
    place : Path
        Where the indexes of the running assistant are stored; nothing is stored there.
    copy : Path
        An empty folder for the copy that is patched.
    risk : float
        Share of the shown answers that may be wrong, in (0, 0.5].
    """

    content: Path
    place: Path
    copy: Path
    risk: float
    _speakers: dict[str, Speaker] = field(default_factory=dict)
    """Of the present files, by their fingerprint: one at most."""
    _findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Of the present files, likewise."""

    def prepare(self, today: date, progress: Progress = silent) -> None:
        """Work out what the present files tell, so that no preview has to wait for that."""
        self._known(today)
        old = self._present()
        every = questions(old.content, old.content)
        known = old.sure(question.text for question in every)
        old.side([question.text for question in every if question.text not in known], progress)

    def preview(
        self, patch: Patch, asked: Mapping[str, int], today: date, progress: Progress = silent
    ) -> Preview:
        """What a patch would change.

        Parameters
        ----------
        patch : Patch
        asked : mapping of str to int
            The questions that it is made for, with how often each was asked.
        today : date
            From which reviews are overdue.
        progress : callable

        Raises
        ------
        ContentError
            When one of the versions has no passage to answer from.

        Notes
        -----
        The confidence is calibrated anew only if the patch touches the gold questions. The running app does
        so after each change, once it has answered from it for a while; a confidence may then differ a little.
        """
        progress("reading the files", 0, 1)
        copied(self.content, patch, self.copy)
        findings = self._brought(patch, today)
        progress("building an index", 0, 1)
        old = self._present()
        with named_after(self.content, self.copy):
            new = self._patched(patch, calibrations(old.assistant.index))
        every = questions(old.content, new.content, asked)
        texts = [question.text for question in every]
        present = present_ids(old.content, new.content)
        left = unsettled(every, (old.sure(texts), new.sure(texts)), present, TOLERANCE)
        before, after = old.side(left, progress), new.side(left, progress)
        heard = tuple(_heard(question, before, after, present) for question in every if question.logged)
        diff = compared(every, before, after)
        return Preview(heard, findings, diff, tuple(_titles(heard, diff, before, after)))

    def _brought(self, patch: Patch, today: date) -> tuple[Finding, ...]:
        """What the checks say of the touched files and did not say before."""
        checks = CHECKS if any(map(is_answered_from, patch.paths)) else CHEAP
        after = findings_in([self.copy / path for path in patch.paths], self.copy, today, checks)
        return brought(
            self._known(today), (in_content(finding, self.content, self.copy) for finding in after)
        )

    def _known(self, today: date) -> tuple[Finding, ...]:
        """What the checks say of the present files."""
        name = fingerprint(self.content)
        if name not in self._findings:
            self._findings = {name: checked(material_of(self.content, today), CHECKS)}
        return self._findings[name]

    def _present(self) -> Speaker:
        """The content as it is; what it told is remembered until a file changes."""
        name = index_fingerprint(self.content)
        if name not in self._speakers:
            index = stored(self.content, self.place) or built(self.content)
            self._speakers = {name: Speaker(Assistant(index, risk=self.risk), load(self.content))}
        return self._speakers[name]

    def _patched(self, patch: Patch, known: Calibrations) -> Speaker:
        """The content as it will be, as sure of itself as it is now unless that is what the patch changes."""
        content = load(self.copy)
        if not content.passages or gold.FILE in patch.paths:
            index = built(self.copy)
        else:
            index = calibrated_as(index_of(content), known)
        return Speaker(Assistant(index, risk=self.risk), content)


def is_answered_from(path: str) -> bool:
    """Whether answers stand in a file of the content folder."""
    return path.partition("/")[0] in FOLDERS


def _heard(question: Question, before: Side, after: Side, present: Mapping[str, str]) -> Heard:
    was = before.told[question.text]
    known = replace(was, hits=tuple(present[name] for name in was.hits))
    return Heard(question.text, known, after.told[question.text])


def _titles(heard: Iterable[Heard], diff: Diff, *sides: Side) -> Iterator[tuple[str, str]]:
    """The titles of what stands first, those of the newer version where it has the passage."""
    told = [each for pair in heard for each in (pair.before, pair.after)]
    told += [each for change in diff.changes for each in (change.before, change.after)]
    contents = [side.content for side in sides]
    present = present_ids(*contents)
    known = {present[passage.id]: passage.title for content in contents for passage in content.passages}
    for name in sorted({each.found for each in told if not each.smalltalk} & known.keys()):
        yield name, known[name]
