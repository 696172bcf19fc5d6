import random
import secrets
import string
from pathlib import Path

import pytest

from authoring.checks.acronyms import accepted, acronyms, proposals
from authoring.checks.definitions import definitions
from authoring.records import CommandError
from faq import Content, Passage, load
from retrieval import Assistant
from retrieval.build import index_of
from tests.conftest import PIZZERIA, passage

SEED = secrets.randbelow(10**6)
"""Another one in each run."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A large language model (LLM) writes.", [("LLM", "large language model")]),
        ("An LLM (large language model) writes.", [("LLM", "large language model")]),
        ("Large language models (LLMs) write.", [("LLM", "large language model")]),
        ("LLMs (large language models) write.", [("LLM", "large language model")]),
        ("It uses retrieval-augmented generation (RAG).", [("RAG", "retrieval-augmented generation")]),
        ("The time to live (TTL) shrinks.", [("TTL", "time to live")]),
        ("The Guild of Bakers and Cooks (GBC) met.", [("GBC", "Guild of Bakers and Cooks")]),
        ("MTU (maximum transmission unit, in bytes) matters.", [("MTU", "maximum transmission unit")]),
        ("Both UDP (User Datagram Protocol) and TCP (Transmission Control Protocol).", [
            ("UDP", "User Datagram Protocol"), ("TCP", "Transmission Control Protocol"),
        ]),
        ("Ask the office (IT) or the cook (see below).", []),
        ("The router (NAT) is here, NAT (see the table) too.", []),
        ("The model (a) and the model (GPT-4) differ.", []),
        ("(LLM)", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_text_spells_out(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(definitions(text)) == expected


def test_acronyms_made_up_at_random_are_found_in_every_form() -> None:
    chance = random.Random(SEED)
    for _ in range(200):
        count = chance.randint(2, 5)
        said = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(4, 9))) for _ in range(count)]
        short, long = "".join(word[0] for word in said).upper(), " ".join(said)
        frames = (
            f"We like the {long} ({short}) best.",
            f"We like the {short} ({long}) best.",
            f"{short} ({long})",
        )
        text = chance.choice(frames)
        assert [form for form, _ in definitions(text)] == [short], f"seed {SEED}: {text}"
        assert all(found.endswith(said[-1]) for _, found in definitions(text)), f"seed {SEED}: {text}"


def test_what_is_no_synonym_yet_is_proposed_with_the_line_to_add() -> None:
    content = Content(
        (
            passage("nat", "What is NAT (network address translation)?", answer="It hides.", line=4),
            passage("tcp", "What is TCP (Transmission Control Protocol)?", answer="It sends.", line=9),
            passage("it", "Who is at the IT (information technology) desk?", answer="Nobody.", line=12),
            passage(
                "can", "What is a CAN (controller area network)?", answer="A bus, as any can see.", line=15
            ),
            passage("rst", "What is RST (reset)?", answer="A flag.", line=18),
        ),
        synonyms=(("TCP", "Transmission Control Protocol"),),
    )
    assert list(map(str, acronyms(content, "faq/synonyms.txt"))) == [
        "entries/pizzeria.md:4: advice: 'NAT' is spelt out as 'network address translation', but is "
        "not found as that; add 'NAT, network address translation' to faq/synonyms.txt"
    ]


def test_an_acronym_of_two_meanings_is_a_warning_and_no_proposal() -> None:
    one = passage("mac", "What is a MAC (media access control) address?", answer="A number.", line=4)
    two = passage("sign", "Is it signed?", answer="Yes, a message authentication code (MAC) follows.", line=9)
    assert list(map(str, acronyms(Content((one, two)), "faq/synonyms.txt"))) == [
        "entries/pizzeria.md:4: warning: 'MAC' means 'media access control' here and 'message authentication "
        "code' in entries/pizzeria.md:9: it cannot be made a synonym; "
        "spell it out wherever it means the rarer of the two"
    ]
    assert proposals(Content((one, two))) == ()
    known = Content((two,), synonyms=(("MAC", "media access control"),))
    assert list(map(str, acronyms(known, "faq/synonyms.txt"))) == [
        "entries/pizzeria.md:9: warning: 'MAC' means 'message authentication code' here and 'media access "
        "control' in faq/synonyms.txt: it cannot be made a synonym; "
        "spell it out wherever it means the rarer of the two"
    ]


def test_endings_and_missing_words_make_no_second_meaning() -> None:
    said = (
        passage("one", "What is a PDU (protocol data unit)?", answer="A parcel."),
        passage("two", "Which PDUs (protocol data units) are there?", answer="Many.", line=2),
    )
    assert [proposal.line for proposal in proposals(Content(said))] == ["PDU, protocol data unit"]


PAID = (
    passage("vat", "Do prices include VAT (value added tax)?", answer="They do."),
    passage("refund", "Who gives VAT back?", answer="The customs office, with a stamp.", line=2),
    passage("invoice", "Does an invoice show value added tax?", answer="In its last line.", line=3),
)


def test_after_accepting_either_form_finds_what_has_only_the_other(tmp_path: Path) -> None:
    menu = PIZZERIA + PAID
    assert found("value added tax", PIZZERIA + PAID[1:2], ()) == []
    assert found("VAT", PIZZERIA + PAID[2:], ()) == []
    written = accepted(tmp_path, proposals(Content(menu)))
    assert [proposal.line for proposal in written] == ["VAT, value added tax"]
    synonyms = read(tmp_path)
    assert synonyms == (("VAT", "value added tax"),)
    assert found("value added tax", PIZZERIA + PAID[1:2], synonyms)[:1] == ["refund"]
    assert found("VAT", PIZZERIA + PAID[2:], synonyms)[:1] == ["invoice"]
    assert proposals(Content(menu, synonyms=synonyms)) == ()


def found(question: str, passages: tuple[Passage, ...], synonyms: tuple[tuple[str, ...], ...]) -> list[str]:
    """The ids of what is found for a question, best first."""
    content = Content(passages, synonyms=synonyms)
    return [hit.passage.id for hit in Assistant(index_of(content)).ask(question).hits]


def read(folder: Path) -> tuple[tuple[str, ...], ...]:
    """The groups of a folder's `synonyms.txt`."""
    return load(folder).synonyms


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "VAT, value added tax\n"),
        ("", "VAT, value added tax\n"),
        ("# ours\n\ndog, hound\n", "# ours\n\ndog, hound\nVAT, value added tax\n"),
        ("dog, hound", "dog, hound\nVAT, value added tax\n"),
        ("vat, sales tax  # of the state\nb, c\n", "vat, sales tax, value added tax  # of the state\nb, c\n"),
        ("Value Added Tax, levy,\n", "Value Added Tax, levy, VAT\n"),
        ("# VAT, in a remark\n", "# VAT, in a remark\nVAT, value added tax\n"),
        ("VAT, value added tax\n", "VAT, value added tax\n"),
        ("VAT, levy\nvalue added tax, duty\n", "VAT, levy\nvalue added tax, duty\n"),
        ("dog, hound\r\n", "dog, hound\nVAT, value added tax\n"),
    ],
)
def test_the_file_keeps_its_remarks_its_order_and_its_groups(
    tmp_path: Path, before: str | None, after: str
) -> None:
    file = tmp_path / "synonyms.txt"
    if before is not None:
        file.write_text(before, encoding="utf-8", newline="")
    written = accepted(tmp_path, proposals(Content(PAID)))
    assert file.read_text(encoding="utf-8") == after
    assert len(written) == (before is None or before.replace("\r\n", "\n") != after)
    assert [path.name for path in tmp_path.iterdir()] == ["synonyms.txt"]
    assert accepted(tmp_path, proposals(Content(PAID))) == ()


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "synonyms.txt").write_bytes(b"a, b\n\xff")
    with pytest.raises(CommandError, match="byte 5 is not UTF-8; save the file with the encoding UTF-8"):
        accepted(tmp_path, proposals(Content(PAID)))
    assert (tmp_path / "synonyms.txt").read_bytes() == b"a, b\n\xff"
