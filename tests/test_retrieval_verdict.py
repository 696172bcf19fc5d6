import pytest

from retrieval.records import Outcome
from retrieval.verdict import WORTH, Verdict, verdict


@pytest.mark.parametrize(
    ("outcome", "found", "right", "expected"),
    [
        ("answer", ["dog", "wine"], {"dog"}, "right"),
        ("answer", ["dog"], {"wine", "dog"}, "right"),
        ("answer", ["wine", "dog"], {"dog"}, "wrong"),
        ("answer", ["dog"], (), "wrong"),
        ("suggest", ["wine", "dog"], {"dog"}, "offered"),
        ("suggest", ["wine"], {"dog"}, "declined"),
        ("suggest", ["wine"], (), "declined"),
        ("abstain", ["dog"], {"dog"}, "declined"),
        ("abstain", [], (), "declined"),
    ],
)
def test_a_reply_is_worth_what_it_shows(
    outcome: Outcome, found: list[str], right: set[str], expected: Verdict
) -> None:
    assert verdict(outcome, found, right) == expected
    assert expected in WORTH
