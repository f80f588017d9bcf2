"""From a reading to events, with readings made by hand: no model is asked."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.actors import Gazetteer
from demarche.actors.resolution import Resolver
from demarche.annotate.reading import Found, Reading, Trigger
from demarche.annotate.sentences import split_sentences
from demarche.events.assembly import Assembly
from demarche.events.cameo import cameo
from demarche.events.times import Clock
from demarche.ontology import MODES, TYPES
from demarche.records import Event, Published, Story, Uncoded, Version
from demarche.settings import Settings
from demarche.where import place_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


class Draft:
    """A reading of a text, written down word by word; words are found by their first occurrence after ``after``."""

    def __init__(self, text: str, published: str | None = "2018-03-26") -> None:
        day = Published(date.fromisoformat(published), "given") if published else None
        self.story = Story.of(text, published=day)
        self.text = text
        self.lists: dict[str, list[Found]] = {"mention": [], "time": [], "place": []}
        self.triggers: list[Trigger] = []
        self.links: list[tuple[int, int, float]] = []
        self.parties: list[tuple[int, str, int, float]] = []

    def find(self, words: str, after: str = "") -> tuple[int, int]:
        start = self.text.index(words, self.text.index(after) + len(after) if after else 0)
        return start, start + len(words)

    def add(self, layer: str, words: str, kind: str | None = None, after: str = "") -> int:
        self.lists[layer].append(Found(*self.find(words, after), kind, 0.9))
        return len(self.lists[layer]) - 1

    def trigger(self, words: str, kind: str, sure: float = 0.9, after: str = "", **more: object) -> None:
        start, end = self.find(words, after)
        rest = (1.0 - sure) / len(TYPES)
        types = tuple(sure if t == kind else rest for t in (*TYPES, "NONE"))
        arcs = {r: tuple((i, 0.9) for i in more.get(r, ())) for r in ("actor", "recipient", "time", "place", "source")}  # type: ignore[attr-defined]
        sentence = next(k for k, (a, b) in enumerate(split_sentences(self.text)) if a <= start < b)
        self.triggers.append(
            Trigger(
                start,
                end,
                sentence,
                sure,
                types,
                None,
                str(more.get("modality", "actual")),
                "affirmed",
                0.9 if more.get("reciprocal") else 0.1,
                0.1,
                arcs,
            )
        )

    def code(self, gazetteer: Gazetteer) -> tuple[list[Event], list[Uncoded]]:
        reading = Reading(
            tuple(split_sentences(self.text)),
            tuple(self.lists["mention"]),
            tuple(self.lists["time"]),
            tuple(self.lists["place"]),
            tuple(self.triggers),
            tuple(self.links),
            tuple(self.parties),
        )
        on = self.story.published.date if self.story.published else None
        return Assembly(
            self.story,
            reading,
            Resolver(gazetteer).resolve(reading, self.text, on),
            tuple(place_of(p, self.text, gazetteer, on) for p in reading.places),
            Clock(self.story, reading, gazetteer, 0.5),
            Version("0", "m", "g", "o"),
            Settings(),
        ).code()


def test_pronoun_takes_its_actor(gazetteer: Gazetteer) -> None:
    d = Draft("Turkey spoke first. It condemned Syria.")
    turkey, it, syria = (
        d.add("mention", "Turkey", "state"),
        d.add("mention", "It", "state"),
        d.add("mention", "Syria", "state"),
    )
    d.links.append((it, turkey, 0.9))
    d.trigger("condemned", "ACCUSE", actor=[it], recipient=[syria])
    (event,), _ = d.code(gazetteer)
    assert ([a.state for a in event.actor], [r.state for r in event.recipient]) == (["TUR"], ["SYR"])
    assert event.actor[0].text == "It"


def test_both_sides_stand_on_either_side(gazetteer: Gazetteer) -> None:
    d = Draft("A Pakistani official called Putin's aide. Both sides discussed the plan.")
    d.add("mention", "A Pakistani official", "person")
    d.add("mention", "Putin's aide", "person")
    both = d.add("mention", "Both sides", "population")
    d.trigger("discussed", "CONSULT", actor=[both], recipient=[both], reciprocal=True)
    (event,), _ = d.code(gazetteer)
    assert event.reciprocal
    assert ([a.state for a in event.actor], [r.state for r in event.recipient]) == (["PAK"], ["RUS"])


def test_many_parties_are_all_actors(gazetteer: Gazetteer) -> None:
    d = Draft("Iran, Iraq and Oman met.")
    names = [d.add("mention", n, "state") for n in ("Iran", "Iraq", "Oman")]
    d.trigger("met", "CONSULT", actor=names[:2], recipient=names[2:], reciprocal=True)
    (event,), _ = d.code(gazetteer)
    assert {a.state for a in event.actor} == {"IRN", "IRQ", "OMN"}
    assert event.recipient == ()


def test_a_bare_noun_takes_the_state_it_belongs_to(gazetteer: Gazetteer) -> None:
    d = Draft("In Nairobi, police arrested a Ugandan.")
    nairobi, police = d.add("place", "Nairobi"), d.add("mention", "police", "organisation")
    ugandan = d.add("mention", "a Ugandan", "person")
    d.parties.append((police, "place", nairobi, 0.9))
    d.trigger("arrested", "COERCE", actor=[police], recipient=[ugandan], place=[nairobi])
    (event,), _ = d.code(gazetteer)
    assert (event.actor[0].state, event.actor[0].sector, event.recipient[0].state) == ("KEN", "COP", "UGA")
    assert event.place is not None
    assert (event.place.name, event.place.state) == ("Nairobi", "KEN")


def test_without_a_link_the_state_stays_unknown(gazetteer: Gazetteer) -> None:
    d = Draft("France watched as police arrested him.")
    d.add("mention", "France", "state")
    police = d.add("mention", "police", "organisation")
    d.trigger("arrested", "COERCE", actor=[police])
    (event,), _ = d.code(gazetteer)
    assert event.actor[0].state is None


def test_an_official_of_an_igo_acts_for_it(gazetteer: Gazetteer) -> None:
    d = Draft("Jens Stoltenberg warned Russia.")
    d.trigger(
        "warned",
        "THREATEN",
        actor=[d.add("mention", "Jens Stoltenberg", "person")],
        recipient=[d.add("mention", "Russia", "state")],
    )
    (event,), _ = d.code(gazetteer)
    actor = event.actor[0]
    assert (actor.name, actor.kind, actor.state, actor.text) == ("NATO", "igo", None, "Jens Stoltenberg")


def test_next_day_counts_from_the_event_before(gazetteer: Gazetteer) -> None:
    d = Draft("In August last year the US accused Pakistan. Next day Russia praised Pakistan.")
    us, pak = d.add("mention", "the US", "state"), d.add("mention", "Pakistan", "state")
    rus = d.add("mention", "Russia", "state")
    august, day = d.add("time", "In August last year"), d.add("time", "Next day")
    d.trigger("accused", "ACCUSE", actor=[us], recipient=[pak], time=[august])
    d.trigger("praised", "SUPPORT", actor=[rus], recipient=[pak], time=[day])
    (first, second), _ = d.code(gazetteer)
    assert (first.date.start, first.date.end) == (date(2017, 8, 1), date(2017, 8, 31))
    assert (second.date.start, second.date.end) == (date(2017, 8, 2), date(2017, 9, 1))
    assert {first.date.basis, second.date.basis} == {"text"}


def test_events_of_a_sentence_share_the_frame_told_before(gazetteer: Gazetteer) -> None:
    d = Draft("In May 2011 Chad spoke. It accused Niger and threatened Mali. On 5 July Chad left and Mali cheered.")
    chad, niger, mali = (
        d.add("mention", "Chad", "state"),
        d.add("mention", "Niger", "state"),
        d.add("mention", "Mali", "state"),
    )
    may, july = d.add("time", "In May 2011"), d.add("time", "On 5 July")
    d.trigger("accused", "ACCUSE", actor=[chad], recipient=[niger], time=[may])
    d.trigger("threatened", "THREATEN", actor=[chad], recipient=[mali])
    d.trigger("left", "RETREAT", actor=[chad], time=[july])
    d.trigger("cheered", "SUPPORT", actor=[mali])
    (_, threatened, _, cheered), _ = d.code(gazetteer)
    assert (threatened.date.start, threatened.date.text) == (date(2011, 5, 1), "In May 2011")
    assert cheered.date.basis == "publication"


def test_no_publication_day_no_guess(gazetteer: Gazetteer) -> None:
    d = Draft("On Tuesday Peru thanked Chile. In May 2011 Peru accused Chile. Chile shrugged.", published=None)
    peru, chile = d.add("mention", "Peru", "state"), d.add("mention", "Chile", "state")
    d.trigger("thanked", "SUPPORT", actor=[peru], recipient=[chile], time=[d.add("time", "On Tuesday")])
    d.trigger("accused", "ACCUSE", actor=[peru], recipient=[chile], time=[d.add("time", "In May 2011")])
    d.trigger("shrugged", "REJECT", actor=[chile])
    (thanked, accused, shrugged), _ = d.code(gazetteer)
    assert (thanked.date.start, thanked.date.basis, thanked.date.text) == (None, "text", "On Tuesday")
    assert accused.date.start == date(2011, 5, 1)
    assert (shrugged.date.start, shrugged.date.precision, shrugged.date.basis) == (None, None, "publication")


def test_what_is_not_coded_is_listed(gazetteer: Gazetteer) -> None:
    d = Draft("India condemned Nepal. India condemned Nepal again. Somebody met. India may have helped Nepal.")
    india, nepal = d.add("mention", "India", "state"), d.add("mention", "Nepal", "state")
    d.trigger("condemned", "ACCUSE", actor=[india], recipient=[nepal])
    d.trigger("condemned", "ACCUSE", after="Nepal. India", actor=[india], recipient=[nepal])
    d.trigger("met", "CONSULT")
    d.trigger("helped", "AID", sure=0.2, actor=[india], recipient=[nepal])
    events, uncoded = d.code(gazetteer)
    assert [e.type for e in events] == ["ACCUSE"]
    assert [(u.text, u.stage) for u in uncoded] == [("condemned", "repetition"), ("met", "roles"), ("helped", "type")]


def test_same_act_on_two_days_is_two_events(gazetteer: Gazetteer) -> None:
    d = Draft("On 3 May 2017 Israel bombed Syria. On 9 May 2017 Israel bombed Syria.")
    israel, syria = d.add("mention", "Israel", "state"), d.add("mention", "Syria", "state")
    first, second = d.add("time", "On 3 May 2017"), d.add("time", "On 9 May 2017")
    d.trigger("bombed", "ASSAULT", actor=[israel], recipient=[syria], time=[first])
    d.trigger("bombed", "ASSAULT", after="Syria. On", actor=[israel], recipient=[syria], time=[second])
    events, _ = d.code(gazetteer)
    assert len({e.id for e in events}) == 2


def test_names_that_look_like_pronouns(gazetteer: Gazetteer) -> None:
    d = Draft("US condemned Iran. WHO accused China.")
    d.trigger(
        "condemned", "ACCUSE", actor=[d.add("mention", "US", "state")], recipient=[d.add("mention", "Iran", "state")]
    )
    d.trigger(
        "accused", "ACCUSE", actor=[d.add("mention", "WHO", "igo")], recipient=[d.add("mention", "China", "state")]
    )
    (first, second), _ = d.code(gazetteer)
    assert (first.actor[0].state, second.actor[0].name) == ("USA", "WHO")


def test_a_surname_keeps_its_pronouns(gazetteer: Gazetteer) -> None:
    d = Draft("Vladimir Putin spoke. Later Putin rose. He condemned Poland. The President left. He slept.")
    d.add("mention", "Vladimir Putin", "person")
    putin = d.add("mention", "Putin", "person", after="Later ")
    he = d.add("mention", "He", "person")
    d.add("mention", "The President", "person")
    other = d.add("mention", "He", "person", after="left. ")
    d.links.append((he, putin, 0.9))
    d.trigger("condemned", "ACCUSE", actor=[he], recipient=[d.add("mention", "Poland", "state")])
    d.trigger("slept", "CONCEDE", actor=[other])
    (first, second), _ = d.code(gazetteer)
    assert first.actor[0].state == "RUS"
    assert (second.actor[0].state, second.actor[0].name) == (None, "He")


def test_quotation_marks_pair_in_order(gazetteer: Gazetteer) -> None:
    d = Draft('"No" and Russia attacked Poland, the "NATO" spokesman said. "We condemn Russia," he said.')
    russia, spokesman = d.add("mention", "Russia", "state"), d.add("mention", 'the "NATO" spokesman', "person")
    d.trigger("attacked", "ASSAULT", actor=[russia], source=[spokesman])
    d.trigger("condemn", "ACCUSE", recipient=[russia], source=[spokesman])
    (attacked, condemned), _ = d.code(gazetteer)
    assert attacked.attribution is not None
    assert condemned.attribution is not None
    assert (attacked.attribution.quoted, condemned.attribution.quoted) == (False, True)


@pytest.mark.parametrize(
    ("kind", "mode", "trigger", "code"),
    [
        ("REQUEST", "yield", "demanded", "105"),
        ("REQUEST", "yield", "urged", "025"),
        ("SUPPORT", None, "signed", "057"),
        ("CONSULT", "phone", "phone", "041"),
        ("AGREE", None, "pledged", "030"),
        ("ASSAULT", "primitive", "hacked", "180"),
    ],
)
def test_cameo(kind: str, mode: str | None, trigger: str, code: str) -> None:
    assert cameo(kind, mode, trigger) == code


def test_every_type_and_mode_has_a_cameo_code() -> None:
    for kind in TYPES:
        for mode in (None, *MODES.get(kind, ())):
            assert (cameo(kind, mode, "x") or "").isdigit()


def test_what_has_happened_is_not_dated_after_the_story(gazetteer: Gazetteer) -> None:
    d = Draft("The president fled two decades after an invasion of India.", published="2021-08-16")
    india, president = d.add("mention", "India", "state"), d.add("mention", "The president", "person")
    time = d.add("time", "two decades after an invasion of India")
    d.trigger("fled", "RETREAT", actor=[president], recipient=[india], time=[time])
    d.trigger("invasion", "ASSAULT", recipient=[india], time=[time])
    fled, invasion = d.code(gazetteer)[0]
    assert (fled.date.start, fled.date.basis) == (None, "text")
    assert (invasion.date.start, invasion.date.basis) == (date(2021, 8, 16), "publication")
