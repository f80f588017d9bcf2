"""Types and modes that users define."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from demarche import Coder, Settings
from demarche.annotate.network import OnnxNetwork
from demarche.annotate.own import Own, read_own, write_own
from demarche.errors import SettingsError
from training.define import Known, definitions, learn
from training.passages import read

FOLDER = Path(__file__).parents[1] / "docs/own-types"
SCOLD = Own("SCOLD", "hard", ("ACCUSE", "REJECT"), "Finds fault.", (0.0,) * 768, 3.0)


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    path = tmp_path / "own.json"
    write_own(path, (SCOLD,), OnnxNetwork.shipped().version)
    return path


def test_an_event_of_a_type_in_its_stead_becomes_the_users(own_file: Path) -> None:
    text = "Russia condemned Turkey on Tuesday. China agreed to help Turkey."
    plain = Coder().code(text, published="2020-03-05")
    own = Coder(Settings(own=own_file)).code(text, published="2020-03-05")
    assert [e.type for e in plain] == ["ACCUSE", "AGREE"]
    assert [(e.type, e.mode) for e in own] == [("SCOLD", "hard"), ("AGREE", None)]
    assert (own[0].quad, own[0].intensity) == (plain[0].quad, plain[0].intensity)
    assert own[0].version.ontology.startswith(plain[0].version.ontology + "+")


def test_the_file_holds_what_was_written(own_file: Path) -> None:
    assert read_own(own_file, OnnxNetwork.shipped().version) == (SCOLD,)


def test_files_that_do_not_fit_are_refused(own_file: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"run training\.define again"):
        read_own(own_file, "another-model")
    with pytest.raises(SettingsError, match="no definitions can be read"):
        read_own(tmp_path / "none.json", "m")
    bad = json.loads(own_file.read_text(encoding="utf-8"))
    bad["definitions"][0]["instead_of"] = ["HUG"]
    own_file.write_text(json.dumps(bad), encoding="utf-8")
    with pytest.raises(SettingsError, match="instead_of names HUG"):
        read_own(own_file, bad["model"])


def test_learning_finds_the_line_between_two_heaps() -> None:
    draw = np.random.default_rng(1)
    mine = [Known(f"p{i}", "SCOLD", "hard", draw.normal(1.0, 0.3, 8)) for i in range(20)]
    others = [Known(f"q{i}", "ACCUSE", None, draw.normal(-1.0, 0.3, 8)) for i in range(60)]
    learnt, precision, recall = learn(replace(SCOLD, weights=()), [*mine, *others[:10]], others)
    assert (precision, recall) == (1.0, 1.0)
    assert learnt.probability(np.ones(8)) > 0.5 > learnt.probability(-np.ones(8))


def test_a_handful_of_examples_is_not_enough() -> None:
    few = [Known(f"p{i}", "SCOLD", "hard", np.ones(8)) for i in range(9)]
    with pytest.raises(SystemExit, match="at least ten"):
        learn(SCOLD, few, [])


def test_the_worked_example_is_sound() -> None:
    (own,) = definitions(FOLDER / "definitions.toml")
    passages, problems = read(FOLDER / "examples.txt", {own.type})
    assert problems == []
    assert sum(e.type == own.type for p in passages for e in p.events.values()) >= 16
    assert read(FOLDER / "examples.txt")[1], "without the definition the new type is a mistake"
