import json
from dataclasses import dataclass
from typing import Literal

from hypothesis import given
from hypothesis import strategies as some

from authoring.comparing.difference import Change, Diff
from authoring.comparing.questions import Question
from authoring.comparing.told import Told
from authoring.inbox import wire
from authoring.inbox.patch import FileChange, Patch
from authoring.inbox.preview import Heard, Preview
from authoring.records import Finding
from faq import Source

TOLD = Told("answer", 0.75, ("a", "b"), "", "0123")
PREVIEW = Preview(
    (Heard("why?", TOLD, Told("abstain", 0.0, ())),),
    (Finding("error", "link", Source("a.md", 3), "it is wrong", "mend it", ("a",)),),
    Diff(
        2,
        (Change(Question("x", ("a",), "kept"), "worse", TOLD, TOLD, ("right", "wrong")),),
        thresholds=(0.5, 0.6),
    ),
    (("a", "A?"),),
)


@dataclass(frozen=True)
class Mixed:
    """Every kind of field that our records have."""

    name: str
    kind: Literal["a", "b"]
    raw: bytes | None
    pairs: tuple[tuple[str, int], ...]
    inner: "Mixed | None" = None


def sent(value: object) -> object:
    return wire.read(type(value), json.loads(json.dumps(wire.plain(value))))


@given(some.from_type(Mixed))
def test_any_record_arrives_as_it_was_sent(value: Mixed) -> None:
    assert sent(value) == value


def test_previews_and_patches_arrive_as_they_were_sent() -> None:
    patch = Patch((FileChange("a.md", None, b"\xff\r\n"), FileChange("b.md", b"", b"x")))
    assert (sent(PREVIEW), sent(patch)) == (PREVIEW, patch)
