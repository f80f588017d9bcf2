"""The actor gazetteer against mentions as newspapers print them, from 1945 to today."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from demarche.actors import Gazetteer, Match
from demarche.actors.index import PATH
from demarche.ontology import KINDS, SECTORS
from gazetteer.build import build
from gazetteer.tables import COLUMNS, TABLES, TableError

#: mention | date | state | kind | sector | name or office ("-" for none, "*" for whatever it is)
CASES = """
US President Trump | 2018-03-26 | USA | person | GOV | president
President Trump | 2018-03-26 | USA | person | GOV | Donald Trump
Trump | 2017-08-22 | USA | person | GOV | president
Donald Trump | 2022-06-01 | USA | person | - | -
former US President Donald Trump | 2023-06-01 | USA | person | * | Donald Trump
a top Pakistani Foreign Office official | 2018-03-26 | PAK | person | GOV | *
The Pakistani official | 2018-03-26 | PAK | person | GOV | *
Putin's aide | 2017-08-22 | RUS | person | GOV | *
Putin’s aide | 2017-08-22 | RUS | person | GOV | *
his Russian counterpart | 2017-08-22 | RUS | person | GOV | *
Russian presidential envoy to Afghanistan Zamir Kabulov | 2017-08-23 | RUS | person | GOV | Zamir Kabulov
Kabulov | 2017-08-23 | RUS | person | GOV | special presidential envoy to Afghanistan
the Trump administration | 2017-08-23 | USA | organisation | GOV | Trump administration
Musharraf regime | 2018-03-26 | PAK | organisation | GOV | *
24 Pakistani soldiers | 2011-11-26 | PAK | organisation | MIL | Pakistani soldiers
Osama bin Laden | 2011-05-01 | * | person | REB | leader
CIA contractor Raymond Davis | 2011-02-01 | USA | person | SPY | Raymond Davis
Islamabad | 2018-03-26 | PAK | state | - | Pakistan
the US | 2018-03-26 | USA | state | - | United States
US | - | USA | state | - | United States
us | - | - | - | - | -
U.S. | 2003-03-20 | USA | state | - | United States
Moscow | 1975-05-01 | SUN | state | - | Soviet Union
Moscow | 2015-05-01 | RUS | state | - | Russia
Russian | 1975-05-01 | SUN | state | - | Soviet Union
the Soviet Union | 1985-01-01 | SUN | state | - | Soviet Union
the Soviet Union | 2015-01-01 | SUN | state | - | Soviet Union
Germany | 1980-01-01 | DEU | state | - | Germany
West Germany | 1980-01-01 | DEU | state | - | *
East Germany | 1980-01-01 | DDR | state | - | East Germany
Bonn | 1980-01-01 | DEU | state | - | Germany
Peking | 1972-02-21 | CHN | state | - | China
Saigon | 1968-02-01 | RVN | state | - | South Vietnam
Saigon | 1985-02-01 | VNM | * | - | *
Hanoi | 1968-02-01 | VDR | state | - | North Vietnam
Hanoi | 2001-02-01 | VNM | state | - | Vietnam
Karachi | 1960-02-01 | PAK | state | - | Pakistan
Belgrade | 1999-04-01 | YUG | state | - | Yugoslavia
Belgrade | 2015-04-01 | SRB | state | - | Serbia
Prague | 1968-08-21 | CSK | state | - | Czechoslovakia
Prague | 2008-08-21 | CZE | state | - | Czech Republic
Rangoon | 1990-05-27 | MMR | state | - | Myanmar
Burma | 1990-05-27 | MMR | state | - | Myanmar
Zaire | 1990-05-27 | COD | state | - | *
Ceylon | 1960-05-27 | LKA | state | - | Sri Lanka
Rhodesia | 1970-05-27 | ZWE | state | - | *
Dahomey | 1970-05-27 | BEN | state | - | *
Upper Volta | 1970-05-27 | BFA | state | - | *
the UAE | 2020-05-27 | ARE | state | - | United Arab Emirates
the DPRK | 2020-05-27 | PRK | state | - | North Korea
the Chinese | 2020-05-27 | CHN | population | CVL | *
Turks | 2020-05-27 | TUR | population | CVL | Turks
an Israeli | 2020-05-27 | ISR | person | CVL | *
three Pakistanis | 2020-05-27 | PAK | population | CVL | Pakistanis
the Kremlin | 2015-05-27 | RUS | organisation | GOV | Kremlin
the Kremlin | 1983-05-27 | SUN | organisation | GOV | Kremlin
the White House | 2015-05-27 | USA | organisation | GOV | White House
Downing Street | 2015-05-27 | GBR | organisation | GOV | Downing Street
the Élysée | 2015-05-27 | FRA | organisation | GOV | *
the Quai d'Orsay | 1958-05-27 | FRA | organisation | GOV | *
the Blue House | 2018-05-27 | KOR | organisation | GOV | *
South Block | 2018-05-27 | IND | organisation | GOV | *
troops loyal to Haftar | 2019-04-04 | LBY | organisation | MIL | *
the foreign minister of Iran | 2015-07-14 | IRN | person | GOV | foreign minister
Karachi police | 2015-07-14 | PAK | organisation | COP | Karachi police
the foreign ministry in Oslo | 2023-05-10 | NOR | organisation | GOV | *
the US embassy in Kabul | 2015-07-14 | USA | organisation | GOV | *
its foreign ministry | 2015-07-14 | - | organisation | GOV | foreign ministry
the president | 2015-07-14 | - | person | GOV | president
Foreign Minister Lavrov | 2015-07-14 | RUS | person | GOV | Sergei Lavrov
an Israeli air force plane | 2015-07-14 | ISR | organisation | MIL | *
Pakistan's army chief | 2015-07-14 | PAK | person | MIL | army chief
the Iranian foreign minister | 2015-07-14 | IRN | person | GOV | foreign minister
Iran-backed militia | 2015-07-14 | - | armed_group | REB | *
pro-Russian separatists | 2014-07-14 | - | armed_group | REB | *
police in Cairo | 2011-01-28 | EGY | organisation | COP | *
protesters in Cairo | 2011-01-28 | EGY | population | CVL | *
a delegation from Japan | 2011-01-28 | JPN | organisation | GOV | *
an official at the Pentagon | 2011-01-28 | USA | person | * | *
a spokesman for the Russian foreign ministry | 2016-01-28 | RUS | person | GOV | *
Hezbollah | 2006-07-12 | - | armed_group | REB | Hezbollah
Hezbollah fighters | 2006-07-12 | - | armed_group | REB | Hezbollah
Islamic State militants | 2015-07-12 | - | armed_group | REB | ISIS
ISIL | 2015-07-12 | - | armed_group | REB | ISIS
Daesh | 2015-07-12 | - | armed_group | REB | ISIS
a Taliban spokesman | 2015-07-12 | - | person | REB | *
the PKK | 1995-07-12 | - | armed_group | REB | PKK
the United Nations | 1995-07-12 | - | igo | IGO | UN
the UN Security Council | 1995-07-12 | - | igo | IGO | UN Security Council
NATO troops | 2005-07-12 | - | igo | MIL | NATO
Nato | 2005-07-12 | - | igo | IGO | NATO
the EU | 2005-07-12 | - | igo | IGO | EU
EU officials | 2005-07-12 | - | igo | IGO | EU
the OAU | 1985-07-12 | - | igo | IGO | OAU
the IAEA | 2005-07-12 | - | igo | IGO | IAEA
UN envoy Staffan de Mistura | 2016-07-12 | - | person | IGO | Staffan de Mistura
UN Secretary-General Kofi Annan | 2003-03-12 | - | person | IGO | secretary-general
Kofi Annan | 2015-03-12 | GHA | person | - | -
Boutros-Ghali | 1994-03-12 | - | person | IGO | Boutros Boutros-Ghali
the CIA | 1994-03-12 | USA | organisation | SPY | CIA
the ISI | 1994-03-12 | PAK | organisation | SPY | ISI
the KGB | 1984-03-12 | SUN | organisation | SPY | KGB
Iran's Revolutionary Guards | 2019-03-12 | IRN | organisation | MIL | IRGC
the State Department | 2019-03-12 | USA | organisation | GOV | State Department
Xinhua | 2019-03-12 | CHN | media | MED | Xinhua
Gazprom | 2009-03-12 | RUS | business | BUS | Gazprom
Huawei | 2019-03-12 | CHN | business | BUS | Huawei
Amnesty International | 2019-03-12 | - | ngo | NGO | Amnesty International
the BJP | 2019-03-12 | IND | organisation | PTY | BJP
Likud | 2019-03-12 | ISR | organisation | PTY | Likud
Israel's Labor Party | 1996-03-12 | ISR | organisation | PTY | Labor Party (Israel)
Britain's Labour Party | 1996-03-12 | GBR | organisation | PTY | Labour Party (UK)
Afghan refugees | 1996-03-12 | AFG | population | REF | *
Indian lawmakers | 2016-03-12 | IND | organisation | LEG | *
the Supreme Court of Pakistan | 2017-07-28 | PAK | organisation | JUD | *
Russian hackers | 2016-07-28 | RUS | organisation | CRM | *
Iranian state media | 2016-07-28 | IRN | media | MED | *
Kim Jong-un | 2018-06-12 | PRK | person | GOV | Kim Jong Un
North Korean leader Kim Jong Un | 2018-06-12 | PRK | person | GOV | leader
Kim | 2018-06-12 | PRK | person | GOV | Kim Jong Un
Qaddafi | 1986-04-15 | LBY | person | GOV | Muammar Gaddafi
Moammar Gadhafi | 2011-03-17 | LBY | person | GOV | Muammar Gaddafi
Mao Tse-tung | 1966-08-18 | CHN | person | GOV | Mao Zedong
Xi | 2018-06-12 | CHN | person | GOV | Xi Jinping
Zelensky | 2022-02-24 | UKR | person | GOV | Volodymyr Zelenskyy
Erdogan | 2010-06-01 | TUR | person | GOV | prime minister
Erdoğan | 2016-07-15 | TUR | person | GOV | president
Bush | 1990-08-02 | USA | person | GOV | George H. W. Bush
Bush | 2003-03-20 | USA | person | GOV | George W. Bush
Clinton | 1998-08-20 | USA | person | GOV | Bill Clinton
Secretary of State Hillary Clinton | 2010-08-20 | USA | person | GOV | foreign minister
Mrs Thatcher | 1984-12-15 | GBR | person | GOV | Margaret Thatcher
Khrushchev | 1962-10-22 | SUN | person | GOV | Nikita Khrushchev
Brezhnev | 1972-05-26 | SUN | person | GOV | Leonid Brezhnev
Nehru | 1955-04-18 | IND | person | GOV | Jawaharlal Nehru
Prime Minister Nawaz Sharif | 2014-05-26 | PAK | person | GOV | prime minister
Sharif | 2023-01-09 | PAK | person | GOV | Shehbaz Sharif
Imran Khan | 2019-07-22 | PAK | person | GOV | prime minister
Sadat | 1977-11-19 | EGY | person | GOV | Anwar Sadat
Saddam Hussein | 1990-08-02 | IRQ | person | GOV | president
King Hussein | 1990-08-02 | JOR | person | GOV | King Hussein
Saudi Arabia's King Abdullah | 2010-08-02 | SAU | person | GOV | King Abdullah
King Abdullah of Jordan | 2010-08-02 | JOR | person | GOV | Abdullah II
Assad | 1982-02-02 | SYR | person | GOV | Hafez al-Assad
Assad | 2015-09-30 | SYR | person | GOV | Bashar al-Assad
Castro | 1961-04-17 | CUB | person | GOV | Fidel Castro
Mandela | 1995-06-24 | ZAF | person | GOV | Nelson Mandela
Mugabe | 2008-06-27 | ZWE | person | GOV | Robert Mugabe
Mobutu | 1975-06-27 | COD | person | GOV | Mobutu Sese Seko
Merkel | 2015-09-04 | DEU | person | GOV | chancellor
de Gaulle | 1966-03-07 | FRA | person | GOV | Charles de Gaulle
Smith | 2015-09-04 | - | - | - | -
the committee of wise goats | 2015-09-04 | - | organisation | - | *
zygomorphic | 2015-09-04 | - | - | - | -
Jeb Bush | 2015-09-04 | - | - | - | -
Trump supporters | 2021-01-06 | USA | population | CVL | *
the Wagner Group | 2023-06-24 | - | armed_group | * | Wagner Group
the RSF | 2023-06-24 | - | armed_group | REB | RSF
Sudan's army | 2023-06-24 | SDN | organisation | MIL | *
the junta in Niger | 2023-08-24 | NER | organisation | GOV | *
South Korea's Constitutional Court | 2025-04-04 | KOR | organisation | JUD | *
Palestinian President Mahmoud Abbas | 2012-11-29 | PSE | person | GOV | president
Taipei | 2022-08-02 | TWN | state | - | Taiwan
Hong Kong police | 2019-08-02 | HKG | organisation | COP | *
Russian and Syrian warplanes | 2016-08-08 | - | organisation | MIL | *
the presidents of Peru and Colombia | 2010-09-30 | - | organisation | GOV | *
15,000 soldiers | 2010-09-30 | - | organisation | MIL | soldiers
Latin American governments | 2010-09-30 | - | * | * | *
a State Department official | 2010-09-30 | USA | person | GOV | *
President Ali Bongo | 2023-08-30 | GAB | person | GOV | Ali Bongo
the parents of Michael Brown | 2014-08-20 | - | population | CVL | *
the Pentagon | 2014-08-20 | USA | organisation | MIL | *
PM Modi | 2016-08-08 | IND | person | GOV | Narendra Modi
FM Qureshi | 2019-08-08 | PAK | person | GOV | foreign minister
officials in Beijing | 2019-08-08 | CHN | organisation | GOV | *
Obama | 2018-01-01 | USA | person | - | -
Johnson | 1966-01-01 | USA | person | GOV | Lyndon Johnson
Schroeder | 2002-09-01 | DEU | person | GOV | chancellor
the Contras | 1985-01-01 | - | armed_group | REB | Contras
Saudi-led coalition | 2016-01-01 | SAU | organisation | MIL | *
the Congolese government | 1998-08-02 | COD | organisation | GOV | *
"""


def _case(line: str) -> tuple[str, date | None, list[str]]:
    text, on, *expected = (cell.strip() for cell in line.split("|"))
    return text, None if on == "-" else date.fromisoformat(on), expected


ROWS = [_case(line) for line in CASES.strip().splitlines()]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _agrees(expected: str, *found: str | None) -> bool:
    if expected == "*":
        return True
    return all(value is None for value in found) if expected == "-" else expected in found


@pytest.mark.parametrize(("text", "on", "expected"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_lookup(gazetteer: Gazetteer, text: str, on: date | None, expected: list[str]) -> None:
    match = gazetteer.lookup(text, on=on)
    state, kind, sector, name = expected
    if kind == "-":
        assert match is None
        return
    assert match is not None
    assert _agrees(state, match.state), match
    assert _agrees(kind, match.kind), match
    assert _agrees(sector, match.sector), match
    if name == "-":
        assert match.office is None, match
    else:
        assert _agrees(name, match.name, match.office), match


def test_matches_keep_to_the_ontology(gazetteer: Gazetteer) -> None:
    matches = [match for text, on, _ in ROWS if (match := gazetteer.lookup(text, on=on))]
    assert len(matches) > 120
    for match in matches:
        assert match.kind in KINDS
        assert match.sector is None or match.sector in SECTORS
        assert match.state is None or gazetteer.is_state_code(match.state)
        assert match.name
        assert match.reason


def test_kind_breaks_ties(gazetteer: Gazetteer) -> None:
    assert _kind(gazetteer.lookup("Washington")) == "state"
    person = gazetteer.lookup("Washington", on=date(1795, 1, 1), kind="person")
    assert person is not None
    assert person.name == "George Washington"
    assert _kind(gazetteer.lookup("the Chinese", kind="state")) == "state"
    assert _kind(gazetteer.lookup("Jordan")) == "state"
    assert gazetteer.lookup("Jordan Henderson", kind="person") is None


def _kind(match: Match | None) -> str | None:
    return match.kind if match else None


def test_reason_tells_why(gazetteer: Gazetteer) -> None:
    official = gazetteer.lookup("a top Pakistani official")
    assert official is not None
    assert "PAK" in official.reason
    assert "'official'" in official.reason
    trump = gazetteer.lookup("Trump", on=date(2018, 3, 26))
    assert trump is not None
    assert trump.reason == "person Donald Trump, president of USA on 2018-03-26"
    assert (trump.person, trump.wikidata) == ("donald-trump", "Q22686")


def test_holder_of_a_named_office(gazetteer: Gazetteer) -> None:
    match = gazetteer.lookup("the Russian president", on=date(2015, 1, 1))
    assert match is not None
    assert (match.person, match.office) == ("vladimir-putin", "president")


def test_tenure(gazetteer: Gazetteer) -> None:
    assert gazetteer.tenure("Musharraf") == (date(1999, 10, 12), date(2008, 8, 18))
    assert gazetteer.tenure("Obama") == (date(2009, 1, 20), date(2017, 1, 20))
    assert gazetteer.tenure("Mao") == (date(1949, 10, 1), date(1976, 9, 9))
    assert gazetteer.tenure("President Putin") == (date(1999, 8, 9), None)
    assert gazetteer.tenure("nobody") is None


def test_states(gazetteer: Gazetteer) -> None:
    assert gazetteer.state_name("PAK") == "Pakistan"
    assert gazetteer.is_state_code("SUN")
    assert not gazetteer.is_state_code("XXX")
    assert gazetteer.state_at("RUS", date(1975, 1, 1)) == "SUN"
    assert gazetteer.state_at("SUN", date(2000, 1, 1)) == "RUS"
    assert gazetteer.state_at("UKR", date(1975, 1, 1)) == "SUN"
    assert gazetteer.state_at("DDR", date(2000, 1, 1)) == "DEU"
    assert gazetteer.state_at("YUG", date(2010, 1, 1)) == "SRB"
    assert gazetteer.state_at("DZA", date(1950, 1, 1)) is None
    with pytest.raises(KeyError):
        gazetteer.state_name("XXX")


def test_the_built_file_matches_the_tables() -> None:
    assert build() == PATH.read_bytes(), "run python -m gazetteer.build"


def test_load_and_lookup_are_quick(gazetteer: Gazetteer) -> None:
    texts = [text for text, _, _ in ROWS] * 10
    start = time.perf_counter()
    for text in texts:
        gazetteer.lookup(text, on=date(2018, 3, 26))
    assert len(texts) / (time.perf_counter() - start) > 2_000


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("organisations", "X,,igo,,,XXX,,,own", "sector 'XXX'"),
        ("organisations", "X,,igo,Nobody,,IGO,,,own", "part of 'Nobody'"),
        ("organisations", "X,,igo,,QQQ,IGO,,,own", "no state has the code 'QQQ'"),
        ("organisations", "X,,igo,,,IGO,2001,1999,own", "before it starts"),
        ("organisations", "X,,igo,,,IGO,2001-13,,own", "no such month"),
        ("organisations", "X,,club,,,IGO,,,own", "kind 'club'"),
        ("organisations", "X,,igo,,,IGO,,,", "names no source"),
        ("people", "donald-trump,Somebody,,,,,,own", "is there already"),
        ("offices", "nobody-at-all,president,USA,GOV,,,own", "no person has the id"),
        ("offices", "donald-trump,potentate,USA,GOV,,,own", "holds no title"),
        ("state_names", "USA,Yankeeland,nickname,,,,own", "form 'nickname'"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, table: str, line: str, message: str) -> None:
    for name in COLUMNS:
        text = (TABLES / f"{name}.csv").read_text(encoding="utf-8")
        (tmp_path / f"{name}.csv").write_text(text + (line + "\n" if name == table else ""), encoding="utf-8")
    with pytest.raises(TableError, match=rf"{table}\.csv:\d+: .*{message}"):
        build(tmp_path)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("NATO Secretary-General Jens Stoltenberg", "NATO"),
        ("the UN Security Council", "UN"),
        ("the European Commission", "EU"),
        ("a Hezbollah commander", "Hezbollah"),
        ("Hassan Nasrallah", "Hezbollah"),
        ("UN peacekeepers", "UN"),
        ("Israeli soldiers", None),
        ("Angela Merkel", None),
    ],
)
def test_group(gazetteer: Gazetteer, text: str, group: str | None) -> None:
    match = gazetteer.lookup(text, on=date(2018, 3, 26))
    assert match is not None
    assert (match.group.name if match.group else None) == group
