"""Publication dates as sources write them: in table columns, page metadata, addresses and lines of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from demarche.errors import SettingsError
from demarche.records import Published

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
#: Hours east of Greenwich. Abbreviations that mean several zones (CST, IST) are left out: no zone is better.
ZONES: dict[str, int] = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "msk": 3,
    "pkt": 5,
    "jst": 9,
    "est": -5,
    "edt": -4,
    "pst": -8,
    "pdt": -7,
}
#: Years outside these are no publication dates but defaults of a program (0001-01-01) or slips.
FIRST_YEAR, LAST_YEAR = 1600, 2100

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"""
    (?: (?: \s*[,|·•–-]\s* | \s+at\s+ | \s+ | T ) (?P<hour>\d{1,2}) [:.] (?P<minute>\d\d) (?: :(?P<second>\d\d) )?
        (?: \.\d+ )? (?: \s* (?P<half>[ap])\.?m\.? )? (?: \s* h(?:rs|ours)?\b )?
        (?: \s* \(? (?P<zone>[A-Z]{1,4}|[+-]\d\d:?\d\d) \)? )? )?
"""
_DATE = re.compile(
    rf"""{_WEEKDAY}
    (?: (?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})
      | (?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
      | (?:the\s+)?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m3>{_MONTH})\.?,?[\s-]+(?P<y3>\d{{4}})
      | (?P<a>\d{{1,2}})(?P<mark>[/.-])(?P<b>\d{{1,2}})(?P=mark)(?P<y4>\d{{4}})
    ){_TIME}""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|issued|date|publication date|publish date|created)"
    r"|(?P<updated>(?:last\s+)?(?:updated|modified|edited|revised)))(?:\s+(?:on|at))?\s*[:\-–]?\s+",
    re.IGNORECASE,
)
#: Longer lines tell more than a date (characters).
LONGEST_LINE = 120

_TIME_ALONE = re.compile(r"\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_COLOPHON = re.compile(r"(?:first\s+)?(?:published|appeared|printed)\s+in\s+[^,\d]{2,60},\s*", re.IGNORECASE)
_URL_DATES = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|[a-z]{3,9})[/-](?P<d>\d{1,2})(?=[/._?#-]|$)"),
    re.compile(r"[/_-](?P<y>(?:19|20)\d\d)-?(?P<m>[01]\d)-?(?P<d>[0-3]\d)(?=[/._?#-]|$)"),
)
_DATELINE = re.compile(
    rf"""[A-Z][A-Za-z.'’\s-]{{2,40}}(?:,\s*[A-Z][A-Za-z.\s]{{1,30}})?[,:]?\s+
    (?P<when>(?:(?:{_MONTH})\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+(?:{_MONTH})\.?,?\s+\d{{4}}))
    \s*(?:\([^)]{{2,40}}\)|[A-Z][A-Za-z/]{{1,12}})?\s*(?:[—–:-]|$)""",
    re.VERBOSE,
)
_DATELINE_ANY_CASE = re.compile(_DATELINE.pattern, re.VERBOSE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is nothing but a date or time; ``found`` is None where it tells no publication day.

    That is so where day and month could be either, of a time of day alone, and of an update.
    """

    found: tuple[date, datetime | None] | None


def given(published: date | str | None) -> Published | None:
    """The publication date that a user gave: a date, a datetime or ISO text.

    Raises SettingsError if it is no date, naming the format.
    """
    if published is None:
        return None
    if isinstance(published, datetime):
        return Published(published.date(), "given", published)
    if isinstance(published, date):
        return Published(published, "given")
    try:
        if len(published) == len("2018-03-26"):
            return Published(date.fromisoformat(published), "given")
        instant = datetime.fromisoformat(published)
    except ValueError as error:
        raise SettingsError(
            f"the publication date {published!r} is no date: write it as YYYY-MM-DD, as in 2018-03-26"
        ) from error
    return Published(instant.date(), "given", instant)


def parse(value: str) -> tuple[date, datetime | None] | None:
    """Read a date, with the time of day where it is told, as tables and pages write it; None if it is none.

    Takes ISO 8601, RFC 2822, dates in English words, compact digits (20180326, 20180326103000) and Unix time in
    seconds or milliseconds. A numeric date whose day and month could be either (03/04/2018) is None.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return _from_digits(value)
    match = _DATE.fullmatch(value)
    if match:
        return _from_match(match)
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _within(reader(value))
        except (ValueError, TypeError, IndexError):
            continue
    return None


def date_line(line: str) -> DateLine | None:
    """What a line that stands alone tells as a date ("Published: 5 March 2019 10:30 GMT"); None if it is none."""
    if len(line) > LONGEST_LINE or _DIGIT.search(line) is None:
        return None
    label = _COLOPHON.match(line) or _LABEL.match(line)
    rest = line[label.end() :] if label else line
    rest = rest.strip(" \t\xa0[]()|").removesuffix(".")
    # A page often gives both: "March 5, 2019 / Updated March 6, 2019".
    rest = re.split(r"\s*[/|(·•-]?\s*(?:last )?updated\b", rest, maxsplit=1, flags=re.IGNORECASE)[0]
    if _TIME_ALONE.fullmatch(rest):
        return DateLine(None)
    match = _DATE.fullmatch(rest)
    if match is None:
        return None
    return DateLine(None if label and label.groupdict().get("updated") else _from_match(match))


def from_dateline(paragraph: str) -> date | None:
    """The full date of a dateline at the head of a paragraph ("ISLAMABAD, March 26, 2018 (AFP) -"), or None."""
    match = _DATELINE_ANY_CASE.match(paragraph) if paragraph[:3].isupper() else None
    found = parse(match["when"]) if match else None
    return found[0] if found else None


def from_url(url: str) -> date | None:
    """The date in an address such as ``/2018/03/26/``, ``/2018/mar/26/`` or ``/20180326/``, or None."""
    path = url.partition("://")[2] or url
    for pattern in _URL_DATES:
        match = pattern.search(path.lower())
        if match:
            month = match["m"]
            number = int(month) if month.isdigit() else MONTHS.get(month)
            found = _day(int(match["y"]), number, int(match["d"]))
            if found:
                return found
    return None


def _from_digits(value: str) -> tuple[date, datetime | None] | None:
    """Compact dates and Unix times, told apart by their number of digits."""
    if len(value) in (8, 14):
        found = _day(int(value[:4]), int(value[4:6]), int(value[6:8]))
        if found is None or len(value) == 8:
            return (found, None) if found else None
        hour, minute, second = int(value[8:10]), int(value[10:12]), int(value[12:])
        return (found, _moment(found, hour, minute, second, None)) if hour < 24 and minute < 60 else None
    if len(value) in (10, 13):
        seconds = int(value[:10])
        return _within(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
    return None


def _from_match(match: re.Match[str]) -> tuple[date, datetime | None] | None:
    """The day that a match of ``_DATE`` tells, with the moment where it tells one."""
    found = _day_of(match)
    if found is None:
        return None
    if match["hour"] is None:
        return found, None
    hour, minute, half = int(match["hour"]), int(match["minute"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return found, _moment(found, hour, minute, int(match["second"] or 0), match["zone"])


def _day_of(match: re.Match[str]) -> date | None:
    if match["y1"]:
        return _day(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return _day(int(match["y2"]), MONTHS[match["m2"].lower()], int(match["d2"]))
    if match["y3"]:
        return _day(int(match["y3"]), MONTHS[match["m3"].lower()], int(match["d3"]))
    first, second, year = int(match["a"]), int(match["b"]), int(match["y4"])
    if match["mark"] == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int | None, day: int) -> date | None:
    if month is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(day: date, hour: int, minute: int, second: int, zone: str | None) -> datetime | None:
    """The moment; without an offset where the source gives none that is known, None if the time makes no sense."""
    try:
        return datetime.combine(day, time(hour, minute, second, tzinfo=_zone(zone)))
    except ValueError:
        return None


def _zone(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
    hours = ZONES.get(zone.lower())
    return None if hours is None else timezone(timedelta(hours=hours))


def _within(moment: datetime) -> tuple[date, datetime | None] | None:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment.date(), moment
