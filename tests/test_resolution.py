"""Which actor a mention stands for, with the network's part of the work given by hand."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.actors.gazetteer import Gazetteer
from demarche.actors.resolution import Resolver
from demarche.annotate.reading import Found, Reading
from demarche.records import Mention

ON = date(2019, 12, 1)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _resolve(
    gazetteer: Gazetteer, text: str, mentions: list[tuple[str, str]], links: list[tuple[int, int]] | None = None
) -> list[Mention]:
    """Resolve mentions given as (words, kind) in the order of the text, with coreference links between them."""
    found, at = [], 0
    for words, kind in mentions:
        at = text.index(words, at)
        found.append(Found(at, at + len(words), kind, 0.9))
        at += len(words)
    reading = Reading(
        sentences=((0, len(text)),),
        mentions=tuple(found),
        times=(),
        places=(),
        triggers=(),
        links=tuple((later, earlier, 0.9) for later, earlier in links or []),
        parties=(),
    )
    return list(Resolver(gazetteer).resolve(reading, text, ON))


def _states(mention: Mention) -> list[str | None]:
    return [a.state for a in mention.actors]


def test_a_surname_is_that_of_the_person_whom_the_story_introduces(gazetteer: Gazetteer) -> None:
    text = "Usman Khan stabbed several people. Khan was shot."
    one, two = _resolve(gazetteer, text, [("Usman Khan", "person"), ("Khan", "person")])
    assert one.cluster == two.cluster
    assert _states(two) == [None]
    (alone,) = _resolve(gazetteer, "Khan was applauded.", [("Khan", "person")])
    assert _states(alone) == ["PAK"], "Imran Khan was prime minister on that day"


def test_two_names_are_never_one_actor(gazetteer: Gazetteer) -> None:
    text = "Paweł Adamowicz was buried. Donald Tusk spoke. He wept."
    mentions = [("Paweł Adamowicz", "person"), ("Donald Tusk", "person"), ("He", "person")]
    mayor, tusk, he = _resolve(gazetteer, text, mentions, [(1, 0), (2, 1)])
    assert mayor.cluster != tusk.cluster == he.cluster


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Angela Merkel arrived. It was raining.", ("Angela Merkel", "person"), ("It", "state")),
        ("France protested. She was not heard.", ("France", "state"), ("She", "person")),
        ("Angela Merkel arrived. The ministry agreed.", ("Angela Merkel", "person"), ("The ministry", "organisation")),
    ],
)
def test_a_link_between_a_person_and_a_body_is_not_followed(
    gazetteer: Gazetteer, text: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    one, two = _resolve(gazetteer, text, [first, second], [(1, 0)])
    assert one.cluster != two.cluster


def test_he_and_she_are_two(gazetteer: Gazetteer) -> None:
    text = "The envoy left. He was tired. She stayed."
    mentions = [("The envoy", "person"), ("He", "person"), ("She", "person")]
    envoy, he, she = _resolve(gazetteer, text, mentions, [(1, 0), (2, 0)])
    assert envoy.cluster == he.cluster != she.cluster


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("The presidents of China and Uzbekistan", ["CHN", "UZB"]),
        ("Russian and Syrian warplanes", ["RUS", "SYR"]),
        ("the armies of Chad, Niger and Nigeria", ["TCD", "NER", "NGA"]),
        ("the president of Peru", ["PER"]),
    ],
)
def test_a_head_that_several_states_share_stands_for_each(gazetteer: Gazetteer, words: str, states: list[str]) -> None:
    (mention,) = _resolve(gazetteer, f"{words} met.", [(words, "organisation")])
    assert _states(mention) == states


def test_a_phrase_cut_off_behind_and_is_read_to_its_end(gazetteer: Gazetteer) -> None:
    (mention,) = _resolve(gazetteer, "the leaders of China and others", [("the leaders of China and", "population")])
    assert _states(mention) == ["CHN"]


def test_a_given_name_that_a_town_bears_too_tells_no_state(gazetteer: Gazetteer) -> None:
    (mention,) = _resolve(gazetteer, "Pale Tuli sued.", [("Pale Tuli", "person")])
    assert _states(mention) == [None]


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("Hadi al-Amiri", [None]),
        ("Mohamed", [None]),
        ("the president in Khartoum", ["SDN"]),
        ("the ambassador in Khartoum", [None]),
        ("Governor Vázquez", [None]),
        ("President Vázquez", ["URY"]),
        ("Senator McConnell", ["USA"]),
        ("a university student named Wong", [None]),
        ("European countries", [None]),
    ],
)
def test_names_of_strangers_groups_of_states_and_offices_in_a_capital(
    gazetteer: Gazetteer, words: str, states: list[str | None]
) -> None:
    (mention,) = _resolve(gazetteer, f"Yesterday {words} spoke.", [(words, "person")])
    assert _states(mention) == states
