import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import chat.desk
from chat.conversation import MOST_TURNS
from chat.desk import Desk
from chat.markup import label
from faq import Site
from faq.site import starters
from journal import Journal
from retrieval import Assistant, Holder, strongest
from retrieval.records import Outcome
from tests.questions import question_for

APP = Path(__file__).parent.parent / "app.py"
HOSTILE = "<script>alert(1)</script> ![x](https://evil.example/p.png) $x$ :red[y] **bold**"


@pytest.fixture(scope="module")
def holder() -> Holder:
    return Holder()


@pytest.fixture
def desk(holder: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with the shipped content and votes of its own."""
    made = Desk(Site(), holder, Journal(f"sqlite:///{tmp_path / 'votes.sqlite'}"))
    monkeypatch.setattr(chat.desk, "_desks", [made])
    return made


@pytest.fixture
def app(desk: Desk) -> Iterator[AppTest]:
    """The app; no test may end with an exception that reached Streamlit."""
    opened = AppTest.from_file(APP, default_timeout=60)
    yield opened
    assert not opened.exception


def visit(app: AppTest, **query: str) -> AppTest:
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input(key="prompt").set_value(question).run()


def texts(app: AppTest, message: int = -1) -> str:
    """All that a message shows: text, Markdown and captions."""
    drawn = app.chat_message[message]
    return "\n".join(str(e.value) for kind in (drawn.text, drawn.markdown, drawn.caption) for e in kind)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_the_first_visit_shows_the_title_and_a_starter_of_every_subject(app: AppTest, desk: Desk) -> None:
    visit(app)
    assert app.title[0].value == "FAQ assistant"
    assert [heading.value for heading in app.subheader] == list(starters(desk.site))
    assert labels(app)[1:] == [label(each) for part in starters(desk.site).values() for each in part]
    assert not app.error


def test_a_starter_asks_its_question_and_the_starters_go(app: AppTest) -> None:
    visit(app).button(key="starter-0-0").click().run()
    assert app.chat_message[0].text[0].value == "What is a foundation model?"
    assert not [button for button in app.button if (button.key or "").startswith("starter")]


def test_every_shipped_starter_is_answered(app: AppTest, desk: Desk) -> None:
    for questions in starters(desk.site).values():
        for question in questions:
            assert desk.assistant.ask(question).outcome == "answer", question


def test_an_answer_comes_with_its_question_its_source_and_how_sure_it_is(app: AppTest) -> None:
    ask(visit(app), "what is a subnet mask")
    shown = texts(app)
    assert "**What is a :blue-background[subnet] :blue-background[mask]?**" in shown
    assert r"Source: faq/entries/subnetting\.md\:" in shown
    assert re.search(r":\w+-badge\[(Very|Fairly|Not) sure\]|badge\[Guessing\]", shown)


def test_the_source_links_to_the_forge_when_there_is_one(
    app: AppTest, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge = replace(desk, site=Site(repository_url="https://forge.example/me/faq"))
    monkeypatch.setattr(chat.desk, "_desks", [forge])
    ask(visit(app), "what is a subnet mask")
    assert "](https://forge.example/me/faq/blob/main/faq/entries/subnetting.md?plain=1#L" in texts(app)


def test_a_corrected_word_is_told(app: AppTest) -> None:
    ask(visit(app), "subneting")
    assert "Searched for “subnetting” instead of “subneting”." in [e.value for e in app.chat_message[1].text]


def test_a_question_that_was_cut_is_told(app: AppTest) -> None:
    ask(visit(app), "what is a subnet mask " * 100)
    assert "Your question is long: I read its first 500 characters." in texts(app)
    assert len(app.chat_message[0].text[0].value) <= 500


def test_a_section_is_shown_with_its_article_and_its_evidence_marked(app: AppTest) -> None:
    ask(visit(app), "How does a browser request become bits on the cable?")
    assert "From the article “The OSI and TCP/IP layers at work”" in texts(app)
    assert ":blue-background[**Application (7):**" in texts(app)


def test_what_answers_is_one_element_whatever_is_said_around_it(app: AppTest) -> None:
    ask(visit(app), "How does a browser request become bits on the cable?")
    article, heading, phrasing, answer, *_ = app.chat_message[1].markdown[0].value.split("\n\n")
    assert article == ":small[:gray[From the article “The OSI and TCP/IP layers at work”]]"
    assert heading == "**How a web :blue-background[request] travels down the network layers**"
    assert phrasing.startswith(":small[:gray[Also asked: how does a :blue-background[browser]")
    assert answer.startswith("Suppose a computer")


def test_a_failure_takes_nothing_from_what_is_told_to_screen_readers(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    told: list[str] = []
    monkeypatch.setattr("chat.live.announce", lambda text, **_: told.append(text))
    monkeypatch.setattr("chat.cards.draw", broken)
    ask(visit(app), "what is a subnet mask")
    assert len(app.error) == 1
    assert told == ["", "Answer: What is a subnet mask?"]


def test_a_suggestion_opens_its_entry_as_a_turn(app: AppTest, desk: Desk) -> None:
    question = question_for("suggest")
    ask(visit(app), question)
    assert "Is it one of these?" in texts(app)
    second = desk.assistant.ask(question).hits[1].passage
    next(button for button in app.button if (button.key or "").endswith(f"-{second.id}")).click().run()
    assert app.chat_message[2].text[0].value == second.title
    assert str(second.source.line) in texts(app)
    assert "sure" not in texts(app).lower().replace(second.answer.lower(), "")


def test_no_answer_says_so_and_offers_the_way_on(app: AppTest) -> None:
    ask(visit(app), question_for("abstain"))
    assert "I have no answer to that." in texts(app)
    assert labels(app)


def test_a_vote_on_no_answer_is_kept_and_taken_back_with_its_question_still_there(
    app: AppTest, desk: Desk
) -> None:
    question = question_for("abstain")
    ask(visit(app), question)
    for thumb, rating in ((0, "down"), (1, "up"), (None, None)):
        app.feedback[0].set_value(thumb).run()
        assert [vote.rating for vote in desk.journal.votes()] == [rating] * (rating is not None)
        assert [asked.text for asked in desk.journal.questions()] == [question]


def test_what_was_missing_is_asked_after_a_vote_against_an_answer_and_kept_with_its_question(
    app: AppTest, desk: Desk
) -> None:
    ask(visit(app), "what is a subnet mask")
    assert not app.text_input
    app.feedback[0].set_value(0).run()
    app.text_input[0].set_value("An example, or write to jo@example.org")
    next(button for button in app.button if button.label == "Send").click().run()
    (vote,), (asked,) = desk.journal.votes(), desk.journal.questions()
    assert "Thank you. What was missing is noted." in texts(app)
    assert (vote.rating, vote.comment) == ("down", "An example, or write to [email]")
    assert (asked.text, asked.outcome, asked.passage) == ("what is a subnet mask", "answer", "subnet-mask")
    app.feedback[0].set_value(1).run()
    assert [vote.comment for vote in desk.journal.votes()] == [""]
    assert not desk.journal.questions()


def test_every_turn_is_counted_once_and_only_what_was_not_answered_is_kept(app: AppTest, desk: Desk) -> None:
    visit(app)
    for question in ("what is a subnet mask", question_for("abstain"), "hello"):
        ask(app, question)
    app.run()
    assert desk.journal.flush(10)
    assert sorted(count.outcome for count in desk.journal.counts()) == ["abstain", "answer", "smalltalk"]
    assert [count.questions for count in desk.journal.counts()] == [1, 1, 1]
    assert [asked.text for asked in desk.journal.questions()] == [question_for("abstain")]


@pytest.mark.parametrize("wish", ["link", "switch"])
def test_nothing_is_kept_of_a_visitor_who_does_not_want_it(app: AppTest, desk: Desk, wish: str) -> None:
    visit(app, **({"log": "0"} if wish == "link" else {}))
    if wish == "switch":
        app.checkbox(key="keep").uncheck().run()
    assert "log" in app.query_params, "a reload follows it too"
    assert not app.checkbox(key="keep").value
    ask(app, question_for("abstain"))
    assert not app.feedback
    assert desk.journal.flush(10)
    assert (desk.journal.counts(), desk.journal.questions(), desk.journal.votes()) == ((), (), ())
    app.checkbox(key="keep").check().run()
    assert "log" not in app.query_params


def test_no_link_lets_anything_be_kept_of_a_visitor_who_does_not_want_it(app: AppTest) -> None:
    visit(app).checkbox(key="keep").uncheck().run()
    app.query_params["log"] = "1"
    assert not app.run().checkbox(key="keep").value


def test_who_wants_nothing_kept_any_more_can_take_their_vote_back(app: AppTest, desk: Desk) -> None:
    ask(visit(app), "what is a subnet mask")
    app.feedback[0].set_value(0).run()
    app.checkbox(key="keep").uncheck().run()
    app.feedback[0].set_value(1).run()
    assert desk.journal.votes() == ()
    assert not app.feedback
    assert "Thank you." not in texts(app)


def test_of_two_wishes_in_an_address_the_one_that_nothing_is_kept_counts(app: AppTest) -> None:
    app.query_params["log"] = ["0", "1"]
    assert not app.run().checkbox(key="keep").value


def test_the_wish_that_nothing_is_kept_goes_along_every_link(app: AppTest) -> None:
    ask(visit(app, log="0"), "what is a subnet mask")
    links = [link.proto.query_string for link in app.get("page_link")]
    assert len(links) >= 2
    assert [link for link in links if "log=0" not in link] == []
    assert "[Open this entry](?log=0&id=subnet-mask)" in texts(app)


def test_a_link_to_an_entry_keeps_the_wish_that_stands_beside_it(app: AppTest) -> None:
    visit(app, id="subnet-mask", log="0")
    assert "log" in app.query_params


def test_words_that_nothing_mentions_are_named_as_text(app: AppTest) -> None:
    ask(visit(app), "xyzzyplugh frobnicator")
    assert "Nothing I know mentions “xyzzyplugh”, “frobnicator”." in [
        e.value for e in app.chat_message[1].text
    ]


def test_the_deployers_contact_stands_below_no_answer(
    app: AppTest, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(contact="Write to [us](mailto:us@example.org).")
    monkeypatch.setattr(chat.desk, "_desks", [replace(desk, site=site)])
    ask(visit(app), "xyzzyplugh")
    assert site.contact in texts(app)


def test_small_talk_is_answered_kindly_and_needs_no_vote(app: AppTest) -> None:
    ask(visit(app), "hello")
    assert texts(app).startswith("Hello!")
    assert "Source" not in texts(app)
    assert not app.feedback


def test_a_vote_is_kept_changed_and_taken_back(app: AppTest, desk: Desk) -> None:
    ask(visit(app), "what is a subnet mask")
    ratings = []
    for thumb in (1, 0, None):
        app.feedback[0].set_value(thumb).run()
        ratings.append([vote.rating for vote in desk.journal.votes()])
    assert ratings == [["up"], ["down"], []]


def test_a_vote_names_the_passage_and_no_word_of_the_visitor(app: AppTest, desk: Desk) -> None:
    ask(visit(app), "what is a subnet mask please")
    app.feedback[0].set_value(1).run()
    (vote,) = desk.journal.votes()
    assert (vote.passage, vote.outcome, vote.rating) == ("subnet-mask", "answer", "up")
    assert "please" not in str(vote)


def test_a_vote_that_is_not_kept_is_told_plainly(app: AppTest, desk: Desk) -> None:
    desk.journal.close()
    ask(visit(app), "what is a subnet mask")
    app.feedback[0].set_value(1).run()
    assert "Your vote could not be kept." in texts(app)
    assert not app.error


def test_votes_stay_with_their_answers_when_old_turns_are_dropped(app: AppTest, desk: Desk) -> None:
    ask(visit(app), "what is a subnet mask")
    app.feedback[0].set_value(1).run()
    for _ in range(MOST_TURNS):
        ask(app, "hello")
    assert len(app.chat_message) == 2 * MOST_TURNS
    assert [vote.rating for vote in desk.journal.votes()] == ["up"]


def test_an_earlier_turn_keeps_its_words_its_source_and_how_sure_it_was(app: AppTest) -> None:
    ask(visit(app), "what is a subnett mask")
    answer = app.chat_message[1].markdown[0].value
    ask(app, "hello")
    assert app.chat_message[0].text[0].value == "what is a subnett mask"
    earlier = texts(app, 1)
    assert answer in earlier
    assert "Searched for “subnet” instead of “subnett”." in earlier
    assert ":green-badge[Very sure] :small[right with a chance of 9" in earlier
    assert "Source: faq/entries/subnetting" in earlier
    assert "[Open this entry](?id=subnet-mask)" in earlier


def test_an_earlier_section_names_its_article(app: AppTest) -> None:
    ask(visit(app), "How does a browser request become bits on the cable?")
    ask(app, "hello")
    assert "From the article “The OSI and TCP/IP layers at work”" in texts(app, 1)


def test_an_earlier_answer_can_still_be_voted_on(app: AppTest, desk: Desk) -> None:
    for question in ("what is a subnet mask", "what does temperature do?", "hello"):
        ask(visit(app), question)
    app.feedback[0].set_value(1).run()
    app.feedback[1].set_value(0).run()
    kept = {vote.passage: vote.rating for vote in desk.journal.votes()}
    assert kept == {"subnet-mask": "up", "temperature": "down"}


@pytest.mark.parametrize("outcome", ["suggest", "abstain"])
def test_what_an_earlier_reply_offered_can_still_be_chosen(app: AppTest, outcome: Outcome) -> None:
    ask(visit(app), question_for(outcome))
    first, offered = app.chat_message[1].markdown[0].value, labels(app)
    ask(app, "hello")
    assert app.chat_message[1].markdown[0].value == first
    assert labels(app) == offered
    app.button[1].click().run()
    assert label(app.chat_message[4].text[0].value) == offered[1]


def test_a_chosen_entry_stays_when_more_is_asked(app: AppTest) -> None:
    ask(visit(app), question_for("suggest"))
    app.button[1].click().run()
    title = app.chat_message[2].text[0].value
    ask(app, "hello")
    assert app.chat_message[2].text[0].value == title
    assert ":small[Source: " in texts(app, 3) or ":small[From the article" in texts(app, 3)


def test_a_new_chat_forgets_the_turns_and_takes_a_new_name(app: AppTest, desk: Desk) -> None:
    names = []
    for _ in range(2):
        ask(visit(app), "what is a subnet mask")
        app.feedback[0].set_value(1).run()
        app.button(key="new-chat").click().run()
        assert not app.chat_message
        names.append({vote.conversation for vote in desk.journal.votes()})
    assert names[0] < names[1]


def test_a_related_entry_opens_as_a_turn(app: AppTest) -> None:
    ask(visit(app), "what is a subnet mask")
    related = next(button for button in app.button if (button.key or "").startswith("choose-"))
    related.click().run()
    assert len(app.chat_message) == 4
    assert "Source: " in texts(app)


def test_a_question_in_the_address_is_asked_once_and_removed(app: AppTest) -> None:
    visit(app, q="what is a subnet mask")
    assert app.chat_message[0].text[0].value == "what is a subnet mask"
    assert "q" not in app.query_params
    visit(app, q="what is temperature")
    assert len(app.chat_message) == 2


@pytest.mark.parametrize("q", ["", "   ", "\x00\ufffd", "e\u0301" * 50_000])
def test_any_question_in_the_address_is_harmless(app: AppTest, q: str) -> None:
    visit(app, q=q)
    assert not app.error


def test_an_id_in_the_address_opens_the_entry(app: AppTest) -> None:
    visit(app, id="subnet-mask")
    assert app.title[0].value == "What is a subnet mask?"
    assert r"faq/entries/subnetting\.md" in app.caption[0].value


def test_an_articles_id_opens_it_as_a_whole(app: AppTest, desk: Desk) -> None:
    visit(app, id="osi-and-tcpip")
    sections = [p for p in desk.assistant.passages if p.article == "osi-and-tcpip"]
    headings = [heading.value for heading in app.header]
    assert len(headings) >= len(sections) - 1 > 3
    contents = next(m.value for m in app.markdown if m.value.startswith("- ["))
    assert contents.count("](#") == len(headings)


def test_a_section_alone_leads_to_its_article(app: AppTest) -> None:
    visit(app, id="osi-web-request-down")
    assert "Section of the article “The OSI and TCP/IP layers at work”" in [c.value for c in app.caption]


def test_an_unknown_id_is_told_with_everything_there_is(app: AppTest) -> None:
    visit(app, id="../../etc/passwd")
    assert "There is no entry with this address" in app.info[0].value
    assert app.expander


def test_the_list_is_searched(app: AppTest) -> None:
    visit(app, id="none")
    app.text_input(key="find").set_value("subnet MASK").run()
    found = [expander.label for expander in app.expander]
    assert found[0] == "What is a subnet mask?"
    app.text_input(key="find").set_value("xyzzyplugh").run()
    assert "Nothing matches. Try fewer or other words." in [caption.value for caption in app.caption]


def test_the_list_is_narrowed_to_a_topic(app: AppTest) -> None:
    visit(app, id="none")
    app.pills(key="topic").set_value("Networking").run()
    assert {heading.value for heading in app.subheader} <= {"Articles", "Networking"}
    assert app.expander


def test_every_page_of_the_list_can_be_drawn(app: AppTest, desk: Desk) -> None:
    for passage in desk.assistant.passages[::10]:
        app.query_params["id"] = passage.id
        app.run()
        assert not app.error, passage.id
        assert app.title, passage.id


@pytest.mark.parametrize("question", [HOSTILE, "$" * 400, "\u202e" * 50, "=1+1", "' OR 1=1 --", "a" * 5000])
def test_what_a_visitor_types_is_only_ever_text(app: AppTest, question: str) -> None:
    ask(visit(app), question)
    assert len(app.chat_message[0].text) == 1
    assert not app.chat_message[0].markdown
    assert "evil.example" not in "".join(str(m.value) for m in app.chat_message[1].markdown)
    assert not app.error


def test_a_failure_in_a_page_is_one_sentence_with_a_number(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom /srv/secret password=hunter2")

    monkeypatch.setattr("chat.ask._starters", broken)
    with caplog.at_level(logging.ERROR):
        visit(app)
    (error,) = app.error
    number = error.value.rpartition(" ")[2].rstrip(".")
    assert error.value.startswith("Something went wrong here. Please try again")
    assert "hunter2" not in error.value
    assert f"error {number}" in caplog.text
    assert "hunter2" in caplog.text


def test_a_failure_in_a_callback_is_told_once_and_the_conversation_goes_on(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    visit(app)
    with monkeypatch.context() as patched:
        patched.setattr(Assistant, "ask", broken)
        ask(app, "what is a subnet mask")
        assert len(app.error) == 1
    ask(app, "what is a subnet mask")
    assert not app.error
    assert "Source: " in texts(app)


def test_an_empty_content_folder_is_told_plainly(
    app: AppTest, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "entries").mkdir()
    monkeypatch.setattr(chat.desk, "_desks", [replace(desk, holder=Holder(tmp_path))])
    ask(visit(app), "what is a subnet mask")
    assert app.error[0].value == "There is nothing to answer from yet. Please come back later."
    visit(app, id="subnet-mask")
    assert app.info[0].value == "There is nothing to answer from yet. Please come back later."


def test_wrong_settings_are_told_plainly(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chat.desk, "_desks", [])
    monkeypatch.setenv("FAQ_RISK", "7")
    with caplog.at_level(logging.ERROR):
        visit(app)
    assert app.info
    assert "'risk' is '7'" in caplog.text


def test_links_to_privacy_and_imprint_stand_on_every_page(
    app: AppTest, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(privacy_url="https://example.org/privacy", imprint_url="https://example.org/imprint")
    monkeypatch.setattr(chat.desk, "_desks", [replace(desk, site=site)])
    expected = "[Privacy](<https://example.org/privacy>) · [Imprint](<https://example.org/imprint>)"
    assert visit(app).caption[-1].value == expected
    assert visit(app, id="osi-and-tcpip").caption[-1].value == expected


@pytest.mark.parametrize("outcome", ["answer", "suggest", "abstain"])
def test_a_site_that_explains_says_what_speaks_for_and_against_the_first_hit(
    app: AppTest, desk: Desk, monkeypatch: pytest.MonkeyPatch, outcome: Outcome
) -> None:
    monkeypatch.setattr(chat.desk, "_desks", [replace(desk, site=replace(desk.site, explain=True))])
    question = question_for(outcome)
    ask(visit(app), question)
    (why,) = app.expander
    reply = desk.assistant.ask(question)
    assert why.label.startswith(f"Why a confidence of {reply.chance} in “")
    told = "\n".join(str(element.value) for element in why.markdown)
    assert "Speaks for it" in told or "Speaks against it" in told
    assert all(f"- {words} (" in told for words, _ in strongest(reply.reasons))


def test_a_site_explains_nothing_unless_it_is_asked_to(app: AppTest) -> None:
    ask(visit(app), "what is a subnet mask")
    assert not app.expander
