"""Teach the encoder syntax before events: ``python -m training.syntax FOLDER... [--leave-out FILE]``.

The pretrained encoder was made for whole-sentence similarity. A few minutes of dependency parsing (biaffine arcs and
labels after Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing", with a part-of-speech
head) bring back who does what to whom on the level of words. The parser itself is thrown away; its encoder is where
``training.train`` starts. Reads every CoNLL-U file below the folders: UD English EWT (CC BY-SA 4.0) and the openly
licensed genres of GUM (CC BY 4.0). ``--leave-out`` names files that list documents to keep apart.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from demarche.annotate.tokens import CLS, LOWER, SEP, case_of
from training.model import WIDTH, Encoder
from training.split import WORK

_ARC, _LABEL = 256, 192


@dataclass(frozen=True)
class Sentence:
    """Words with the number of their head (0: root), relation and part of speech."""

    words: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file; relations without their subtype."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [r for line in block.split("\n") if len(r := line.split("\t")) == 10 and r[0].isdigit()]
        if rows and all(r[6].isdigit() and r[1] != "_" for r in rows):
            yield Sentence(
                tuple(r[1] for r in rows),
                tuple(int(r[6]) for r in rows),
                tuple(r[7].partition(":")[0] for r in rows),
                tuple(r[3] for r in rows),
            )


class Parser(nn.Module):
    """The encoder with a biaffine parser and a tagger on top."""

    def __init__(self, encoder: Encoder, labels: int, tags: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.arc_head, self.arc_child = nn.Linear(WIDTH, _ARC), nn.Linear(WIDTH, _ARC)
        self.arc = nn.Linear(_ARC + 1, _ARC, bias=False)
        self.label_head, self.label_child = nn.Linear(WIDTH, _LABEL), nn.Linear(WIDTH, _LABEL)
        self.label = nn.Linear(_LABEL, labels)
        self.tag = nn.Linear(WIDTH, tags)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, first: Tensor, heads: Tensor) -> tuple[Tensor, ...]:
        """Scores of heads (b, w, w + 1; 0 is the root), of the labels of the given heads, and of tags."""
        hidden, _ = self.encoder(ids, mask, case)
        words = torch.gather(hidden, 1, first[..., None].expand(-1, -1, WIDTH))
        with_root = torch.cat((self.root.expand(words.shape[0], 1, WIDTH), words), 1)
        child, head = F.gelu(self.arc_child(words)), F.gelu(self.arc_head(with_root))
        child = torch.cat((child, torch.ones_like(child[..., :1])), -1)
        arcs = self.arc(child) @ head.transpose(1, 2)
        chosen = torch.gather(with_root, 1, heads.clamp(min=0)[..., None].expand(-1, -1, WIDTH))
        labels = self.label(F.gelu(self.label_head(chosen) + self.label_child(words)))
        return arcs, labels, self.tag(words)


def _batch(
    group: Sequence[Sentence], tokenizer: Tokenizer, labels: dict[str, int], tags: dict[str, int]
) -> tuple[Tensor, ...]:
    encoded = tokenizer.encode_batch([list(s.words) for s in group], is_pretokenized=True, add_special_tokens=False)
    n = max(len(e.ids) for e in encoded) + 2
    w = max(len(s.words) for s in group)
    ids, mask, case = (torch.zeros(len(group), n, dtype=torch.long) for _ in range(3))
    first = torch.zeros(len(group), w, dtype=torch.long)
    heads, relations, parts = (torch.full((len(group), w), -100) for _ in range(3))
    for k, (s, e) in enumerate(zip(group, encoded, strict=True)):
        ids[k, : len(e.ids) + 2] = torch.tensor([CLS, *e.ids, SEP])
        mask[k, : len(e.ids) + 2] = 1
        case[k, : len(e.ids) + 2] = torch.tensor([LOWER, *(case_of(s.words[i]) for i in e.word_ids), LOWER])
        starts: dict[int, int] = {}
        for at, i in enumerate(e.word_ids):
            starts.setdefault(i, at + 1)
        for i in range(len(s.words)):
            if i in starts and s.heads[i] <= w:
                first[k, i], heads[k, i] = starts[i], s.heads[i]
                relations[k, i], parts[k, i] = labels[s.relations[i]], tags[s.tags[i]]
    return ids, mask, case, first, heads, relations, parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--leave-out", type=Path, action="append", default=[])
    parser.add_argument("--encoder", type=Path, default=WORK / "encoder")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    held = {name for path in options.leave_out for name in path.read_text(encoding="utf-8").split()}
    paths = sorted(p for folder in options.folders for p in folder.rglob("*") if p.is_file() and p.suffix != ".gz")
    paths = [p for p in paths if not any(p.stem == Path(h).stem for h in held)]
    found = [s for p in paths for s in sentences(p) if 3 <= len(s.words) <= 90]
    labels = {r: i for i, r in enumerate(sorted({r for s in found for r in s.relations}))}
    tags = {t: i for i, t in enumerate(sorted({t for s in found for t in s.tags}))}
    print(f"{len(paths)} files, {len(found)} sentences, {len(labels)} relations", flush=True)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder = Encoder(options.layers)
    encoder.load_pretrained(options.encoder / "model.safetensors")
    encoder.words.weight.requires_grad_(False)
    network = Parser(encoder, len(labels), len(tags))
    own = [p for k, p in network.named_parameters() if k.startswith("encoder") and p.requires_grad]
    new = [p for k, p in network.named_parameters() if not k.startswith("encoder")]
    optimizer = torch.optim.AdamW([{"params": own, "lr": 2e-4}, {"params": new, "lr": 1e-3}], weight_decay=0.01)
    groups = _groups(found)
    steps = len(groups) * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min((i + 1) / 100, max(0.0, 1.02 - i / steps)))
    rng, started, right, total = random.Random(1), time.time(), 0, 0
    network.train()
    for step in range(steps):
        if step % len(groups) == 0:
            rng.shuffle(groups)
        ids, mask, case, first, heads, relations, parts = _batch(groups[step % len(groups)], tokenizer, labels, tags)
        arcs, names, kinds = network(ids, mask, case, first, heads)
        loss = F.cross_entropy(arcs.reshape(-1, arcs.shape[-1]), heads.reshape(-1))
        loss = loss + F.cross_entropy(names.reshape(-1, len(labels)), relations.reshape(-1))
        loss = loss + 0.5 * F.cross_entropy(kinds.reshape(-1, len(tags)), parts.reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        right += int(((arcs.argmax(-1) == heads) & (names.argmax(-1) == relations) & (heads >= 0)).sum())
        total += int((heads >= 0).sum())
        if step % 100 == 99 or step == steps - 1:
            print(f"step {step + 1}/{steps} {time.time() - started:.0f} s running LAS {right / total:.3f}", flush=True)
            right = total = 0
            torch.save(encoder.state_dict(), WORK / "syntax.pt")


def _groups(found: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences of like length in groups of about 1,200 words."""
    order = sorted(found, key=lambda s: (len(s.words), s.words))
    groups: list[list[Sentence]] = [[]]
    for s in order:
        if (len(groups[-1]) + 1) * len(s.words) > 1200:
            groups.append([])
        groups[-1].append(s)
    return groups


if __name__ == "__main__":
    main()
