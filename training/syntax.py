"""Teach the encoder syntax and roles before events: ``python -m training.syntax FOLDER... [--leave-out FILE]``.

The pretrained encoder was made for whole-sentence similarity. A few minutes of dependency parsing (biaffine arcs and
labels after Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing", with a part-of-speech
head) bring back who does what to whom on the level of words. The parser itself is thrown away; its encoder is where
``training.train`` starts. Reads every CoNLL-U file below the folders: UD English EWT (CC BY-SA 4.0) and the openly
licensed genres of GUM (CC BY 4.0). ``--leave-out`` names files that list documents to keep apart. ``--roles`` names a
folder of PropBank skeletons for the same documents (``*.gold_skel``, CC BY-SA 4.0; Palmer, Gildea and Kingsbury 2005):
then the encoder also learns which word is whose doer, patient, addressee, time or place. ``--start`` goes on from an
encoder that had a course before.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from demarche.annotate.tokens import CLS, LOWER, SEP, case_of
from training.model import WIDTH, Encoder
from training.split import WORK

_ARC, _LABEL = 256, 192
#: What a word may be to a predicate; the other adjuncts are one, continued and referring arguments none.
_ROLES = {f"ARG{i}": f"ARG{i}" for i in range(3)} | {f"ARG{i}": "ARG3" for i in range(3, 6)}
_ROLES |= {"ARGM-TMP": "ARGM-TMP", "ARGM-LOC": "ARGM-LOC"}
_ROLE_LABELS = ("-", *sorted({*_ROLES.values(), "ARGM"}))


@dataclass(frozen=True)
class Sentence:
    """Words with the number of their head (0: root), relation and part of speech."""

    words: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    #: (predicate, argument, label) by number of word: the argument is the head word of its span.
    roles: tuple[tuple[int, int, str], ...] = ()


def sentences(path: Path, roles: Path | None = None) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file; relations without their subtype.

    With the PropBank skeleton of the same document, with the roles of its predicates; sentences that the two cut
    differently have none.
    """
    plain = list(_sentences(path))
    frames = list(_frames(roles)) if roles else []
    if len(frames) != len(plain):
        yield from (s for s in plain if s)
        return
    for s, rows in zip(plain, frames, strict=True):
        if s:
            yield replace(s, roles=_roles(s, rows)) if len(rows) == len(s.words) else s


def _frames(path: Path) -> Iterator[list[list[str]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if rows := [line.split() for line in block.split("\n") if line.strip()]:
            yield rows


def _roles(sentence: Sentence, rows: list[list[str]]) -> tuple[tuple[int, int, str], ...]:
    """The roles of all predicates: one column each, spans as ``(ARG0*`` to ``*)``."""
    predicates = [i for i, row in enumerate(rows) if row[7] != "-"]
    found = []
    for column, predicate in enumerate(predicates, start=8):
        start, label = 0, ""
        for i, row in enumerate(rows):
            cell = row[column] if column < len(row) else "*"
            if cell.startswith("("):
                start, label = i, cell[1:].partition("*")[0]
            if cell.endswith(")") and label:
                if short := _ROLES.get(label, "ARGM" if label.startswith("ARGM") else None):
                    inside = range(start, i + 1)
                    head = next((w for w in inside if sentence.heads[w] - 1 not in inside), start)
                    found.append((predicate, head, short))
                label = ""
    return tuple(found)


def _sentences(path: Path) -> Iterator[Sentence | None]:
    """The sentences of a CoNLL-U file, None for one that cannot be learnt from."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [r for line in block.split("\n") if len(r := line.split("\t")) == 10 and r[0].isdigit()]
        if not rows:
            continue
        sound = all(r[6].isdigit() and r[1] != "_" for r in rows)
        yield (
            Sentence(
                tuple(r[1] for r in rows),
                tuple(int(r[6]) for r in rows),
                tuple(r[7].partition(":")[0] for r in rows),
                tuple(r[3] for r in rows),
            )
            if sound
            else None
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
        self.role_of, self.role_in = nn.Linear(WIDTH, _LABEL), nn.Linear(WIDTH, _LABEL)
        self.role = nn.Linear(_LABEL, len(_ROLE_LABELS))

    def roles(self, words: Tensor, predicates: Tensor) -> Tensor:
        """Scores (p, w, roles) of all words for the predicates (p, 2: sentence, word) of a batch."""
        of = self.role_of(words[predicates[:, 0], predicates[:, 1]])
        return self.role(F.gelu(of[:, None, :] + self.role_in(words)[predicates[:, 0]]))

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, first: Tensor, heads: Tensor) -> tuple[Tensor, ...]:
        """Scores of heads (b, w, w + 1; 0 is the root), of the labels of the given heads, of tags; and the words."""
        hidden, _ = self.encoder(ids, mask, case)
        words = torch.gather(hidden, 1, first[..., None].expand(-1, -1, WIDTH))
        with_root = torch.cat((self.root.expand(words.shape[0], 1, WIDTH), words), 1)
        child, head = F.gelu(self.arc_child(words)), F.gelu(self.arc_head(with_root))
        child = torch.cat((child, torch.ones_like(child[..., :1])), -1)
        arcs = self.arc(child) @ head.transpose(1, 2)
        chosen = torch.gather(with_root, 1, heads.clamp(min=0)[..., None].expand(-1, -1, WIDTH))
        labels = self.label(F.gelu(self.label_head(chosen) + self.label_child(words)))
        return arcs, labels, self.tag(words), words


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


def _role_targets(group: Sequence[Sentence], heads: Tensor) -> tuple[Tensor, Tensor]:
    """The predicates (p, 2: sentence, word) of a batch and what each word is to them (p, w)."""
    places = sorted({(k, p) for k, s in enumerate(group) for p, _, _ in s.roles})
    number = {place: i for i, place in enumerate(places)}
    targets = torch.where(heads >= 0, 0, -100)[[k for k, _ in places]]
    for k, s in enumerate(group):
        for p, a, label in s.roles:
            targets[number[k, p], a] = _ROLE_LABELS.index(label)
    return torch.tensor(places, dtype=torch.long).reshape(-1, 2), targets


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--leave-out", type=Path, action="append", default=[])
    parser.add_argument("--encoder", type=Path, default=WORK / "encoder")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--roles", type=Path, default=None, help="folder of PropBank skeletons")
    parser.add_argument("--start", type=Path, default=None, help="an encoder that had a course before")
    parser.add_argument("--name", default="syntax")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    held = {name for path in options.leave_out for name in path.read_text(encoding="utf-8").split()}
    paths = sorted(p for folder in options.folders for p in folder.rglob("*") if p.is_file() and p.suffix != ".gz")
    paths = [p for p in paths if not any(p.stem == Path(h).stem for h in held)]
    frames = {_document(p): p for p in sorted(options.roles.rglob("*.gold_skel"))} if options.roles else {}
    found = [s for p in paths for s in sentences(p, frames.get(_document(p))) if 3 <= len(s.words) <= 90]
    labels = {r: i for i, r in enumerate(sorted({r for s in found for r in s.relations}))}
    tags = {t: i for i, t in enumerate(sorted({t for s in found for t in s.tags}))}
    predicates = sum(len({p for p, _, _ in s.roles}) for s in found)
    print(f"{len(paths)} files, {len(found)} sentences, {len(labels)} relations, {predicates} predicates", flush=True)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder = Encoder(options.layers)
    encoder.load_pretrained(options.encoder / "model.safetensors")
    if options.start:
        encoder.load_state_dict(torch.load(options.start))
    encoder.words.weight.requires_grad_(False)
    network = Parser(encoder, len(labels), len(tags))
    own = [p for k, p in network.named_parameters() if k.startswith("encoder") and p.requires_grad]
    new = [p for k, p in network.named_parameters() if not k.startswith("encoder")]
    optimizer = torch.optim.AdamW([{"params": own, "lr": 2e-4}, {"params": new, "lr": 1e-3}], weight_decay=0.01)
    groups = _groups(found)
    steps = len(groups) * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min((i + 1) / 100, max(0.0, 1.02 - i / steps)))
    rng, started, right, total = random.Random(1), time.time(), 0, 0
    tally = [0, 0, 0]
    network.train()
    for step in range(steps):
        if step % len(groups) == 0:
            rng.shuffle(groups)
        group = groups[step % len(groups)]
        ids, mask, case, first, heads, relations, parts = _batch(group, tokenizer, labels, tags)
        arcs, names, kinds, words = network(ids, mask, case, first, heads)
        loss = F.cross_entropy(arcs.reshape(-1, arcs.shape[-1]), heads.reshape(-1))
        loss = loss + F.cross_entropy(names.reshape(-1, len(labels)), relations.reshape(-1))
        loss = loss + 0.5 * F.cross_entropy(kinds.reshape(-1, len(tags)), parts.reshape(-1))
        places, targets = _role_targets(group, heads)
        if len(places):
            scores = network.roles(words, places)
            loss = loss + 3.0 * F.cross_entropy(scores.reshape(-1, len(_ROLE_LABELS)), targets.reshape(-1))
            guess = scores.argmax(-1)
            tally[0] += int(((guess == targets) & (targets > 0)).sum())
            tally[1] += int(((guess > 0) & (targets >= 0)).sum())
            tally[2] += int((targets > 0).sum())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        right += int(((arcs.argmax(-1) == heads) & (names.argmax(-1) == relations) & (heads >= 0)).sum())
        total += int((heads >= 0).sum())
        if step % 100 == 99 or step == steps - 1:
            roles = f", role F1 {2 * tally[0] / max(1, tally[1] + tally[2]):.3f}" if predicates else ""
            spent = f"{time.time() - started:.0f} s"
            print(f"step {step + 1}/{steps} {spent} running LAS {right / total:.3f}{roles}", flush=True)
            right, total, tally = 0, 0, [0, 0, 0]
            torch.save(encoder.state_dict(), WORK / f"{options.name}.pt")


def _document(path: Path) -> str:
    """The name of a document without what the two treebanks add to it."""
    name = path.name
    for suffix in (".gold_skel", ".conllu", ".xml", ".sgm", ".txt"):
        name = name.removesuffix(suffix)
    return name


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
