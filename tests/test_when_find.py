"""Where time expressions are found: each sentence marks them with ``<`` and ``>``; nothing else may be found."""

from __future__ import annotations

import re

import pytest

from demarche.when import find

SENTENCES = """
The minister arrived <on Tuesday> and left <the next day>.
<In August last year>, US President Trump unveiled his strategy.
Pakistan has had an antagonistic relationship with it <for almost 6 decades>, thanks to the Cold War.
<Within hours after Trump announced a new Afghan strategy>, an official was on the phone.
<Next day>, the envoy came up with a statement.
Pakistan began to reach out to Russia <during Musharraf regime>, but <2011> was the turning point.
It was <the same year> when the alliance went haywire.
Ties have frayed <since 2014>, diplomats say.
Trade has doubled <over the past three years>.
The accord was signed <on March 5, 2019> in Doha.
They met <on 5 March> and again <on 7 March 2019>.
The talks run <from 5 to 7 March> in Geneva.
KABUL, <Aug 3> (Northern Wire) - A bomb went off <on Friday night>.
The war ended <in 1988>.
<Between March and May 2015> the two armies clashed.
<From 2011 to 2014> the border stayed shut.
<In the early 1990s> the two states were allies.
Relations soured <in mid-2015> and worse followed <in late 2014>.
It was <the summer of 1996>, and rain fell.
A ceasefire took hold <at dawn on Thursday>.
He flew home <last night>, hours behind schedule.
<Yesterday> the king received the envoy; <tomorrow> he will see the premier.
The vote is set <for December 3>.
She resigned <three days ago>.
Troops left <two weeks later>.
The embassy was shut <decades ago>.
The ministry recalled its envoy <a day after Friday's attack>, officials said.
Washington condemned <last Friday's> attack.
The president spoke <early this morning> and <late yesterday>.
Negotiators will meet <next week> or <later this month>.
The pact was concluded <in the third quarter of 2019>.
They had quarrelled <throughout the Cold War>.
The two were allies <in the Reagan years>.
The deal must be done <by the end of the month>.
Fighting went on <over the weekend>.
The envoys met <on 2019-03-05> and <on 06.03.2019>.
<On Sunday evening> he spoke again.
He was arrested <on New Year's Eve> and freed <on Good Friday>.
The general said <Monday> that the raids would stop.
<Earlier this year>, Oslo had offered to mediate.
The attack came <hours before the ceasefire>.
<That year> the two states broke off ties.
He has ruled <for more than three decades>.
The two had not met <for almost twenty years>, and he has long held the post.
The law took effect <in May>.
It has been the worst crisis <since the end of the Cold War>.
They last met <in November> in Cairo.
The sides have talked <since last month>.
Spies have traded places <since the 1950s>.
"""

NOTHING = """
The contract is a 20-year contract worth two billion dollars.
The minister, aged 45, is a father of three.
The match went on for 90 minutes before the crowd left.
He was sentenced to 20 years in prison.
The 45-year-old colonel declined to comment.
Theresa May said Britain would leave.
Mrs May met the chancellor, and May's cabinet split.
The states may sign; they march on the capital.
Thousands will march to the square and may stay.
It was the second such meeting and the third refusal.
The Sun and the Sunday Times reported it.
He bought the Daily Mirror and the Sunday Telegraph.
The sun rose over the Sun river.
The Six-Day War is taught in every school.
Some 1,950 people fled the city.
About 2014 people were counted.
They booked room 2014 of the hotel.
The aid was worth $2014 and then €1950.
The price rose by 2015 dollars.
At least 1914 soldiers were buried there.
The council meets every Friday and pays each year.
An annual report and a monthly bulletin are published.
The five-year plan and the two-week truce were praised.
USA Today and Russia Today covered it.
The Good Friday Agreement is at risk.
The Black Friday sales began.
He spoke for the first time.
Their second home has three quarters of an acre.
The quarter of the city was sealed.
Day after day, week after week, nothing changed.
The deal was thanks to the Cold War.
The apartheid state had few friends.
A last-minute appeal failed.
The Long March and the March on Washington are remembered.
The fall of Saigon shocked the allies.
Nobody goes there in winter.
Clara August and April Jones chaired the board.
He was jailed for three years.
He served for two years after the war.
The temperature fell by 10 degrees.
The plane left at 1950 GMT.
They drove 2000 km across the steppe.
The past is another country, and the future unknown.
The Obama administration objected.
Putin's rule is unchallenged, he said.
The two million Berliners have stocks for about five weeks.
They punished the attackers of September 11.
The delegates held out to the last hours.
The stock of flour would last forty days.
They razed a sixteenth-century mosque.
Fiji scored in the last minute.
He spoke for the next four hours.
One day after another passed.
They fought under Musharraf's banner.
He is in his sixties.
The 18 March Coalition and the April 6 Movement marched.
The vote was 52 to 48, and the score 3-2.
"""


def _plain(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its marks, and where they stood."""
    text, spans = "", []
    for piece in re.split(r"(<[^>]*>)", marked):
        if piece.startswith("<"):
            spans.append((len(text), len(text) + len(piece) - 2))
            text += piece[1:-1]
        else:
            text += piece
    return text, spans


@pytest.mark.parametrize("marked", SENTENCES.strip().splitlines())
def test_finds_what_is_marked_and_nothing_else(marked: str) -> None:
    text, spans = _plain(marked)
    assert [found.text for found in find(text)] == [text[a:b] for a, b in spans]
    assert [(found.start, found.end) for found in find(text)] == spans


@pytest.mark.parametrize("sentence", NOTHING.strip().splitlines())
def test_finds_nothing(sentence: str) -> None:
    assert [found.text for found in find(sentence)] == []


def test_offsets_count_characters_beyond_the_basic_plane() -> None:
    text = "𝔄𝔅 — “Ärger” am Abend: they met on Tuesday."
    (found,) = find(text)
    assert (found.text, text[found.start : found.end]) == ("on Tuesday", "on Tuesday")


def test_nothing_in_nothing() -> None:
    assert find("") == []
    assert find(" \n\n ") == []
