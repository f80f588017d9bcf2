"""Export a trained network to the folder that ships in the package: ONNX, int8.

``python -m training.export --name model`` writes ``src/demarche/model``. Weights are quantised to signed bytes per
channel with a reduced range, on the plain graph: on processors without VNNI that lost nothing in trials, fusing first
gave nothing, and unsigned bytes were slower and worse.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from demarche.ontology import MODE_LABELS
from training.model import Network
from training.split import WORK

SHIPPED = Path("src/demarche/model")
_HEAD_INPUTS = (
    "trigger_first",
    "trigger_last",
    "argument_first",
    "argument_last",
    "arc_distance",
    "arc_sentence",
    "link_distance",
    "link_sentence",
)
_HEAD_OUTPUTS = ("type", "mode", "modality", "polarity", "flags", "kind", "arcs", "links")


def export(network: Network, folder: Path, card: dict[str, object], encoder: Path) -> None:
    """Write the graphs, the tokenizer and the card."""
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name, graph, inputs, names, outputs, axes in _graphs(network):
            plain = Path(scratch) / name
            _onnx(graph, inputs, plain, names, outputs, axes)
            quantize_dynamic(plain, folder / name, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    shutil.copyfile(encoder / "tokenizer.json", folder / "tokenizer.json")
    write_card(folder, {**card, "modes": list(MODE_LABELS), "calibration": [1.0, 0.0]})


def write_card(folder: Path, card: dict[str, object]) -> None:
    """Write the card of the graphs in a folder; the version is a hash of the graphs and of the calibration."""
    digest = hashlib.sha256(json.dumps(card["calibration"]).encode())
    for name in ("encoder.onnx", "heads.onnx", "relation.onnx"):
        digest.update((folder / name).read_bytes())
    card = {**card, "version": digest.hexdigest()[:12]}
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _graphs(
    network: Network,
) -> list[tuple[str, nn.Module, tuple[torch.Tensor, ...], list[str], list[str], dict[str, dict[int, str]]]]:
    ids = torch.ones(2, 9, dtype=torch.long)
    hidden = torch.zeros(2, 9, 384)
    t, m = torch.zeros(2, 3, dtype=torch.long), torch.zeros(2, 4, dtype=torch.long)
    tm, mm = torch.zeros(2, 3, 4, dtype=torch.long), torch.zeros(2, 4, 4, dtype=torch.long)
    text = {0: "b", 1: "n"}
    head_axes = {"hidden": text} | {k: {0: "b", 1: "t" if "trigger" in k else "m"} for k in _HEAD_INPUTS[:4]}
    head_axes |= {k: {0: "b", 1: "t", 2: "m"} for k in _HEAD_INPUTS[4:6]} | {
        k: {0: "b", 1: "m", 2: "m"} for k in _HEAD_INPUTS[6:]
    }
    head_axes |= {k: {0: "b", 1: "t"} for k in _HEAD_OUTPUTS[:5]} | {
        "kind": {0: "b", 1: "m"},
        "arcs": {0: "b", 1: "t", 2: "m"},
        "links": {0: "b", 1: "m", 2: "m"},
    }
    pair = torch.ones(2, 2, dtype=torch.long)
    return [
        (
            "encoder.onnx",
            network.encoder,
            (ids, ids, ids),
            ["ids", "mask", "case"],
            ["hidden", "tags"],
            dict.fromkeys(("ids", "mask", "case", "hidden", "tags"), text),
        ),
        (
            "heads.onnx",
            network.heads,
            (hidden, t, t, m, m, tm, tm, mm, mm),
            ["hidden", *_HEAD_INPUTS],
            list(_HEAD_OUTPUTS),
            head_axes,
        ),
        (
            "relation.onnx",
            network.relation,
            (hidden, ids, pair, pair),
            ["hidden", "mask", "first", "last"],
            ["scores"],
            {"hidden": text, "mask": text, "first": {0: "b"}, "last": {0: "b"}, "scores": {0: "b"}},
        ),
    ]


def _onnx(
    graph: nn.Module,
    inputs: tuple[torch.Tensor, ...],
    path: Path,
    names: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph,
            inputs,
            str(path),
            input_names=names,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="model")
    parser.add_argument("--encoder", type=Path, default=WORK / "encoder")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    state = torch.load(WORK / f"{options.name}.pt", weights_only=False)
    layers = 1 + max(int(k.split(".")[2]) for k in state["network"] if k.startswith("encoder.blocks."))
    network = Network(layers)
    network.load_state_dict(state["network"])
    export(network, options.out, state["card"], options.encoder)
    for path in sorted(options.out.iterdir()):
        print(f"{path} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
