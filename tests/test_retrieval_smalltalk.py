import pytest

from retrieval import Assistant
from retrieval.smalltalk import MOST_WORDS, Remarks
from tests.conftest import passage

HELLO = passage("hello", "Hello", "hi there", "good morning", answer="Hello! Ask me something.")
THANKS = passage("thanks", "Thank you", answer="You are welcome.")


def meant(remark: str) -> str | None:
    found = Remarks([HELLO, THANKS]).meant(remark.split())
    return found.id if found else None


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("hello", "hello"),
        ("hi there", "hello"),
        ("good mornign", "hello"),
        ("thank you", "thanks"),
        ("hello what is a mask", None),
        ("thank", None),
        ("", None),
        (" ".join(["hello"] * (MOST_WORDS + 1)), None),
    ],
)
def test_a_remark_is_recognised_as_a_whole_only(typed: str, remark: str | None) -> None:
    assert meant(typed) == remark


def test_without_remarks_everything_is_a_question() -> None:
    assert Remarks([]).meant(["hello"]) is None


@pytest.mark.parametrize(
    "typed", ["Hi!", "HELLO", "thanks a lot :-)", "good morning", "Thank you very much!!!"]
)
def test_the_assistant_answers_courtesy_with_courtesy(shipped: Assistant, typed: str) -> None:
    reply = shipped.ask(typed)
    assert reply.smalltalk is not None
    assert (reply.outcome, reply.hits, reply.confidence) == ("abstain", (), 0.0)
    assert reply.smalltalk.answer
    assert shipped.passage(reply.smalltalk.id) is None


@pytest.mark.parametrize("greeting", ["hi, ", "Hello! ", "good morning, ", "hey there, "])
def test_a_greeting_before_a_question_does_not_hide_it(shipped: Assistant, greeting: str) -> None:
    reply = shipped.ask(f"{greeting}what is a subnet mask?")
    assert reply.best is not None
    assert reply.best.passage.id == "subnet-mask"


def test_every_remark_that_ships_is_recognised_and_no_question_is(shipped: Assistant) -> None:
    content = shipped.index.content
    ignored = [
        said for remark in content.smalltalk for said in remark.phrasings if not shipped.ask(said).smalltalk
    ]
    remarks = Remarks(content.smalltalk)
    words = [(p, phrasing.lower().rstrip("?").split()) for p in content.passages for phrasing in p.phrasings]
    taken = [" ".join(said) for _, said in words if remarks.meant(said)]
    assert (ignored, taken) == ([], [])
