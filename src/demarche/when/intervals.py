"""Calendar arithmetic on intervals. Weeks run from Monday to Sunday; years lie between 1500 and 2100."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from demarche.records import Interval

FIRST_YEAR, LAST_YEAR = 1500, 2100
PRECISIONS = ("day", "week", "month", "quarter", "year", "decade", "era")
# The longest a unit can be, in days; what is longer than a decade is an era.
_LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"moment": 0, "day": 1, "week": 7, "fortnight": 14}


def one_day(day: date) -> Interval:
    """A day as an interval."""
    return Interval(day, day, "day")


def on(year: int, month: int, day: int) -> Interval | None:
    """A day of the calendar, or None where there is no such day."""
    if not _known(year) or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return one_day(date(year, month, day))


def of_month(year: int, month: int) -> Interval | None:
    """A calendar month."""
    return _months(year, month, 1, "month")


def of_quarter(year: int, quarter: int) -> Interval | None:
    """A quarter of a year, 1 to 4."""
    return _months(year, 3 * quarter - 2, 3, "quarter")


def of_half(year: int, half: int) -> Interval | None:
    """A half of a year, 1 or 2; six months are told no finer than the year."""
    return _months(year, 6 * half - 5, 6, "year")


def of_season(year: int, first: int) -> Interval | None:
    """A season by its first month; winter runs into the next year."""
    return _months(year, first, 3, "quarter")


def of_year(year: int) -> Interval | None:
    """A calendar year."""
    return _months(year, 1, 12, "year")


def of_decade(year: int) -> Interval | None:
    """The decade that a year lies in: 1990 to 1999."""
    return _months(year // 10 * 10, 1, 120, "decade")


def of_century(number: int) -> Interval | None:
    """A century by its number; the nineteenth is counted from 1801 to 1900."""
    return _months(100 * number - 99, 1, 1200, "era")


def around(day: date, unit: str) -> Interval | None:
    """The calendar day, week, month, quarter, year, decade or century that a day lies in."""
    if unit in {"moment", "day"}:
        return one_day(day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Interval(monday, monday + timedelta(days=6), "week")
    if unit == "month":
        return of_month(day.year, day.month)
    if unit == "quarter":
        return of_quarter(day.year, (day.month + 2) // 3)
    if unit == "year":
        return of_year(day.year)
    if unit == "decade":
        return of_decade(day.year)
    return of_century((day.year + 99) // 100)


def moved(day: date, unit: str, number: int) -> date | None:
    """A day moved by a number of units, or None if that leaves the known years.

    By months, the day of the month is kept where the month has it, else it is the month's last.
    """
    if unit in _DAYS:
        ordinal = day.toordinal() + number * _DAYS[unit]
        if not date(FIRST_YEAR, 1, 1).toordinal() <= ordinal <= date(LAST_YEAR, 12, 31).toordinal():
            return None
        return date.fromordinal(ordinal)
    months = day.year * 12 + day.month - 1 + number * _MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    if not _known(year):
        return None
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shifted(interval: Interval, unit: str, number: int) -> Interval | None:
    """An interval moved by a number of units.

    Days and weeks move it day by day; "three months later" and coarser name the whole month, year or decade, unless
    the interval itself is coarser than that. The precision is the coarser of the interval's and the unit's.
    """
    start, end = moved(interval.start, unit, number), moved(interval.end, unit, number)
    if start is None or end is None:
        return None
    if unit in _DAYS:
        told = "week" if unit in {"week", "fortnight"} else "day"
        return Interval(start, end, coarser(told, interval.precision))
    precision = coarser({"century": "era"}.get(unit, unit), interval.precision)
    grain = "year" if unit in {"decade", "century"} else unit
    if rank(interval.precision) > rank(grain):
        return Interval(start, end, precision)
    whole = around(start, grain)
    return None if whole is None else Interval(whole.start, whole.end, precision)


def between(start: date, end: date, precision: str) -> Interval | None:
    """An interval, or None where it would end before it starts."""
    return Interval(start, end, precision) if start <= end else None


def rank(precision: str) -> int:
    """0 for day to 6 for era."""
    return PRECISIONS.index(precision)


def coarser(one: str, other: str) -> str:
    """The coarser of two precisions."""
    return max(one, other, key=rank)


def fitting(start: date, end: date) -> str:
    """The finest precision whose unit is at least as long as the days from start to end."""
    length = (end - start).days + 1
    return next((name for name, longest in _LONGEST.items() if length <= longest), "era")


def easter(year: int) -> date:
    """Western Easter Sunday of a Gregorian year, by the anonymous Gregorian computus."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4
    epact = (19 * golden + skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    total = epact + weekday - 7 * shift + 114
    return date(year, total // 31, total % 31 + 1)


def _known(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _months(year: int, month: int, number: int, precision: str) -> Interval | None:
    last = year * 12 + month - 1 + number - 1
    if not _known(year) or not _known(last // 12):
        return None
    end = date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])
    return Interval(date(year, month, 1), end, precision)
