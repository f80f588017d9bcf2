"""Briefs and the plain words for events."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from demarche.ontology import TYPES
from demarche.records import Actor, EventDate, Story
from demarche.show.brief import store_brief, story_brief
from demarche.show.brief_html import html
from demarche.show.brief_markdown import escape, markdown
from demarche.show.marks import Mark, event_marks, passages, pieces
from demarche.show.words import VERBS, actor_words, event_sentence, printable, short_date, time_words
from demarche.store import Store
from tests.cli_fakes import state_name
from tests.store_examples import actor, event, full_coding, other_coding, told

THREAT, TALKS, SILENCE, PLAN = full_coding().events


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "test.duckdb") as opened:
        opened.save(full_coding())
        opened.save(other_coding())
        yield opened


def when(start: str, end: str, precision: str, basis: str = "text") -> EventDate:
    return EventDate(date.fromisoformat(start), date.fromisoformat(end), precision, basis)


@pytest.mark.parametrize(
    ("start", "end", "precision", "words", "short"),
    [
        ("2018-03-05", "2018-03-05", "day", "on 5 March 2018", "2018-03-05"),
        ("2017-08-01", "2017-08-31", "month", "in August 2017", "2017-08"),
        ("2016-02-01", "2016-02-29", "month", "in February 2016", "2016-02"),
        ("2016-02-01", "2016-02-28", "day", "between 1 February 2016 and 28 February 2016", "2016-02-01 – 2016-02-28"),
        ("2019-07-01", "2019-09-30", "quarter", "in the third quarter of 2019", "2019-07-01 – 2019-09-30"),
        ("2019-08-01", "2019-10-31", "month", "between 1 August 2019 and 31 October 2019", "2019-08-01 – 2019-10-31"),
        ("2011-01-01", "2011-12-31", "year", "in 2011", "2011"),
        ("1990-01-01", "1999-12-31", "decade", "in the 1990s", "1990s"),
        ("2018-03-19", "2018-03-25", "week", "in the week of 19 March 2018", "2018-03-19 – 2018-03-25"),
        ("1947-01-01", "1991-12-25", "era", "between 1 January 1947 and 25 December 1991", "1947-01-01 – 1991-12-25"),
    ],
)
def test_dates_in_words(start, end, precision, words, short):
    assert time_words(when(start, end, precision)) == words
    assert short_date(when(start, end, precision)) == short


def test_a_date_of_publication_and_no_date():
    assert short_date(when("2018-03-26", "2018-03-26", "day", "publication")) == "(2018-03-26)"
    nothing = EventDate(None, None, None, "publication")
    assert short_date(nothing) == "?"
    assert time_words(nothing) == "at a time that is not told"


def test_every_type_has_words():
    assert set(VERBS) == set(TYPES)
    for base, past, base_alone, past_alone in VERBS.values():
        assert base.count("{}") == past.count("{}") == 1
        assert "{}" not in base_alone + past_alone


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (THREAT, "In August 2017 Donald Trump (United States) threatened Pakistan (“threatened”; THREATEN, restrict)"),
        (
            TALKS,
            "As reported on 26 March 2018, Russia and Pakistan talked with each other (“talks”; CONSULT; according to "
            "ministry)",
        ),
        (SILENCE, "As reported on 26 March 2018, China did not make an accusation (“condemn”; ACCUSE)"),
        (PLAN, "Planned, in May 2018: Pakistan to cooperate with Russia (“buy”; COOPERATE)"),
        (
            replace(PLAN, modality="hypothetical", polarity="negated"),
            "Under discussion, in May 2018: Pakistan not to cooperate with Russia (“buy”; COOPERATE)",
        ),
        (
            replace(PLAN, modality="actual", polarity="denied"),
            "It was denied that in May 2018 Pakistan cooperated with Russia (“buy”; COOPERATE)",
        ),
        (
            replace(TALKS, reciprocal=False, polarity="denied"),
            "As reported on 26 March 2018, ministry denied that Russia talked with Pakistan (“talks”; CONSULT)",
        ),
        (
            replace(THREAT, actor=(), recipient=(), date=EventDate(None, None, None, "publication")),
            "At a time that is not told, somebody made a threat (“threatened”; THREATEN, restrict)",
        ),
        (
            replace(THREAT, type="GREET", mode=None),
            "In August 2017 Donald Trump (United States) did “greet” to Pakistan (“threatened”; GREET)",
        ),
    ],
)
def test_events_in_words(changed, sentence):
    assert event_sentence(changed, state_name) == sentence


def test_braces_in_a_name_are_harmless():
    strange = replace(THREAT.recipient[0], name="{0}{}", kind="organisation", state=None)
    assert "threatened {0}{} (" in event_sentence(replace(THREAT, recipient=(strange,)), state_name)
    both = replace(TALKS, recipient=(strange,))
    assert "Russia and {0}{} talked" in event_sentence(both, state_name)


def test_actors_in_words():
    group = other_coding().events[0].actor
    assert actor_words(group[0], lambda code: "United Kingdom") == "the United Kingdom"
    ministry = Actor("Pakistan Army", "PAK", "organisation", "MIL", None, None, "army", 0, 4)
    assert actor_words(ministry, state_name) == "Pakistan Army"
    assert actor_words(replace(ministry, name="army"), state_name) == "army (Pakistan)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text”", "plain – “text”"),
        ("a\n b\t\tc", "a b c"),
        ("\x1b[31mred\x07", "�[31mred�"),
        ("\u202egnp.exe\u2066", "�gnp.exe�"),
        ("\ud800\x9b", "��"),
    ],
)
def test_printable(text, shown):
    assert printable(text) == shown


def test_pieces_cut_at_every_bound():
    marks = [Mark("actor", 12, 16), Mark("source", 10, 14), Mark("time", 40, 44)]
    cut = pieces("abcdefgh", 10, marks)
    assert [(piece.text, piece.roles) for piece in cut] == [
        ("ab", ("source",)),
        ("cd", ("actor", "source")),
        ("ef", ("actor",)),
        ("gh", ()),
    ]


def test_passages_show_words_far_from_the_sentence():
    filler = "Nothing of note was heard in the city that week. " * 20
    text = f"In May Moscow spoke. {filler}It praised Delhi. {filler}"
    story = Story.of(text)
    praise = event(
        story,
        "SUPPORT",
        "praised",
        "It praised Delhi.",
        actor=(actor(text, "Moscow", "RUS"),),
        date=told("2018-05-01", "2018-05-31", "month", "In May", text),
    )
    shown = [text[start:end] for start, end in passages(text, praise)]
    assert len(shown) == 2
    assert shown[0].startswith("In May Moscow spoke.")
    assert "It praised Delhi." in shown[1]
    assert len(shown[1]) < 500
    for piece in shown:
        assert piece == piece.strip()
    assert {mark.role for mark in event_marks(praise)} == {"trigger", "actor", "time"}


def test_markdown_of_a_store(store):
    text = markdown(store_brief(store, state_name))
    assert text.startswith("# A brief on what is stored\n\nThe store holds 2 stories with 6 events. What looked ")
    assert "kept with the reason: 2 passages." in text
    assert "What happened lies between 1 January 2016 and 26 March 2018." in text
    assert "| The United States | Pakistan | 0 | 1 |" in text
    assert headings(text) == [
        "Busiest dyads",
        "Newest events",
        "Planned or under discussion",
        "Denied, or told not to have happened",
    ]
    newest = text.split("## Newest events")[1].split("##")[0]
    begins = [line[2:9] for line in newest.splitlines() if line.startswith("- ")]
    assert begins == ["As repo", "In Augu", "In 2016", "At a ti"]


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*)$", text, flags=re.MULTILINE)


def test_every_line_of_a_brief_leads_to_its_event(store):
    text = markdown(store_brief(store, state_name))
    items = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(items) == 6
    for item in items:
        found = re.search(r"`([0-9a-f]+)`$", item)
        assert store.event(found.group(1)).trigger.text in item


def test_brief_of_a_state_leaves_out_the_others(store):
    text = markdown(store_brief(store, state_name, state="RUS"))
    assert text.startswith("# Russia: a brief\n")
    assert "2 of the events are dealings of Russia." in text
    assert headings(text) == ["Partners", "Newest events", "Planned or under discussion"]
    assert "threatened" not in text
    assert "| Russia | Pakistan | 1 | 0 |" in text


def test_contradictions_stand_apart(store):
    coding = full_coding()
    denial = replace(THREAT, id="f" * 16, polarity="denied")
    store.save(replace(coding, events=(*coding.events, denial)))
    for state in (None, "PAK"):
        text = markdown(store_brief(store, state_name, state=state))
        section = text.split("## Contradicted")[1]
        assert f"`{THREAT.id[:8]}`\n  - Against it: It was denied that in August 2017" in section
    assert "Contradicted" not in headings(markdown(store_brief(store, state_name, state="FRA")))


def test_a_timeline_is_in_order_of_what_happened():
    text = markdown(story_brief(reversed(full_coding().events), "Title", state_name))
    assert headings(text) == [
        "Timeline",
        "Without a time of their own",
        "Planned or under discussion",
        "Denied, or told not to have happened",
    ]
    assert text.index("In August 2017") < text.index("talked with each other")


def test_an_empty_store_has_a_brief(tmp_path):
    with Store(tmp_path / "a.duckdb") as empty:
        brief = store_brief(empty, state_name)
    assert "0 stories with 0 events" in markdown(brief)
    assert "0 stories with 0 events" in html(brief)


def test_a_long_section_says_what_it_leaves_out(store, monkeypatch):
    monkeypatch.setattr("demarche.show.brief.EVENTS", 3)
    brief = store_brief(store, state_name)
    assert "What is told as having happened, newest first. 3 of 4 are listed." in markdown(brief)
    assert "newest first. 3 of 4 are listed." in html(brief)
    assert len([line for line in markdown(brief).splitlines() if line.startswith("- ")]) == 5


def test_markdown_is_escaped(store):
    text = markdown(store_brief(store, state_name))
    assert r"*A \<b\>turn\</b\> to \*Moscow\* \[x\](javascript:alert)*" in text
    assert escape("a\n# b | c_d") == r"a \# b \| c\_d"


class Page(HTMLParser):
    """Collects tags, links and text, and checks that tags nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def parsed(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def test_html_is_whole_and_escaped(store):
    page = parsed(html(store_brief(store, state_name)))
    assert "A <b>turn</b> to *Moscow* [x](javascript:alert)" in "".join(page.words)
    assert page.tags.isdisjoint({"b", "script", "img", "link", "iframe"})
    assert set(page.links) == {"https://example.org/a?b=1&c=2"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "JaVaScRiPt:x", ""])
def test_html_links_only_to_the_web(url):
    coding = full_coding()
    events = [replace(e, story=replace(e.story, url=url)) for e in coding.events]
    assert parsed(html(story_brief(events, "Title", state_name))).links == []


def test_html_marks_the_words_in_the_sentence(store):
    text = html(store_brief(store, state_name))
    assert (
        '<mark class="time" title="time">In August last year</mark> <mark class="actor" title="actor">Trump</mark> '
        '<mark class="trigger" title="trigger">threatened</mark> to halt aid to '
        '<mark class="recipient" title="recipient">Pakistan</mark>.'
    ) in text


def test_the_same_store_gives_the_same_brief(store):
    first = store_brief(store, state_name)
    store.save(replace(full_coding(), events=()))
    store.save(full_coding())
    again = store_brief(store, state_name)
    assert (markdown(again), html(again)) == (markdown(first), html(first))
