"""The command line, run as users run it, with a coder that knows a few verbs."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from demarche.show.cli import main
from demarche.store import FLAT_COLUMNS, Store
from tests.cli_fakes import load, load_and_die, state_name

STORY = (
    "Washington threatened Islamabad over its policy. Nobody won the match that was played on the same day in the "
    "capital.\n\nMoscow praised Islamabad after the talks. Beijing will aided Delhi…in the spring of the year.\n"
)


@dataclass
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command line in an empty folder with the fake coder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("demarche.show.coding.load_coder", load)
    monkeypatch.setattr("demarche.show.cli._state_name", lambda: state_name)

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["demarche", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def story(tmp_path) -> str:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    return "story.txt"


def table_of(path: Path, *texts: str) -> str:
    lines = (json.dumps({"title": f"Story {n}", "text": text}) for n, text in enumerate(texts))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path.name


def test_code_prints_a_table_and_saves(run, story, tmp_path):
    done = run("code", story, "--published", "2018-03-26")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].split() == [
        "date",
        "actor",
        "type",
        "recipient",
        "in",
        "its",
        "words",
        "who",
        "says",
        "so",
        "sure",
        "id",
    ]
    assert [line.split()[:4] for line in lines[1:] if line.startswith("(")] == [
        ["(2018-03-26)", "USA", "THREATEN", "PAK"],
        ["(2018-03-26)", "RUS", "SUPPORT", "PAK"],
        ["(2018-03-26)", "CHN", "AID", "planned"],
    ]
    assert done.err == "1 story coded, 3 events, 1 uncoded, 0 broken; saved in demarche.duckdb\n"
    with Store(tmp_path / "demarche.duckdb", read_only=True) as store:
        assert store.counts().events == 3


def test_code_jsonl_is_the_contract(run, story):
    done = run("code", story, "--format", "jsonl", "--no-store", "--published", "2018-03-26")
    events = [json.loads(line) for line in done.out.splitlines()]
    assert [event["type"] for event in events] == ["THREATEN", "SUPPORT", "AID"]
    assert list(events[0]) == [
        *("id", "story", "actor", "recipient", "type", "mode", "contexts", "cameo", "quad", "intensity"),
        *("reciprocal", "modality", "polarity", "attribution", "date", "place", "trigger", "sentence"),
        *("confidence", "version"),
    ]
    assert events[0]["story"]["published"] == "2018-03-26"
    assert not Path("demarche.duckdb").exists()


def test_code_csv_has_the_flat_columns(run, story):
    done = run("code", story, "--format", "csv", "--no-store")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert tuple(rows[0]) == FLAT_COLUMNS
    assert [row["actor"] for row in rows] == ["USA", "RUS", "CHN"]


def test_out_takes_the_results(run, story):
    done = run("code", story, "--format", "jsonl", "--out", "events.jsonl")
    assert done.out == ""
    assert len(Path("events.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    done = run("code", "-", "--format", "jsonl", "--no-store")
    assert len(done.out.splitlines()) == 3


def test_a_broken_story_is_named_and_the_run_goes_on(run, tmp_path):
    path = tmp_path / "table.jsonl"
    name = table_of(path, "Washington threatened Islamabad over its policy.", "Moscow praised Islamabad again.")
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\n{broken\n", 1), encoding="utf-8")
    done = run("code", name, "--format", "jsonl")
    assert done.code == 1
    assert len(done.out.splitlines()) == 2
    assert "broken: table.jsonl:2: " in done.err
    assert "2 stories coded, 2 events, 0 uncoded, 1 broken" in done.err


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("missing.txt", None, "missing.txt: there is no such file"),
        ("empty.txt", b"", "empty.txt: the story is empty"),
        ("binary.txt", b"\x7fELF\x00\x01\x02\x00" * 50, "binary.txt: "),
        (
            "german.txt",
            "Die Bundesregierung hat am Dienstag angekündigt, dass sie die Zusammenarbeit mit Frankreich in den "
            "kommenden Jahren weiter ausbauen und neue Verträge schließen will.".encode(),
            "the story is in language 'de'",
        ),
    ],
)
def test_what_cannot_be_coded_fails_with_its_reason(run, name, content, complaint):
    if content is not None:
        Path(name).write_bytes(content)
    done = run("code", name)
    assert done.code == 1
    assert complaint in done.err
    assert "1 broken" in done.err
    assert done.out == ""


def test_the_same_story_twice_counts_once(run, tmp_path):
    name = table_of(tmp_path / "table.jsonl", STORY, STORY)
    done = run("code", name, "--format", "jsonl")
    assert len(done.out.splitlines()) == 3
    assert "1 story coded, 3 events, 1 uncoded, 1 repeated, 0 broken" in done.err


def test_coding_again_gives_the_same_bytes(run, story):
    first = run("code", story, "--format", "jsonl").out
    assert run("code", story, "--format", "jsonl").out == first
    assert run("code", story, "--format", "jsonl", "--resume").out == first


def test_resume_does_not_code_again(run, story, monkeypatch):
    run("code", story)
    monkeypatch.setattr("demarche.show.coding.load_coder", None)
    done = run("code", story, "--resume")
    assert done.code == 0
    assert done.err.startswith("0 stories coded, 3 events, 0 uncoded, 1 held already")


def test_interrupted_says_how_to_go_on(run, tmp_path):
    name = table_of(tmp_path / "table.jsonl", STORY, "INTERRUPT this run in the middle of it.", "Moscow aided Delhi.")
    done = run("code", name, "--format", "jsonl", "--out", "events.jsonl")
    assert done.code == 1
    assert done.err == (
        "demarche: stopped, 1 story coded, 3 events, 1 uncoded, 0 broken; go on with the same command and --resume "
        "(saved in demarche.duckdb)\n"
    )
    assert len(Path("events.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_workers_give_the_same_results_in_the_same_order(run, tmp_path):
    verbs = ("threatened", "praised", "aided", "bombed") * 4
    name = table_of(tmp_path / "table.jsonl", *(f"Moscow {verb} Delhi {n} times." for n, verb in enumerate(verbs)))
    alone = run("code", name, "--format", "jsonl", "--no-store")
    together = run("code", name, "--format", "jsonl", "--no-store", "--workers", "2")
    assert len(alone.out.splitlines()) == 16
    assert together == alone


def test_a_dead_worker_is_told(run, story, monkeypatch):
    monkeypatch.setattr("demarche.show.coding.load_coder", load_and_die)
    done = run("code", story, "--workers", "2")
    assert done.code == 1
    assert done.err == (
        "demarche: a worker process died, perhaps for want of memory; go on with fewer --workers and --resume\n"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["code", "story.txt", "--engine", "ray"], "engine 'ray' is not there yet"),
        (["code", "story.txt", "--resume", "--no-store"], "give only one"),
        (["code", "story.txt", "--published", "yesterday", "--format", "csv"], "yesterday"),
        (["code", "story.txt", "--out", "no/such/folder.jsonl"], "cannot write no/such/folder.jsonl"),
        (["code"], "PATH"),
        (["code", "story.txt", "--workers", "0"], "--workers"),
        (["code", "story.txt", "--format", "xml"], "xml"),
        (["events", "--with", "RUS"], "give --state as well"),
        (["events", "--type", "FIGHT"], "known are AGREE"),
        (["events", "--modality", "certain"], "known are actual"),
        (["events", "--since", "yesterday"], "write 2018-03-26"),
        (["brief", "--state", "PAK", "--story", "story.txt"], "give one"),
        (["brief", "--published", "2018-03-26"], "belongs to --story"),
        (["elect"], "elect"),
    ],
)
def test_misuse_is_exit_code_2(run, story, arguments, complaint):
    run("code", story)
    done = run(*arguments)
    assert done.code == 2
    assert complaint in done.err
    assert done.out == ""


@pytest.mark.parametrize("command", [["events"], ["explain", "abc"], ["brief"]])
def test_without_a_store(run, command):
    done = run(*command)
    assert done.code == 1
    assert done.err.startswith("demarche: there is no store at demarche.duckdb; code some stories first")
    assert not Path("demarche.duckdb").exists()


def test_a_locked_store(run, story, tmp_path):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb; c = duckdb.connect('demarche.duckdb'); print(1, flush=True); input()",
        ],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        holder.stdout.readline()
        done = run("code", story)
        holder.stdin.write(b"\n")
    assert done.code == 1
    assert done.err == "demarche: demarche.duckdb is in use by another process; wait until it is done, or end it\n"


def test_events_filters(run, story):
    run("code", story, "--published", "2018-03-26")
    done = run("events", "--state", "pak", "--with", "RUS", "--json")
    assert [json.loads(line)["type"] for line in done.out.splitlines()] == ["SUPPORT"]
    done = run("events", "--type", "threaten", "--since", "2018", "--until", "2018-03", "--format", "csv")
    assert [row["recipient"] for row in csv.DictReader(io.StringIO(done.out))] == ["PAK"]
    done = run("events", "--state", "FRA")
    assert (done.code, done.out) == (0, "")
    assert "no event matches" in done.err


def an_event(run, kind: str) -> dict:
    lines = run("events", "--type", kind, "--json").out.splitlines()
    return json.loads(lines[0])


def test_explain_marks_the_sentence_and_tells_origins(run, story):
    run("code", story, "--published", "2018-03-26")
    done = run("explain", an_event(run, "THREATEN")["id"][:8])
    assert done.code == 0
    assert "[trigger+actor: Washington][trigger:  threatened ][trigger+recipient: Islamabad]" in done.out
    assert "As reported on 26 March 2018, the United States threatened Pakistan" in done.out
    assert "the text tells no time; this is the day of publication" in done.out
    assert "name 'Washington'" in done.out
    [dropped] = [line for line in done.out.splitlines() if line.startswith("won")]
    assert dropped.split() == ["won", "trigger", "sport"]


def test_explain_json(run, story):
    run("code", story)
    event = an_event(run, "SUPPORT")
    told = json.loads(run("explain", event["id"], "--json").out)
    assert told["event"] == event
    assert {
        "role": "actor",
        "text": "Moscow",
        "start": STORY.index("Moscow"),
        "end": STORY.index("Moscow") + 6,
    } in told["marks"]


def test_explain_unknown_and_ambiguous_ids(run, story):
    run("code", story)
    done = run("explain", "zzz")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "holds no event 'zzz'" in done.err


def test_terminal_controls_in_a_story_are_not_passed_on(run, tmp_path):
    name = table_of(tmp_path / "t.jsonl", "Moscow praised Delhi \x1b[31mred\x1b]0;title\x07 [bold]loudly[/bold].")
    shown = run("code", name).out
    shown += run("explain", an_event(run, "SUPPORT")["id"]).out + run("brief").out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[bold]loudly[/bold]" in shown


def test_brief_of_the_store_and_of_a_story(run, story):
    run("code", story, "--published", "2018-03-26")
    assert run("brief").out.startswith("# A brief on what is stored\n")
    assert run("brief", "--state", "PAK").out.startswith("# Pakistan: a brief\n")
    assert "no event matches" in run("brief", "--state", "Pakistan").err
    done = run("brief", "--state", "PAK", "--out", "brief.html")
    assert done.err == "written to brief.html\n"
    assert Path("brief.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    Path("demarche.duckdb").unlink()
    done = run("brief", "--story", story)
    assert "the United States threatened Pakistan" in done.out
    assert not Path("demarche.duckdb").exists()


def test_brief_of_a_story_that_cannot_be_read(run):
    done = run("brief", "--story", "missing.txt")
    assert done.code == 1
    assert "missing.txt: there is no such file" in done.err


def test_the_demo_writes_its_files(run, tmp_path, monkeypatch):
    package = tmp_path / "package"
    (package / "demo").mkdir(parents=True)
    table_of(package / "demo" / "stories.jsonl", STORY, "Delhi bombed Beijing, papers of the day said.")
    monkeypatch.setattr("demarche.show.demo.files", lambda name: package)
    done = run("demo", "--out", "results")
    assert done.code == 0
    results = tmp_path / "results"
    assert sorted(path.name for path in results.iterdir()) == [
        "brief.html",
        "brief.md",
        "demarche.duckdb",
        "events.jsonl",
    ]
    assert len((results / "events.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    assert "demarche explain" in done.out
    first = {path.name: path.read_bytes() for path in results.iterdir() if path.suffix != ".duckdb"}
    run("demo", "--out", "results")
    assert {path.name: path.read_bytes() for path in results.iterdir() if path.suffix != ".duckdb"} == first


def test_version_and_help(run):
    assert run("--version").out.startswith("demarche")
    helped = run("--help")
    assert helped.code == 0
    for command in ("demo", "code", "events", "explain", "brief"):
        assert command in helped.out
        assert "--store" in run(command, "--help").out


def test_results_are_utf8_in_any_locale(run, story, tmp_path):
    run("code", story)
    code = "from demarche.show.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "events"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PATH": "", "PYTHONIOENCODING": "ascii"},
    )
    assert "Delhi…in" in done.stdout.decode()


def test_importing_the_command_line_loads_nothing_heavy():
    heavy = "('duckdb', 'pandas', 'numpy', 'onnxruntime', 'tokenizers', 'trafilatura', 'pyarrow', 'py3langid')"
    code = f"import sys, demarche.show.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PATH": ""},
    )
    assert done.stdout == "[]\n"
