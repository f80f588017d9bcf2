"""Actors of the user's own: the table, what it changes, and dictionaries of other coders."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from demarche.actors import Gazetteer
from demarche.actors.index import load_index
from demarche.actors.own import OwnActor, read_own_actors, write_own_actors
from demarche.actors.petrarch import read_petrarch
from demarche.errors import SettingsError, SourceError
from demarche.pipeline import Coder
from demarche.settings import Settings
from demarche.show.cli import app
from demarche.store import Store

STATES = ("FRA", "PAK", "RUS", "USA")
TABLE = """name,kind,aliases,state,sector,office,start,end
Vladimir Putin,person,Putin,FRA,CVL,baker,,2009
Vladimir Putin,person,,RUS,GOV,minister of bread,2010,
Blue Front,armed_group,BLF,PAK,REB,,,
Freedonia,state,Freedonian,USA,,,,
coastguard,agent,coastguards,,MIL,,,
"""


def _table(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_users_word_counts(tmp_path: Path) -> None:
    gazetteer = Gazetteer.load(_table(tmp_path / "a.csv", TABLE))
    shipped = Gazetteer.load()
    early = gazetteer.lookup("Putin", on=date(2008, 5, 1))
    late = gazetteer.lookup("Vladimir Putin", on=date(2018, 5, 1))
    assert early
    assert late
    assert (early.state, early.sector, early.office) == ("FRA", "CVL", "baker")
    assert (late.state, late.office) == ("RUS", "minister of bread")
    front = gazetteer.lookup("BLF fighters")
    assert front
    assert front.group
    assert front.group.name == "Blue Front"
    assert gazetteer.state_of_name("Freedonian") == "USA"
    guards = gazetteer.lookup("Turkish coastguards")
    assert guards
    assert (guards.state, guards.sector) == ("TUR", "MIL")
    assert gazetteer.lookup("Xi Jinping") == shipped.lookup("Xi Jinping")
    assert gazetteer.version.startswith(f"{shipped.version}+")


def test_a_table_is_written_and_read_again(tmp_path: Path) -> None:
    actors = read_own_actors(_table(tmp_path / "a.csv", TABLE), STATES)
    assert actors[0] == OwnActor("Vladimir Putin", "person", ("Putin",), "FRA", "CVL", "baker", "", "2009")
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        assert write_own_actors(actors, file) == len(actors) == 5
    assert read_own_actors(tmp_path / "b.csv", STATES) == actors


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Someone,wizard,,,,,,", "kind 'wizard'"),
        ("Someone,person,,XYZ,,,,", "no state has the code 'XYZ'"),
        ("Nowhere,state,,,,,,", "needs its code"),
        ("Someone,person,,PAK,KGB,,,", "sector 'KGB'"),
        ("Someone,person,,PAK,GOV,,2018-13,", "'2018-13' is no date"),
        ("Someone,person,,PAK,GOV,,2018,2017-05", "ends (2017-05) before it starts (2018)"),
        ("...,person,,PAK,,,,", "without a letter"),
        ("gendarmes,agent,,FRA,COP,,,", "a common noun has a sector and nothing else"),
        ("Front,armed_group,,FRA,REB,chief,,", "only a person holds an office"),
        ("Someone,person,A;B,FRA,GOV,,,", "parted by |"),
        ("Someone,person,,FRA,GOV,,,,too,many", "10 cells under 8 columns"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    path = _table(tmp_path / "a.csv", f"{TABLE}{line}\n")
    with pytest.raises(SettingsError) as error:
        read_own_actors(path, STATES)
    assert f"{path}:7" in str(error.value)
    assert told in str(error.value)


def test_columns_are_checked(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="lacks kind"):
        read_own_actors(_table(tmp_path / "a.csv", "name,state\nx,PAK\n"), STATES)
    with pytest.raises(SettingsError, match="has country"):
        read_own_actors(_table(tmp_path / "a.csv", "name,kind,country\nx,person,PAK\n"), STATES)
    with pytest.raises(SettingsError, match="twice"):
        read_own_actors(_table(tmp_path / "a.csv", "name,kind,kind\nx,person,person\n"), STATES)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_own_actors(tmp_path / "none.csv", STATES)


def test_as_spreadsheets_save_it(tmp_path: Path) -> None:
    saved = "\ufeffName;Kind;State;;\nJane Doe;person;FRA;;\n;;;;\n"
    assert read_own_actors(_table(tmp_path / "a.csv", saved), STATES) == (OwnActor("Jane Doe", "person", (), "FRA"),)


def test_another_kind_and_an_article(tmp_path: Path) -> None:
    table = "name,kind,state,sector,start,end\nHamas,organisation,PSE,PTY,,\nThe Blue Front,armed_group,FRA,REB,,\n"
    gazetteer = Gazetteer.load(_table(tmp_path / "a.csv", table))
    hamas, front = gazetteer.lookup("Hamas"), gazetteer.lookup("Blue Front")
    assert hamas
    assert (hamas.kind, hamas.group) == ("organisation", None)
    assert front
    assert front.name == "The Blue Front"


def test_a_noun_keeps_what_it_was(tmp_path: Path) -> None:
    gazetteer = Gazetteer.load(_table(tmp_path / "a.csv", "name,kind,sector\nforeign minister,agent,LEG\n"))
    minister = gazetteer.lookup("Pakistani foreign minister")
    assert minister
    assert (minister.kind, minister.office, minister.sector) == ("person", "foreign minister", "LEG")


ACTORS = """# a comment
ARDENNIA_ [FRA]  ; the whole land
+THE_ARDENNES_STATE

JEAN-LUC_PETIT_  ; minister
+PETIT
\t[FRAELI 320101-331108]
\t[FRAGOV >331108]

WORLD_CHEESE_UNION_
W.C.U._
\t[IGOWCU]
CREAM_REBELS [FRAREB]
LOST_SOULS_ [XXXREB]
TIME_TRAVELLER_ [FRAGOV 750101-740101]
UKRAINE_
+UKRANIA_LAND
	[UKRGOV 910824-991231]
THE_UNITED_NATIONS_ [IGOUNO]
+UN_BUREAU_OF_CHEESE
"""
AGENTS = """!PERSON! = MAN, WOMAN
SALES!PERSON! [~BUS]
COUNTESS {} [~ELI]
MUSKETMAN {MUSKETMEN} [~MIL]
FOREIGN_MINISTER [~GOV]
"""


def test_actors_of_petrarch(tmp_path: Path) -> None:
    found = read_petrarch(_table(tmp_path / "x.actors.txt", ACTORS), load_index())
    assert found.actors == (
        OwnActor("Ardennia", "state", ("Ardennes State",), "FRA"),
        OwnActor("Jean-Luc Petit", "person", ("Petit",), "FRA", "", "", "1932-01-01", "1933-11-08"),
        OwnActor("Jean-Luc Petit", "person", ("Petit",), "FRA", "GOV", "", "1933-11-08", ""),
        OwnActor("World Cheese Union", "igo", ("W.C.U.",), "", "IGO"),
        OwnActor("Cream Rebels", "armed_group", (), "FRA", "REB"),
        OwnActor("Ukrania Land", "state", (), "UKR"),
        OwnActor("UN", "igo", ("UN Bureau Of Cheese",), "", "IGO"),
    )
    assert [line.split(": ")[1] for line in found.left_out] == ["Lost Souls", "Time Traveller"]
    assert all(f"{tmp_path / 'x.actors.txt'}:{n}:" in line for n, line in zip((14, 15), found.left_out, strict=True))


def test_agents_of_petrarch(tmp_path: Path) -> None:
    found = read_petrarch(_table(tmp_path / "x.agents.txt", AGENTS), load_index()).actors
    assert [(a.kind, a.sector) for a in found] == [("agent", "BUS"), ("agent", ""), ("agent", "MIL")]
    assert found[0].names == ("salesman", "saleswoman", "salesmen", "saleswomen")
    assert found[1].names == ("countess",)
    assert found[2].names == ("musketman", "musketmen")


def test_what_is_no_dictionary(tmp_path: Path) -> None:
    for text in ("once upon a time\n", "", "<issue>\nfree_trade [CIVCOM]\nJOHN_ [FRAGOV\nLOST_\n"):
        with pytest.raises(SourceError, match="has lines such as"):
            read_petrarch(_table(tmp_path / "x.txt", text), load_index())


def test_import_command(tmp_path: Path) -> None:
    out = tmp_path / "actors.csv"
    dictionary = _table(tmp_path / "x.actors.txt", ACTORS)
    shown = CliRunner().invoke(app, ["import-actors", str(dictionary), "--out", str(out)])
    assert shown.exit_code == 0
    assert "7 lines written" in shown.output
    assert "left out" in shown.output
    again = CliRunner().invoke(app, ["import-actors", str(dictionary), "--out", str(out)])
    assert again.exit_code != 0
    petit = Gazetteer.load(out).lookup("Jean-Luc Petit", on=date(1950, 1, 1))
    assert petit
    assert (petit.state, petit.sector) == ("FRA", "GOV")


def test_the_unresolved_are_listed_and_filled_in(tmp_path: Path) -> None:
    text = "Freedonia threatened Pakistan on Monday. Freedonia accused Pakistan of treason. Protesters attacked Iran."
    store, out = tmp_path / "s.duckdb", tmp_path / "todo.csv"
    with Store(store) as opened:
        opened.save(Coder().code(text, "2020-01-07"))
    shown = CliRunner().invoke(app, ["unresolved", "--store", str(store), "--out", str(out)])
    assert shown.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [row["name"] for row in rows] == ["Freedonia"]
    assert rows[0]["events"] == "2"
    assert "threatened" in rows[0]["sentence"]
    rows[0] |= {"kind": "state", "state": "USA"}
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows[:1])
    events = Coder(Settings(actors=out)).code(text, "2020-01-07").events
    assert {a.state for e in events[:2] for a in e.actor} == {"USA"}
