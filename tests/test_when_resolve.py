"""What time expressions mean: a table of words, anchors and the interval expected.

A line reads ``words | interval precision``. An interval is one date or two with ``..`` between; a month, year or decade
stands for all its days (2017-08, 2017, 1990s); ``-`` is None.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest

from demarche.records import Interval
from demarche.when import resolve

MONDAY = date(2018, 3, 26)  # the publication day of most of the table


def _edge(text: str) -> tuple[date, date]:
    if text.endswith("s"):
        return date(int(text[:4]), 1, 1), date(int(text[:4]) + 9, 12, 31)
    numbers = [int(n) for n in text.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        return date(*numbers, 1), date(*numbers, monthrange(*numbers)[1])
    return date(*numbers), date(*numbers)


def interval(text: str) -> Interval | None:
    """The interval that a cell of the table writes."""
    if text == "-":
        return None
    days, precision = text.split()
    first, _, last = days.partition("..")
    return Interval(_edge(first)[0], _edge(last or first)[1], precision)


def rows(table: str) -> list[tuple[str, str]]:
    """The lines of a table as (words, interval as written)."""
    pairs = [line.split("|") for line in table.strip().splitlines()]
    return [(words.strip(), expected.strip()) for words, expected in pairs]


ABSOLUTE = """
March 5, 2019 | 2019-03-05 day
March 5 2019 | 2019-03-05 day
5 March 2019 | 2019-03-05 day
5th March 2019 | 2019-03-05 day
the 5th of March 2019 | 2019-03-05 day
the 5th of March, 2019 | 2019-03-05 day
on March 5th, 2019 | 2019-03-05 day
Mar. 5, 2019 | 2019-03-05 day
Tuesday, March 5, 2019 | 2019-03-05 day
on Tuesday 5 March 2019 | 2019-03-05 day
Sept. 11, 2001 | 2001-09-11 day
2019-03-05 | 2019-03-05 day
05.03.2019 | 2019-03-05 day
5.3.2019 | 2019-03-05 day
25/12/2019 | 2019-12-25 day
12/25/2019 | 2019-12-25 day
05/03/2019 | -
03/03/2019 | 2019-03-03 day
2019-13-05 | -
February 30, 2019 | -
February 29, 2019 | -
29 February 2020 | 2020-02-29 day
5-7 March 2019 | 2019-03-05..2019-03-07 day
March 5-7, 2019 | 2019-03-05..2019-03-07 day
on 8 and 9 July 2018 | 2018-07-08..2018-07-09 day
between 5 and 7 March 2019 | 2019-03-05..2019-03-07 day
from 5 to 7 March 2019 | 2019-03-05..2019-03-07 day
from March 30 to April 2, 2019 | 2019-03-30..2019-04-02 day
30 March - 2 April 2019 | 2019-03-30..2019-04-02 day
from December 30 to January 2, 2019 | 2018-12-30..2019-01-02 day
from 30 December 2018 to 2 January 2019 | 2018-12-30..2019-01-02 day
August 2017 | 2017-08 month
in August 2017 | 2017-08 month
in August, 2017 | 2017-08 month
August of 2017 | 2017-08 month
Aug. 2017 | 2017-08 month
in Sept 2001 | 2001-09 month
between March and May 2015 | 2015-03..2015-05 month
March to May 2015 | 2015-03..2015-05 month
March-May 2015 | 2015-03..2015-05 month
from November to February 2015 | 2014-11..2015-02 month
from October 2014 to February 2015 | 2014-10..2015-02 month
2014 | 2014 year
in 2014 | 2014 year
the year 2014 | 2014 year
in the year 1648 | 1648 year
from 2011 to 2014 | 2011..2014 year
between 2011 and 2014 | 2011..2014 year
2011-2014 | 2011..2014 year
2011–14 | 2011..2014 year
in 2014/15 | 2014..2015 year
1939-45 | 1939..1945 year
from 2014 to 2011 | -
in the 1990s | 1990s decade
the 1990s | 1990s decade
the '90s | 1990s decade
the nineties | 1990s decade
in the sixties | 1960s decade
in the 2000s | 2000s decade
the early 1990s | 1990..1993 decade
in the mid-1990s | 1994..1996 decade
the late 1990s | 1997..1999 decade
in the first half of the 1990s | 1990..1994 decade
from the 1950s to the 1970s | 1950..1979 decade
between the late 1960s and 1975 | 1967..1975 decade
early 2015 | 2015-01..2015-04 year
early in 2015 | 2015-01..2015-04 year
mid-2015 | 2015-05..2015-08 year
in mid-2015 | 2015-05..2015-08 year
late 2014 | 2014-09..2014-12 year
in late 2014 | 2014-09..2014-12 year
late in 2014 | 2014-09..2014-12 year
the beginning of 2014 | 2014-01..2014-03 quarter
at the end of 2014 | 2014-10..2014-12 quarter
the middle of 2014 | 2014-05..2014-08 year
early March 2014 | 2014-03-01..2014-03-10 month
mid-March 2014 | 2014-03-11..2014-03-20 month
late March 2014 | 2014-03-21..2014-03-31 month
the end of February 2016 | 2016-02-21..2016-02-29 month
at the start of April 2016 | 2016-04-01..2016-04-10 month
the first half of April 2016 | 2016-04-01..2016-04-15 month
the first week of March 2016 | 2016-03-01..2016-03-07 week
the last week of February 2016 | 2016-02-23..2016-02-29 week
on the last day of February 2016 | 2016-02-29 day
the first day of the Cold War | -
the first three months of 2015 | 2015-01..2015-03 quarter
in the last two weeks of December 2015 | 2015-12-18..2015-12-31 month
the first 40 days of January 2015 | -
in the 1960s and 1970s | 1960..1979 decade
towards the end of 2014 | 2014-10..2014-12 quarter
in the last days of December 1979 | 1979-12-21..1979-12-31 month
the first half of 2012 | 2012-01..2012-06 year
in the second half of 2012 | 2012-07..2012-12 year
the third quarter of 2019 | 2019-07..2019-09 quarter
the 1st quarter of 2019 | 2019-01..2019-03 quarter
Q4 2019 | 2019-10..2019-12 quarter
in the last quarter of 2019 | 2019-10..2019-12 quarter
spring 2003 | 2003-03..2003-05 quarter
in the spring of 2003 | 2003-03..2003-05 quarter
the summer of 1996 | 1996-06..1996-08 quarter
autumn 1956 | 1956-09..1956-11 quarter
in the fall of 1989 | 1989-09..1989-11 quarter
winter of 2014-15 | 2014-12..2015-02 quarter
the winter of 1939/40 | 1939-12..1940-02 quarter
the nineteenth century | 1801..1900 era
in the 18th century | 1701..1800 era
the end of the 19th century | 1891..1900 decade
at the start of the twentieth century | 1901..1910 decade
the late 19th century | 1871..1900 era
New Year's Eve 1999 | 1999-12-31 day
on New Year’s Day 2006 | 2006-01-01 day
Christmas Day 1991 | 1991-12-25 day
Christmas Eve, 1979 | 1979-12-24 day
Good Friday 1998 | 1998-04-10 day
Easter Monday 1916 | 1916-04-24 day
Easter Sunday 2016 | 2016-03-27 day
9/11 | 2001-09-11 day
during the Cold War | 1947..1991 era
World War II | 1939-09-01..1945-09-02 era
in the First World War | 1914-07-28..1918-11-11 era
the Soviet era | 1922-12-30..1991-12-26 era
during the Vietnam War | 1955-11-01..1975-04-30 era
the Arab Spring | 2010-12-17..2012-12-31 era
under apartheid | -
during apartheid | 1948-05-26..1994-04-27 era
the Iran-Iraq war | 1980-09-22..1988-08-20 era
during the Six-Day War | 1967-06-05..1967-06-10 era
in 1492 | -
in 2150 | -
the 1490s | -
before 2014 | -
"""

RELATIVE = """
today | 2018-03-26 day
tonight | 2018-03-26 day
to-day | 2018-03-26 day
this morning | 2018-03-26 day
this afternoon | 2018-03-26 day
early today | 2018-03-26 day
earlier today | 2018-03-26 day
early this morning | 2018-03-26 day
later in the day | 2018-03-26 day
yesterday | 2018-03-25 day
yesterday's | 2018-03-25 day
yesterday morning | 2018-03-25 day
late yesterday | 2018-03-25 day
before dawn yesterday | 2018-03-25 day
at two o'clock yesterday morning | 2018-03-25 day
last night | 2018-03-25 day
tomorrow | 2018-03-27 day
overnight | 2018-03-25..2018-03-26 day
the day before yesterday | 2018-03-24 day
the day after tomorrow | 2018-03-28 day
on Monday | 2018-03-26 day
Monday | 2018-03-26 day
on Tuesday | 2018-03-20 day
on Tues. | 2018-03-20 day
Tuesday's | 2018-03-20 day
Tuesday night | 2018-03-20 day
late on Tuesday | 2018-03-20 day
early Sunday | 2018-03-25 day
at dawn on Thursday | 2018-03-22 day
before dawn on Thursday | 2018-03-22 day
in the early hours of Thursday | 2018-03-22 day
shortly before midnight on Friday | 2018-03-23 day
on the morning of March 5 | 2018-03-05 day
last Monday | 2018-03-19 day
last Tuesday | 2018-03-20 day
last Friday's | 2018-03-23 day
next Tuesday | 2018-03-27 day
next Monday | 2018-04-02 day
this Friday | 2018-03-30 day
this past Friday | 2018-03-23 day
on Tuesday last | 2018-03-20 day
Tuesday last week | 2018-03-20 day
on Thursday of last week | 2018-03-22 day
on Friday this week | 2018-03-30 day
Tuesday next week | 2018-04-03 day
on Sunday week | 2018-04-08 day
on Friday and Saturday | 2018-03-23..2018-03-24 day
between Tuesday and Thursday | 2018-03-20..2018-03-22 day
from Saturday to Monday | 2018-03-24..2018-03-26 day
as of Tuesday | 2018-03-20 day
a week ago on Tuesday | 2018-03-13 day
last week | 2018-03-19..2018-03-25 week
last week's | 2018-03-19..2018-03-25 week
this week | 2018-03-26..2018-04-01 week
next week | 2018-04-02..2018-04-08 week
early last week | 2018-03-19..2018-03-20 week
late last week | 2018-03-23..2018-03-25 week
earlier this week | 2018-03-26 week
the week before last | 2018-03-12..2018-03-18 week
at the weekend | 2018-03-24..2018-03-25 week
over the weekend | 2018-03-24..2018-03-25 week
last weekend | 2018-03-24..2018-03-25 week
this weekend | 2018-03-31..2018-04-01 week
next weekend | 2018-03-31..2018-04-01 week
last month | 2018-02 month
this month | 2018-03 month
next month | 2018-04 month
earlier this month | 2018-03-01..2018-03-26 month
later this month | 2018-03-26..2018-03-31 month
late last month | 2018-02-21..2018-02-28 month
the end of last month | 2018-02-21..2018-02-28 month
by the end of the month | 2018-03-21..2018-03-31 month
last year | 2017 year
this year | 2018 year
this year's | 2018 year
next year | 2019 year
earlier this year | 2018-01-01..2018-03-26 year
later this year | 2018-03-26..2018-12-31 year
so far this year | 2018-01-01..2018-03-26 year
the rest of the year | 2018-03-26..2018-12-31 year
late last year | 2017-09..2017-12 year
early this year | 2018-01..2018-04 year
the end of the year | 2018-10..2018-12 quarter
in the first half of last year | 2017-01..2017-06 year
the second quarter of this year | 2018-04..2018-06 quarter
the current quarter | 2018-01..2018-03 quarter
the year before last | 2016 year
this decade | 2010s decade
last century | 1901..2000 era
the turn of the century | 1999..2001 decade
the past three years | 2015-03-26..2018-03-26 year
over the past three years | 2015-03-26..2018-03-26 year
in the last two decades | 1998-03-26..2018-03-26 decade
over the last 18 months | 2016-09-26..2018-03-26 month
during the past week | 2018-03-19..2018-03-26 week
over the last three days | 2018-03-23..2018-03-26 day
in the past year | 2017-03-26..2018-03-26 year
over the next three years | 2018-03-26..2021-03-26 year
over the next month | 2018-03-26..2018-04-26 month
within the next two weeks | 2018-03-26..2018-04-09 week
for almost six decades | 1958-03-26..2018-03-26 decade
for almost 6 decades | 1958-03-26..2018-03-26 decade
for more than twenty-five years | 1993-03-26..2018-03-26 year
in recent weeks | 2018-02-12..2018-03-26 week
in recent years | -
since 2014 | 2014-01-01..2018-03-26 year
ever since 2014 | 2014-01-01..2018-03-26 year
since at least 2014 | 2014-01-01..2018-03-26 year
since the 1990s | 1990-01-01..2018-03-26 decade
since January | 2018-01-01..2018-03-26 month
since Tuesday | 2018-03-20..2018-03-26 day
since last month | 2018-02-01..2018-03-26 month
since March 5 | 2018-03-05..2018-03-26 day
since early 2015 | 2015-01-01..2018-03-26 year
since the end of the Cold War | 1992-01-01..2018-03-26 era
since the Cold War | 1992-01-01..2018-03-26 era
since World War II | 1945-09-03..2018-03-26 era
since 2019 | -
after 2014 | 2015-01-01..2018-03-26 year
three days ago | 2018-03-23 day
ten days ago | 2018-03-16 day
a week ago | 2018-03-19 week
two weeks ago | 2018-03-12 week
a fortnight ago | 2018-03-12 week
three months ago | 2017-12 month
a month ago | 2018-02 month
a year ago | 2017 year
five years ago | 2013 year
almost five years ago | 2013 year
some 50 years ago | 1968 year
more than two decades ago | 1998 decade
half a century ago | 1968 year
a quarter of a century ago | 1993 year
two and a half years ago | 2015-09 month
a year and a half ago | 2016-09 month
for half a century | 1968-03-26..2018-03-26 year
a century ago | 1918 era
ten years ago today | 2008-03-26 day
ten years ago to the day | 2008-03-26 day
on the last day of the year | 2018-12-31 day
on the second day of last month | 2018-02-02 day
a year ago yesterday | 2017-03-25 day
five years ago this week | 2013-03-25..2013-03-31 week
five years ago this month | 2013-03 month
a couple of days ago | 2018-03-24 day
a few days ago | 2018-03-19..2018-03-25 week
hours ago | 2018-03-26 day
decades ago | -
several years ago | -
years ago | -
long ago | -
three days from now | 2018-03-29 day
in two weeks' time | 2018-04-09 week
in August | 2017-08 month
August last year | 2017-08 month
in August last year | 2017-08 month
in August of last year | 2017-08 month
last August | 2017-08 month
last March | 2017-03 month
in March | 2018-03 month
in March this year | 2018-03 month
this April | 2018-04 month
next August | 2018-08 month
early March | 2018-03-01..2018-03-10 month
earlier in March | 2018-03-01..2018-03-26 month
late November | 2017-11-21..2017-11-30 month
between November and January | 2017-11..2018-01 month
March 5 | 2018-03-05 day
5 March | 2018-03-05 day
March 27 | 2017-03-27 day
Tuesday, March 27 | 2018-03-27 day
on Sunday, 25 March | 2018-03-25 day
on Friday, 5 March | -
overnight on Tuesday | 2018-03-20 day
in late February or early March | 2018-02-21..2018-03-10 month
the first six months of the year | 2018-01..2018-06 year
on December 5 | 2017-12-05 day
Dec. 5 | 2017-12-05 day
March 5 last year | 2017-03-05 day
5-7 March | 2018-03-05..2018-03-07 day
from 28 February to 2 March | 2018-02-28..2018-03-02 day
29 February | 2016-02-29 day
the 14th | 2018-03-14 day
the 30th | 2018-01-30 day
since the 14th | 2018-03-14..2018-03-26 day
the first of the month | 2018-03-01 day
the 3rd of last month | 2018-02-03 day
last summer | 2017-06..2017-08 quarter
last winter | 2017-12..2018-02 quarter
this summer | 2018-06..2018-08 quarter
next spring | 2019-03..2019-05 quarter
in the autumn | 2017-09..2017-11 quarter
the summer of last year | 2017-06..2017-08 quarter
as early as 2011 | 2011 year
as recently as January | 2018-01 month
by 2014 | 2014 year
on New Year's Eve | 2017-12-31 day
at Christmas | 2017-12-25 day
on Good Friday | 2017-04-14 day
"""

NOTHING = """
aged 45
45-year-old
a 20-year contract
for 90 minutes
20 years in prison
every year
every Friday
annual
annually
the day
one day after another
on Fridays
twice a week
year after year
then
now
soon
Ramadan
recently
the future
some day
one day
the past
may
second
the second
a second time
Pakistan
1,950 people
2014 people
10 percent
Monday Tuesday
last Pakistan
the Six
in
since
the
-
,
"""

FUTURE = """
on Tuesday | 2018-03-27 day
on Monday | 2018-03-26 day
on Sunday | 2018-04-01 day
Friday night | 2018-03-30 day
next Tuesday | 2018-03-27 day
last Tuesday | 2018-03-20 day
in August | 2018-08 month
in March | 2018-03 month
in January | 2019-01 month
March 5 | 2019-03-05 day
on 27 March | 2018-03-27 day
between April and June | 2018-04..2018-06 month
in early May | 2018-05-01..2018-05-10 month
in the autumn | 2018-09..2018-11 quarter
at the weekend | 2018-03-31..2018-04-01 week
on Christmas Day | 2018-12-25 day
in three days | 2018-03-29 day
in six months | 2018-09 month
within 48 hours | 2018-03-26..2018-03-28 day
within ninety days | 2018-03-26..2018-06-24 day
the 30th | 2018-03-30 day
August 2017 | 2017-08 month
"""

AFTER_A_DAY = """
next day | 2017-08-22 day
the next day | 2017-08-22 day
the following day | 2017-08-22 day
the next morning | 2017-08-22 day
the same day | 2017-08-21 day
that day | 2017-08-21 day
that very evening | 2017-08-21 day
on the same day | 2017-08-21 day
the day before | 2017-08-20 day
the night before | 2017-08-20 day
the previous day | 2017-08-20 day
a day earlier | 2017-08-20 day
a day later | 2017-08-22 day
two days later | 2017-08-23 day
some two days later | 2017-08-23 day
three days earlier | 2017-08-18 day
two weeks earlier | 2017-08-07 week
two weeks later | 2017-09-04 week
48 hours later | 2017-08-23 day
half an hour later | 2017-08-21 day
the week after | 2017-08-28..2017-09-03 week
the day before that | 2017-08-20 day
a fortnight later | 2017-09-04 week
three months later | 2017-11 month
six months earlier | 2017-02 month
a year later | 2018 year
a year earlier | 2016 year
two years on | 2019 year
a decade earlier | 2007 decade
hours later | 2017-08-21 day
hours earlier | 2017-08-21 day
moments later | 2017-08-21 day
days later | 2017-08-22..2017-08-28 week
two or three days later | 2017-08-22..2017-08-28 week
weeks later | 2017-08-28..2017-09-21 month
years later | -
within hours | 2017-08-21 day
within days | 2017-08-22..2017-08-28 week
within hours after Trump announced a new Afghan strategy | 2017-08-21 day
Within hours of the announcement | 2017-08-21 day
two days after the speech | 2017-08-23 day
a week after the speech | 2017-08-28 week
days after the speech | 2017-08-22..2017-08-28 week
the day after the speech | 2017-08-22 day
the day before the speech | 2017-08-20 day
a day before he spoke | 2017-08-20 day
on the eve of the speech | 2017-08-20 day
a year before that | 2016 year
a day after Friday's attack | 2018-03-24 day
two days after the March 5 vote | 2018-03-07 day
the same week | 2017-08-21..2017-08-27 week
the following week | 2017-08-28..2017-09-03 week
the week before | 2017-08-14..2017-08-20 week
the same month | 2017-08 month
that month | 2017-08 month
the following month | 2017-09 month
the previous month | 2017-07 month
the month after | 2017-09 month
the same year | 2017 year
that year | 2017 year
later that year | 2017 year
the previous year | 2016 year
the year before | 2016 year
the following year | 2018 year
the previous three years | 2014-08-21..2017-08-21 year
the following Tuesday | 2017-08-22 day
the following Monday | 2017-08-28 day
the previous Friday | 2017-08-18 day
the following March | 2018-03 month
the previous March | 2017-03 month
that Christmas | 2017-12-25 day
in December that year | 2017-12 month
in December of the same year | 2017-12 month
May the previous year | 2016-05 month
since then | 2017-08-21..2018-03-26 day
yesterday | 2018-03-25 day
"""

AFTER_A_MONTH = """
next day | 2017-08-02..2017-09-01 month
the day before | 2017-07-31..2017-08-30 month
two days later | 2017-08-03..2017-09-02 month
the same day | 2017-08 month
within hours after Trump spoke | 2017-08 month
the following week | 2017-08-08..2017-09-07 month
the following month | 2017-09 month
two months later | 2017-10 month
the same year | 2017 year
a year earlier | 2016 year
"""

WITHOUT_PUBLICATION = """
yesterday | -
on Tuesday | -
last week | -
in August | -
March 5 | -
since 2014 | -
three days ago | -
the past three years | -
for six decades | -
the turn of the century | -
earlier this month | -
in August last year | -
next day | -
two weeks earlier | -
at the weekend | -
later this year | -
the end of the year | -
2014 | 2014 year
March 5, 2019 | 2019-03-05 day
from March to May 2015 | 2015-03..2015-05 month
the 1990s | 1990s decade
the Cold War | 1947..1991 era
"""


@pytest.mark.parametrize(("words", "expected"), rows(ABSOLUTE))
def test_absolute(words: str, expected: str) -> None:
    assert resolve(words, published=None) == interval(expected)
    assert resolve(words, published=MONDAY) == interval(expected)


@pytest.mark.parametrize(("words", "expected"), rows(RELATIVE))
def test_told_from_the_publication_day(words: str, expected: str) -> None:
    assert resolve(words, published=MONDAY, tense="past") == interval(expected)


@pytest.mark.parametrize("words", [line.strip() for line in NOTHING.strip().splitlines()])
def test_no_time(words: str) -> None:
    previous = interval("2017-08-21 day")
    assert resolve(words, published=MONDAY, previous=previous, story_year=2011) is None


@pytest.mark.parametrize(("words", "expected"), rows(FUTURE))
def test_future_tense(words: str, expected: str) -> None:
    assert resolve(words, published=MONDAY, tense="future") == interval(expected)


@pytest.mark.parametrize(("words", "expected"), rows(AFTER_A_DAY))
def test_told_from_an_earlier_day(words: str, expected: str) -> None:
    assert resolve(words, published=MONDAY, previous=interval("2017-08-21 day")) == interval(expected)


@pytest.mark.parametrize(("words", "expected"), rows(AFTER_A_MONTH))
def test_told_from_an_earlier_month(words: str, expected: str) -> None:
    assert resolve(words, published=MONDAY, previous=interval("2017-08 month")) == interval(expected)


@pytest.mark.parametrize(("words", "expected"), rows(WITHOUT_PUBLICATION))
def test_without_anchor(words: str, expected: str) -> None:
    assert resolve(words, published=None) == interval(expected)


@pytest.mark.parametrize(
    ("words", "tense", "expected"),
    [
        ("by December 1", None, "2018-12-01 day"),
        ("by December 1", "past", "2017-12-01 day"),
        ("for Wednesday", None, "2018-03-28 day"),
        ("from Monday", None, "2018-03-26 day"),
        ("until Friday", None, "2018-03-30 day"),
        ("on Wednesday", None, "2018-03-21 day"),
        ("in six months", None, "-"),
        ("in six months", "past", "-"),
    ],
)
def test_prepositions_of_what_is_to_come(words: str, tense: str | None, expected: str) -> None:
    assert resolve(words, published=MONDAY, tense=tense) == interval(expected)


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("in August", date(2018, 8, 10), "2018-08 month"),
        ("in August", date(2018, 7, 31), "2017-08 month"),
        ("last August", date(2018, 8, 10), "2017-08 month"),
        ("last August", date(2018, 9, 1), "2018-08 month"),
        ("last week", date(2018, 4, 1), "2018-03-19..2018-03-25 week"),
        ("this week", date(2018, 4, 1), "2018-03-26..2018-04-01 week"),
        ("last month", date(2018, 1, 31), "2017-12 month"),
        ("a month ago", date(2018, 3, 31), "2018-02 month"),
        ("at the weekend", date(2018, 4, 1), "2018-03-31..2018-04-01 week"),
        ("last weekend", date(2018, 4, 1), "2018-03-24..2018-03-25 week"),
        ("yesterday", date(2018, 1, 1), "2017-12-31 day"),
        ("overnight", date(2018, 1, 1), "2017-12-31..2018-01-01 day"),
        ("this winter", date(2018, 12, 5), "2018-12..2019-02 quarter"),
        ("last winter", date(2018, 12, 5), "2017-12..2018-02 quarter"),
        ("on New Year's Eve", date(2018, 12, 31), "2018-12-31 day"),
        ("the turn of the century", date(1935, 5, 1), "1899..1901 decade"),
        ("the turn of the century", date(1996, 5, 1), "-"),
        ("29 February", date(2003, 5, 1), "2000-02-29 day"),
        ("on Sunday", date(2018, 4, 1), "2018-04-01 day"),
        ("last Sunday", date(2018, 4, 1), "2018-03-25 day"),
        ("two centuries ago", date(1650, 1, 1), "-"),
        ("next year", date(2100, 6, 1), "-"),
        ("last year", date(1500, 6, 1), "-"),
    ],
)
def test_edges_of_the_calendar(words: str, published: date, expected: str) -> None:
    assert resolve(words, published=published, tense="past") == interval(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in August", "2011-08 month"),
        ("on May 2", "2011-05-02 day"),
        ("late November", "2011-11-21..2011-11-30 month"),
        ("that year", "2011 year"),
        ("in the spring", "2011-03..2011-05 quarter"),
        ("last August", "2017-08 month"),
        ("in August last year", "2017-08 month"),
        ("in August 2015", "2015-08 month"),
    ],
)
def test_a_story_that_tells_of_one_year(words: str, expected: str) -> None:
    assert resolve(words, published=MONDAY, story_year=2011) == interval(expected)


def _tenure(name: str) -> tuple[date, date | None] | None:
    held = {
        "Musharraf": (date(2001, 6, 20), date(2008, 8, 18)),
        "Obama": (date(2009, 1, 20), date(2017, 1, 20)),
        "Trump": (date(2017, 1, 20), None),
        "Indira Gandhi": (date(1966, 1, 24), date(1977, 3, 24)),
    }
    return held.get(name)


MUSHARRAF = "2001-06-20..2008-08-18 era"
OBAMA = "2009-01-20..2017-01-20 era"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("during Musharraf regime", MUSHARRAF),
        ("during the Musharraf regime", MUSHARRAF),
        ("during Musharraf's rule", MUSHARRAF),
        ("under General Musharraf", MUSHARRAF),
        ("in the Musharraf years", MUSHARRAF),
        ("the Musharraf era", MUSHARRAF),
        ("under Obama", OBAMA),
        ("under President Obama", OBAMA),
        ("during Obama's presidency", OBAMA),
        ("during the presidency of Obama", OBAMA),
        ("during the Obama administration", OBAMA),
        ("under Indira Gandhi", "1966-01-24..1977-03-24 era"),
        ("the Trump era", "2017-01-20..2018-03-26 era"),
        ("since the Obama years", "2009-01-20..2018-03-26 era"),
        ("under Nobody", "-"),
        ("under pressure", "-"),
    ],
)
def test_times_in_office(words: str, expected: str) -> None:
    assert resolve(words, published=MONDAY, tenure=_tenure) == interval(expected)


def test_a_term_needs_who_held_it_and_an_end() -> None:
    assert resolve("under Obama", published=MONDAY) is None
    assert resolve("under Obama", published=None, tenure=_tenure) == interval(OBAMA)
    assert resolve("the Trump era", published=None, tenure=_tenure) is None
