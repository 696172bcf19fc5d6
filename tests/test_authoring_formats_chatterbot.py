import time

import pytest

from authoring.formats.chatterbot import FORMATS
from authoring.formats.records import Draft, FormatError, Skip
from tests.structured import ROWS, SECONDS, damaged, drafts, found, raw, survives, text

(CHATTERBOT,) = FORMATS


def test_the_first_two_turns_are_a_question_and_its_answer_and_the_others_are_told() -> None:
    assert CHATTERBOT.recognises([raw("chatterbot_moon.yml")])
    assert found(CHATTERBOT, raw("chatterbot_moon.yml")) == [
        Draft(
            line=5,
            question="Who lives on the moon?",
            answer="A hare and a toad.",
            topic="Moon",
            tags=("night sky",),
        ),
        Draft(
            line=7,
            question="Is it cheese?",
            answer="Only on Sundays.",
            topic="Moon",
            tags=("night sky",),
            changes=("a further turn is lost: 'Which cheese?'", "a further turn is lost: 'Camembert.'"),
        ),
    ]


def test_untidy_conversations_say_what_is_wrong() -> None:
    assert CHATTERBOT.recognises([raw("chatterbot_untidy.yml")])
    assert found(CHATTERBOT, raw("chatterbot_untidy.yml")) == [
        Draft(line=3, question="1969?", answer="1969!", metadata=(("note", "kept"),)),
        Skip(5, "nobody answers 'Is anybody there?'"),
        Skip(6, "its first turn is no text"),
        Skip(8, "it is no conversation"),
        Skip(9, "nobody answers 'Empty?'"),
    ]


def test_several_files_of_a_corpus_are_read_in_their_order() -> None:
    rows = found(CHATTERBOT, raw("chatterbot_moon.yml"), raw("chatterbot_untidy.yml"))
    assert [row.path for row in rows] == ["chatterbot_moon.yml"] * 2 + ["chatterbot_untidy.yml"] * 5


@pytest.mark.parametrize("told", ["a: b", "conversations: 7", "- a", ""])
def test_a_file_without_conversations_is_refused(told: str) -> None:
    assert not CHATTERBOT.recognises([text(told)])
    with pytest.raises(FormatError) as raised:
        found(CHATTERBOT, text(told))
    assert str(raised.value) == "line 1: no list 'conversations' in it; give a file of a ChatterBot corpus"


def test_a_large_corpus_is_read_in_seconds() -> None:
    talks = "".join(f"- - Why {number}?\n  - {'So. ' * 20}\n" for number in range(ROWS))
    begin = time.process_time()
    assert len(drafts(CHATTERBOT, text(f"categories: [a]\nconversations:\n{talks}"))) == ROWS
    assert time.process_time() - begin < SECONDS


def test_damaged_files_are_rows_or_an_error() -> None:
    for file in damaged(["chatterbot_moon.yml", "chatterbot_untidy.yml"], 300):
        survives(CHATTERBOT, [file])
