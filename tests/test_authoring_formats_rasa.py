import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from authoring.formats.rasa import FORMATS
from authoring.formats.rasa_writing import SLOT, plain_example
from authoring.formats.records import Draft, FormatError, Loss, Raw, Skip
from faq import Entry, Fields, Source
from tests.structured import (
    ROWS,
    SECONDS,
    as_draft,
    damaged,
    drafts,
    found,
    raw,
    read_back,
    survives,
    text,
    written,
)

(RASA,) = FORMATS
NLU, DOMAIN = "rasa_nlu.yml", "rasa_domain.yml"


def test_intents_and_responses_of_several_files_are_joined() -> None:
    files = [raw(NLU), raw(DOMAIN)]
    assert RASA.recognises(files)
    assert found(RASA, *files) == [
        Draft(
            line=4,
            path=NLU,
            question="What is in the submarine soup?",
            answer="Everything that swam by.\n\n- Complain",
            id="soup",
            alternates=("soup of the day", "what's cooking"),
            tags=("kitchen", "hot"),
            see_also=("depth",),
            metadata=(("cook", "Olga"),),
            changes=(
                "entities in its examples became plain words",
                "another response is lost: 'Do not ask.'",
                "the button 'How deep?' became a link",
                "the button 'Complain' became a line of the answer",
            ),
        ),
        Draft(
            line=12,
            path=NLU,
            question="How deep are we?",
            answer="Deeper than {depth} metres.",
            id="depth",
            changes=(
                "a line of its examples without a dash is lost: 'forgotten dash'",
                "another response is lost: 'ping'",
                "Rasa filled in '{depth}', which is shown as text",
            ),
        ),
        Draft(
            line=16,
            path=NLU,
            question="Who looks through the periscope?",
            answer="The captain does.",
            id="periscope",
            alternates=("May I look outside?",),
            metadata=(("image", "https://sub.example/sea.png"),),
        ),
        Skip(
            21,
            "words that mean the same belong in synonyms.txt; write there: captain, skipper, the boss",
            path=NLU,
        ),
        Skip(25, "it is a pattern for entities, no question", path=NLU),
        Skip(
            28,
            "no response for the intent 'faq/torpedo'; give the folder that holds domain.yml as well",
            "Where are the torpedoes?",
            NLU,
        ),
        Skip(21, "no intent has examples for the response 'utter_goodbye'", path=DOMAIN),
    ]


def test_an_untidy_file_is_read_as_far_as_it_goes() -> None:
    assert RASA.recognises([raw("rasa_untidy.yml")])
    assert found(RASA, raw("rasa_untidy.yml")) == [
        Draft(
            line=2,
            question="Is the cat aboard?",
            answer="Purring.",
            id="a",
            changes=("it is not UTF-8 and was read as Windows-1252",),
        ),
        Skip(6, "the intent 'faq/b' has no examples"),
        Skip(8, "it has no intent"),
        Skip(9, "it has no intent"),
        Skip(11, "its response has no text", "Any Käse?"),
        Skip(15, "the response 'utter_faq/a' stands again below, and the last is kept"),
    ]


def test_one_intent_in_two_files_is_one_draft() -> None:
    here = text(
        "nlu:\n- intent: a/b\n  examples: |\n    - One?\nresponses:\n  utter_a/b: [text: Yes.]", "1.yml"
    )
    there = text("nlu:\n- intent: a/b\n  examples:\n  - Two?\n", "2.yml")
    assert found(RASA, here, there) == [
        Draft(line=2, path="1.yml", question="One?", answer="Yes.", id="b", alternates=("Two?",), topic="a")
    ]


def test_intents_of_one_name_in_two_groups_keep_their_whole_name() -> None:
    told = "nlu:\n- {intent: a/x, examples: '- A?'}\n- {intent: b/x, examples: '- B?'}\n"
    told += "responses: {utter_a/x: [text: A.], utter_b/x: [text: B.]}"
    assert [draft.id for draft in drafts(RASA, text(told))] == ["a/x", "b/x"]


@pytest.mark.parametrize(
    ("example", "plain"),
    [
        ("from [Rome](city) to [Oslo](city:OSL)", "from Rome to Oslo"),
        ('[two]{"entity": "number", "value": "2"} tickets', "two tickets"),
        ('to [NY][{"entity": "city"}, {"entity": "airport", "role": "to"}]', "to NY"),
        ("an [aside] (sic)", "an [aside] (sic)"),
        ("[](x) [a](b", "[](x) [a](b"),
    ],
)
def test_entities_become_plain_words(example: str, plain: str) -> None:
    assert plain_example(example) == plain


def test_a_file_that_is_no_mapping_is_refused_alone_and_left_out_among_others() -> None:
    stray = text("- a\n- b\n", "stray.yml")
    with pytest.raises(FormatError) as raised:
        found(RASA, stray)
    assert str(raised.value) == "line 1: it is no Rasa file; give the folder with nlu.yml and domain.yml"
    assert found(RASA, stray, raw(DOMAIN))[0] == Skip(
        1, "the file cannot be read: it is no Rasa file", path="stray.yml"
    )


@settings(deadline=None, max_examples=40)
@given(written())
def test_what_is_written_is_read_back(entries: tuple[Entry, ...]) -> None:
    asked = [typed for entry in entries for typed in (entry.question, *entry.fields.alternates)]
    if all(plain_example(typed) == typed for typed in asked):
        expected = [as_draft(entry) for entry in entries]
        assert [replace(draft, changes=()) for draft in read_back(RASA, entries)] == expected


def test_what_rasa_would_read_otherwise_is_told() -> None:
    place = Source("a.md", 1)
    entry = Entry("x", "Is [it](that)?", "Yes, {name}.", Fields(), place)
    assert SLOT.search(entry.answer)
    assert RASA.write is not None
    assert RASA.write([entry]).losses == (
        Loss(place, "the brackets of 'Is [it](that)?', which Rasa reads as an entity"),
        Loss(place, "the text '{name}' of its answer, which Rasa fills in"),
    )


def test_a_written_file_reads_as_rasas_users_write_it() -> None:
    entry = Entry("dog", "A dog?", "Yes.", Fields(alternates=("pets: allowed",)), Source("a.md", 1))
    assert RASA.write is not None
    files = {name: data.decode() for name, data in RASA.write([entry]).files}
    assert files["nlu.yml"] == (
        "version: '3.1'\nnlu:\n- intent: faq/dog\n  metadata:\n    language: en\n"
        "  examples: |\n    - A dog?\n    - pets: allowed\n"
    )
    assert files["domain.yml"].endswith("responses:\n  utter_faq/dog:\n  - text: Yes.\n")


def test_a_large_project_is_read_in_seconds() -> None:
    intents = "".join(
        f"- intent: faq/q{number}\n  examples: |\n    - Why {number}?\n    - why [x](y)\n"
        for number in range(ROWS)
    )
    responses = "".join(f"  utter_faq/q{number}:\n  - text: {'So. ' * 20}\n" for number in range(ROWS))
    file = text(f"nlu:\n{intents}responses:\n{responses}")
    begin = time.process_time()
    assert len(drafts(RASA, file)) == ROWS
    assert time.process_time() - begin < SECONDS


def test_damaged_files_are_rows_or_an_error() -> None:
    for file in damaged([NLU, DOMAIN, "rasa_untidy.yml"], 200):
        survives(RASA, [file])
        survives(RASA, [Raw(Path("a.yml"), file.data), raw(NLU), raw(DOMAIN)])
