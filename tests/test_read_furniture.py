"""Page furniture goes, with its reason; the story's own lines stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.read import story_from_text
from demarche.read.boilerplate import PATTERNS, reason_to_cut
from demarche.read.bylines import byline, reporting_credit
from demarche.read.encoding import normalise_line_ends
from demarche.read.furniture import clean
from demarche.records import Story

FIRST = (
    "Last spring the government in Quito turned to Beijing for a loan after Washington froze its aid. "
    "The foreign minister flew there twice and came home with a promise of two billion dollars."
)
SECOND = (
    "Peru watched the approach with unease. Its ambassador delivered a note of protest, and the two armies "
    "strengthened their posts along the river. “We shall not be surprised a second time,” he said."
)
THIRD = "The loan was signed in June, and by then nobody in the region spoke of the old alliance any more."


def reasons(text: str) -> list[tuple[str, str]]:
    """(text, reason) of what is cut."""
    return [(cut.text, cut.reason) for cut in clean(text).cuts]


FURNITURE = {
    "comments": ["0 comments", "Comments (12)", "Leave a comment", "View all 12 comments", "Comments are closed"],
    "share button": [
        "Share",
        "Share to Facebook",
        "Share this article",
        "Tweet",
        "Facebook Twitter WhatsApp",
        "Share on Twitter (Opens in new window)",
        "Click to share on Facebook (Opens in new window)",
        "1.2k Shares",
        "Email",
    ],
    "advertisement": ["Advertisement", "ADVERTISEMENT", "Article continues below", "Sponsored content"],
    "read more": ["Read more", "READ MORE: Quito asks for time", "Also read: Lima protests", "Continue reading »"],
    "follow us": [
        "Follow us on Twitter",
        "Follow Jane Doe on Twitter: @jane",
        "Join our WhatsApp channel",
        "Download our app for breaking news",
    ],
    "newsletter": [
        "Sign up for our newsletter",
        "Subscribe now",
        "Get the latest news delivered to your inbox",
        "Subscribe to our newsletter for daily briefings",
    ],
    "cookie notice": [
        "This website uses cookies to improve your experience.",
        "By continuing to use this site you agree to our terms of use and privacy policy.",
    ],
    "legal notice": ["© 2019 The Daily Bugle", "Copyright 2019 Daily Bugle. All rights reserved.", "Privacy Policy"],
    "photo credit": [
        "Photo: Jane Doe/AFP",
        "(Photo by John Roe/Getty Images)",
        "FILE PHOTO: The minister speaks in Vienna, 5 May 2019.",
        "REUTERS/Jane Doe",
        "Image source, Reuters",
        "Getty Images",
    ],
    "tags": ["Tags: Ecuador, Peru", "Topics: Andes", "#Quito #Lima"],
    "timestamp": ["5 min read", "2 hours ago", "10:30 GMT", "Listen to this article"],
    "agency notice": [
        "This article was originally published by The Bugle.",
        "The Associated Press contributed to this report.",
        "(With inputs from agencies)",
        "Source: Xinhua",
        "jane.doe@paper.example",
        "The views expressed in this article are the author's own",
    ],
    "navigation": ["Home > World > Americas", "Skip to main content", "Menu", "Back to top"],
}

STAYS = [
    "Copyright law in China was amended on Tuesday.",
    "Support for the reporting of casualties grew on Monday.",
    "Register for the vote by Friday, officials told the refugees.",
    "Sign up to the Paris agreement, envoys urged Washington.",
    "Views expressed by the minister angered Paris.",
    "The report was published on Monday by the United Nations.",
    "The article was published in the state newspaper.",
    "Join the protest on Telegram, activists said.",
    "Share prices fell in Tokyo.",
    "Sharing intelligence with Kabul",
    "Advertisements for the army were pulled.",
    "Follow the money",
    "Read the treaty again, he said.",
    "More troops will go, he said.",
    "More than 200 people died",
    "Like Russia, China abstained.",
    "Print media were banned.",
    "Sources: officials said the talks had failed.",
    "Home to two million refugees, the province is poor.",
    "Next steps",
    "Live fire was heard near the border.",
    "Comments by the minister angered Ankara",
    "No comment was given.",
    "Photo opportunities were refused.",
    "Search teams found the wreck.",
    "Tags were found on the missiles.",
    "Topics ranged from trade to terrorism",
    "We use drones, not soldiers.",
    "By Monday the talks had failed",
    "By land and sea",
    "By Land and Sea",
    "By contrast, Moscow held back.",
    "By Friday, Prime Minister Imran Khan had agreed",
    "Reporting by state media was muted.",
    "Reporting restrictions were lifted.",
    "Reuters reported the deal.",
    "Edited by hand",
    "With files missing, the court adjourned.",
    "By using the site as a base, the army held the town.",
    "Contact: none was made",
    "Jane Doe, the foreign minister, resigned",
    "John Roe, chief of staff",
    "12 dead",
]


def test_every_reason_has_examples() -> None:
    assert set(FURNITURE) == set(PATTERNS)


@pytest.mark.parametrize(("reason", "line"), [(r, line) for r, lines in FURNITURE.items() for line in lines])
def test_furniture_is_cut_between_paragraphs(reason: str, line: str) -> None:
    cleaned = clean(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert [(cut.text, cut.reason) for cut in cleaned.cuts] == [(line, reason)]
    assert cleaned.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("line", STAYS)
def test_lines_of_prose_that_look_like_furniture_stay(line: str) -> None:
    cleaned = clean(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert cleaned.cuts == ()
    assert line in cleaned.text


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("by Kamran Yousaf", "Kamran Yousaf"),
        ("By JANE DOE and JOHN ROE", "JANE DOE and JOHN ROE"),
        ("By Jane Doe, Associated Press", "Jane Doe, Associated Press"),
        ("By Jane Doe in Beirut", "Jane Doe in Beirut"),
        ("By Our Correspondent", "Our Correspondent"),
        ("By AFP", "AFP"),
        ("Written by Jane van der Doe", "Jane van der Doe"),
        ("By: Jane Doe", "Jane Doe"),
        ("By Jane Doe, John Roe and Max Mustermann", "Jane Doe, John Roe and Max Mustermann"),
        ("Jane Doe, Staff Writer", "Jane Doe, Staff Writer"),
        ("By Muhammad bin Salman al-Saud", "Muhammad bin Salman al-Saud"),
        ("By David O'Brien, Defense Writer", "David O'Brien, Defense Writer"),
        ("By Land and Sea", None),
        ("By Monday Night", None),
        ("By the Foreign Ministry", None),
        ("By all accounts, Jane Doe won", None),
        ("Bystanders Jane Doe and John Roe", None),
    ],
)
def test_bylines(line: str, writer: str | None) -> None:
    assert byline(line) == writer


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("Reporting by Jane Doe; Editing by John Roe", "Jane Doe"),
        ("(Reporting by Jane Doe and John Roe in Kabul; Writing by Max Moe)", "Jane Doe and John Roe in Kabul"),
        ("Editing by John Roe", ""),
        ("Reporting by state media was muted", None),
        ("Editing by committee", None),
    ],
)
def test_closing_credits(line: str, writer: str | None) -> None:
    assert reporting_credit(line) == writer


def test_comment_counter_and_byline_on_one_line() -> None:
    line = "\xa0 0 comments \xa0\xa0|\xa0\xa0 \xa0 by Kamran Yousaf"
    cleaned = clean(f"Quito turns to Beijing\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert cleaned.byline == "Kamran Yousaf"
    assert [cut.reason for cut in cleaned.cuts] == ["title", "byline"]


@pytest.mark.parametrize(
    "line",
    ["By Jane Doe, March 5, 2019", "By Jane Doe | 5 March 2019", "By Jane Doe Published: 5 March 2019 10:30 GMT"],
)
def test_byline_with_a_date(line: str) -> None:
    story = story_from_text(f"{line}\n\n{FIRST}")
    assert story.byline == "Jane Doe"
    assert story.published is not None
    assert (story.published.date.isoformat(), story.published.basis) == ("2019-03-05", "text")


def test_closing_credit_is_the_byline_only_if_there_is_none_above() -> None:
    credit = "(Reporting by John Roe; Editing by Max Moe)"
    assert clean(f"{FIRST}\n\n{credit}").byline == "John Roe"
    assert clean(f"By Jane Doe\n\n{FIRST}\n\n{credit}").byline == "Jane Doe"


def test_name_in_a_heading_amid_the_story_is_no_byline() -> None:
    paragraphs = [FIRST, SECOND] * 8
    text = "\n\n".join([*paragraphs, "By Popular Demand", *paragraphs])
    assert clean(text).cuts == ()


HEADLINES = [
    "Ecuador offers China ‘strategic partnership’ for the first time",
    "Lima Warns Quito Over Border Posts Along River",
    "US to freeze aid to Andean states, officials confirm",
    "Bolivia, Chile sign pact on lithium exports",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_pasted_headline_is_cut(headline: str) -> None:
    assert reasons(f"{FIRST}\n\n{headline}\n\n{SECOND}") == [(headline, "related headline")]


@pytest.mark.parametrize(
    "line",
    [
        "A change of course",
        "The view from Lima",
        "Why the talks failed",
        "1. No one wins in a trade war between neighbours",
        "- Peru to withdraw its ambassador from Quito at once",
        "“Peru will not be bullied by anyone, ever”",
        "He said the ambassador would not return to Quito",
        "Nobody was hurt.",
        "Peru agreed.",
        "The ambassador’s note to the ministry read:",
        "LIMA, Peru —",
        "ISLAMABAD:",
        "But the minister had other plans for the summer",
    ],
)
def test_short_lines_of_the_story_stay(line: str) -> None:
    cleaned = clean(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert cleaned.cuts == ()
    assert line in cleaned.text


def test_many_lines_of_one_style_are_headings_of_the_story() -> None:
    text = "\n\n".join(part for headline in HEADLINES for part in (FIRST, headline, SECOND))
    assert clean(text).cuts == ()


def test_headings_that_a_page_marks_stay() -> None:
    text = f"{FIRST}\n\n{HEADLINES[0]}\n\n{SECOND}"
    assert clean(text, headings=frozenset(HEADLINES[:1])).cuts == ()


def test_related_list_goes_with_its_heading() -> None:
    text = f"{FIRST}\n\nRelated stories\n{HEADLINES[0]}\n{HEADLINES[1]}\nIn pictures\n\n{SECOND}\n\nYou may also like"
    assert {reason for _, reason in reasons(text)} == {"related stories"}
    assert clean(text).text == f"{FIRST}\n\n{SECOND}"


def test_title_that_runs_on_into_the_first_words() -> None:
    cleaned = clean(f"Ecuador’s turn to China Last spring the government in Quito\n\n{FIRST}\n\n{SECOND}")
    assert cleaned.title == "Ecuador’s turn to China"
    assert cleaned.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("title", ["Quito turns to Beijing", "Who lost Ecuador?", "# Quito turns to Beijing"])
def test_first_line_is_the_title(title: str) -> None:
    cleaned = clean(f"{title}\n\n{FIRST}\n\n{SECOND}")
    assert cleaned.title == title.removeprefix("# ")
    assert [cut.reason for cut in cleaned.cuts] == ["title"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia threatened Ukraine",
        "Russia threatened Ukraine\nUkraine appealed to the United Nations",
        f"The loan was signed.\n\n{FIRST}",
        f"QUITO\n\n{FIRST}",
        f"- a first point about the loan\n- a second point about it\n\n{FIRST}",
    ],
)
def test_first_lines_that_are_no_title_stay(text: str) -> None:
    cleaned = clean(text)
    assert (cleaned.title, cleaned.cuts) == (None, ())


def test_known_title_is_cut_where_the_text_repeats_it() -> None:
    cleaned = clean(f"QUITO TURNS TO BEIJING\n\n{FIRST}", title="Quito turns to Beijing")
    assert (cleaned.title, cleaned.text) == ("Quito turns to Beijing", FIRST)
    other = clean(f"A loan and its price\n\n{FIRST}", title="Quito turns to Beijing")
    assert other.cuts == ()


@pytest.mark.parametrize(
    ("text", "truncated"),
    [
        (f"{FIRST}\n\nThe loan was signed. Nobody spoke of the killing of 24 Peruvian", True),
        (f"{FIRST}\n\nThe loan was signed. Nobody spoke of the killing of 24 Peruvian\xa0\n\nShare to Facebook", True),
        (f"{FIRST} [+1234 chars]", True),
        (f"{FIRST} The envoys … Read more", True),
        (f"{FIRST} The envoys…", True),
        (f"{FIRST}\n\n… Read more", True),
        (f"{FIRST} Third, nothing", True),
        (f"{FIRST} Alex Branch", False),
        (f"{FIRST} Read or Share this story: https://a.example/1", False),
        (FIRST, False),
        (f"{FIRST} “We shall see,” he said, “we shall see.”", False),
        (f"{FIRST}\n\nQuito, 26 March", False),
        (f"{FIRST}\n\n- a point about the loan that has no full stop at all", False),
        ("Ecuador offers China ‘strategic partnership’ for the first time", False),
    ],
)
def test_truncated(text: str, truncated: bool) -> None:
    assert clean(text).truncated is truncated


def test_mark_of_a_teaser_is_cut_off() -> None:
    cleaned = clean(f"{FIRST} The envoys met… [+1234 chars]")
    assert cleaned.text == f"{FIRST} The envoys met"
    assert [(cut.text, cut.reason) for cut in cleaned.cuts] == [("… [+1234 chars]", "truncation mark")]


def test_text_broken_by_hand_keeps_its_paragraphs() -> None:
    wrapped = (
        "By Jane Doe\n"
        "QUITO, March 5, 2018 — Last spring the government turned to Beijing for\n"
        "a loan after Washington froze its aid. The foreign minister flew there\n"
        "twice and came home with promises\n\n"
        "Peru watched the approach with unease. Its ambassador delivered a note\n"
        "of protest, and the armies strengthened their posts along the river.\n"
        "Share to Facebook"
    )
    cleaned = clean(wrapped)
    assert [(cut.text, cut.reason) for cut in cleaned.cuts] == [
        ("By Jane Doe", "byline"),
        ("Share to Facebook", "share button"),
    ]
    assert cleaned.text == wrapped[12:-18]


@pytest.mark.parametrize(
    "line",
    [
        "The two ministers after the signing in Quito. (Jane Doe/Reuters)",
        "Troops on parade in Lima Jane Doe/AFP",
        "The signing in Quito ©Jane Doe (AFP)",
        "AFP Troops of the border guard on parade in Lima last June",
        "(Getty Images)",
        "Media playback is not supported on this device",
    ],
)
def test_captions_are_cut(line: str) -> None:
    assert reasons(f"{FIRST}\n\n{line}\n\n{SECOND}") == [(line, "photo credit")]


@pytest.mark.parametrize(
    "line",
    [
        "AFP reported the signing first, and Reuters had the text of the treaty.",
        "EPA Administrator Jane Doe said that the agency would stay out of the matter.",
        "The envoys met behind closed doors, and no picture was taken. (AP)",
        "The news came from his own agency (a competitor of Reuters/AFP and of others).",
    ],
)
def test_sentences_that_name_an_agency_stay(line: str) -> None:
    assert reasons(f"{FIRST}\n\n{line}\n\n{SECOND}") == []


def test_links_to_other_stories_at_the_end() -> None:
    links = "Lithium prices and power\nBolivia, Chile sign pact on lithium exports"
    cleaned = clean(f"{FIRST}\n\n{SECOND}\n\n{links}")
    assert [cut.reason for cut in cleaned.cuts] == ["related headline"] * 2
    assert not cleaned.truncated


@pytest.mark.parametrize(
    "last", ["Beijing agreed at once. The first half will be", "The two sides will sign the treaty in June and then"]
)
def test_last_words_cut_short_are_no_link(last: str) -> None:
    cleaned = clean(f"{FIRST}\n\n{HEADLINES[0]}\n\n{last}")
    assert cleaned.text == f"{FIRST}\n\n{last}"
    assert cleaned.truncated


def test_name_of_the_paper_above_the_title() -> None:
    for title in ("Ecuador’s turn to China", "Ecuador’s turn to China Last spring the government in Quito"):
        cleaned = clean(f"The Bugle | Opinion\n\n{title}\n\n{FIRST}\n\n{SECOND}")
        assert cleaned.title == "Ecuador’s turn to China"
        assert [cut.reason for cut in cleaned.cuts] == ["navigation", "title"]
        assert cleaned.text == f"{FIRST}\n\n{SECOND}"


def test_section_above_the_title() -> None:
    cleaned = clean(f"World\nQuito turns to Beijing\n\n{FIRST}\n{SECOND}")
    assert [cut.reason for cut in cleaned.cuts] == ["navigation", "title"]


def test_headline_amid_a_broken_paragraph_stays() -> None:
    broken = f"{FIRST}\n\nEcuador offers China a pact on lithium exports and\n\nother metals. {SECOND}"
    assert clean(broken).cuts == ()


def test_share_buttons_in_lines_of_their_own() -> None:
    buttons = "Share this:\nClick to share on Twitter (Opens in new window)\nLike this:\nLike Loading..."
    assert clean(f"{FIRST}\n\n{SECOND}\n\n{buttons}").text == f"{FIRST}\n\n{SECOND}"


def test_no_pattern_has_a_group_of_its_own() -> None:
    for patterns in PATTERNS.values():
        for pattern in patterns:
            assert re.compile(pattern).groups == 0


def test_related_head_before_prose_takes_nothing_else() -> None:
    assert clean(f"{FIRST}\n\nMore on this story\n\n{SECOND}").text == f"{FIRST}\n\n{SECOND}"


def check(source: str, story: Story) -> None:
    """The invariants of segments and cuts."""
    ranges = [(s.source_start, s.source_start + s.end - s.start) for s in story.segments]
    for segment, (start, end) in zip(story.segments, ranges, strict=True):
        assert story.text[segment.start : segment.end] == source[start:end]
    for cut in story.cuts:
        assert cut.text == source[cut.start : cut.end]
    ordered = sorted([*ranges, *((cut.start, cut.end) for cut in story.cuts)])
    position = 0
    for start, end in [*ordered, (len(source), len(source))]:
        assert source[position:start].strip() == ""
        assert position <= start <= end
        position = end
    assert list(story.segments) == sorted(story.segments, key=lambda s: s.start)
    assert list(story.cuts) == sorted(story.cuts, key=lambda c: c.start)
    assert "\n\n".join(story.text[s.start : s.end] for s in story.segments) == story.text


LINES = st.one_of(
    st.sampled_from(
        [line for lines in FURNITURE.values() for line in lines]
        + [*STAYS, *HEADLINES, FIRST, SECOND, THIRD, "", "", "By Jane Doe", "5 March 2019", "Related stories", "…"]
    ),
    st.text(max_size=60),
)


@settings(deadline=None, derandomize=True)
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"]))
def test_nothing_is_lost_and_nothing_moves(lines: list[str], joint: str) -> None:
    text = joint.join([*lines, THIRD])
    source = normalise_line_ends(text)
    cleaned = clean(source)
    check(source, Story.of(cleaned.text, cuts=cleaned.cuts, segments=cleaned.segments))


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet="ab. |/•#@:[](){}…\n\xa0and1", max_size=300))
def test_no_line_is_too_odd(text: str) -> None:
    cleaned = clean(text)
    check(text, Story.of(cleaned.text, cuts=cleaned.cuts, segments=cleaned.segments))


def test_cleaning_twice_changes_nothing_more() -> None:
    once = clean(f"Quito turns to Beijing\n\nBy Jane Doe\n\n{FIRST}\n\n{HEADLINES[0]}\n\n{SECOND}\n\nShare")
    assert clean(once.text).text == once.text


def test_long_lines_are_prose() -> None:
    assert reason_to_cut("Read more: " + "a word " * 100) is None
