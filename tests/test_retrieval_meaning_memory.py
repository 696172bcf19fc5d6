import numpy as np

from retrieval.meaning import memory
from retrieval.meaning.memory import Memory
from retrieval.meaning.vectors import Vectors, floats
from tests.meaning import SIZE, Concepts

DISHES = ("calzone", "margherita", "")


def test_a_text_is_given_to_the_model_once() -> None:
    model = Concepts()
    whole = Memory(model)
    first = whole.quantised([*DISHES, "calzone"])
    again = whole.quantised(DISHES)
    assert sorted(model.read) == sorted(DISHES)
    np.testing.assert_array_equal(first.values[:3], again.values)
    np.testing.assert_array_equal(first.values[0], first.values[3])


def test_what_stored_indexes_know_is_not_asked_again() -> None:
    stored = Memory(Concepts()).quantised(DISHES)
    model = Concepts()
    found = Memory(model, [stored]).quantised(["ortolana", *reversed(DISHES)])
    assert model.read == ["ortolana"]
    np.testing.assert_array_equal(found.values[1:], stored.values[::-1])
    np.testing.assert_array_equal(found.scales[1:], stored.scales[::-1])


def test_each_stored_index_is_read_once_whatever_it_holds() -> None:
    stored = {"ours": Concepts(), "theirs": Concepts(name="another")}
    read: list[str] = []

    def vectors(name: str) -> Vectors | None:
        read.append(name)
        return Memory(stored[name]).quantised(DISHES) if name in stored else None

    memory = Memory(Concepts())
    for _ in range(2):
        memory.keep(["ours", "theirs", "none"], vectors)
    assert read == ["ours", "theirs", "none"]
    assert memory.unknown(DISHES) == 0


def test_vectors_of_another_model_are_passed_over() -> None:
    stored = Memory(Concepts(name="another")).quantised(DISHES)
    model = Concepts()
    Memory(model, [stored]).quantised(DISHES)
    assert sorted(model.read) == sorted(DISHES)


def test_what_visitors_ask_is_not_remembered() -> None:
    model = Concepts()
    whole = Memory(model)
    whole.quantised(["calzone"])
    asked = whole.vectors(["calzone", "my name is Ada"])
    assert asked.shape == (2, SIZE)
    assert whole.unknown(["calzone", "my name is Ada"]) == 1
    np.testing.assert_allclose(asked[1], Concepts().vectors(["my name is Ada"])[0])


def test_a_vector_is_the_one_that_an_index_keeps() -> None:
    whole = Memory(Concepts())
    np.testing.assert_array_equal(floats(whole.quantised(DISHES)), whole.vectors(DISHES))


def test_unknown_texts_are_counted_once_each() -> None:
    whole = Memory(Concepts(), [Memory(Concepts()).quantised(["calzone"])])
    assert whole.unknown(["calzone", "tart", "tart", "sorbet"]) == 2
    assert whole.unknown([]) == 0


def test_only_the_last_texts_are_remembered() -> None:
    whole = Memory(Concepts())
    texts = [f"dish {number}" for number in range(memory.REMEMBERED + 1)]
    whole.quantised(texts)
    assert whole.unknown(texts[:1]) == 1
    assert whole.unknown(texts[1:]) == 0
