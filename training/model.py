"""The network: one small encoder, read once, with heads for tags, events, arcs, coreference and given pairs.

The encoder is MiniLM-L6 (Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"), as trained for sentence
embeddings by the sentence-transformers project (Apache-2.0), with an added embedding of each word's case. Spans are
pooled from the hidden states, so the cost does not grow with the number of pairs.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from demarche.annotate.features import ARCS, DISTANCES, LAYERS, LINKS, SENTENCES
from demarche.ontology import KINDS, MODALITIES, MODE_LABELS, POLARITIES, TYPES

WIDTH, HEADS, FEED = 384, 12, 1536
SPAN, PAIR = 256, 192


class _Block(nn.Module):
    """One encoder layer: self-attention and feed-forward, each with a residual and layer norm after it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, FEED), nn.Linear(FEED, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (f(x).view(b, n, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + bias, -1)
        x = self.norm1(x + self.drop(self.out((weights @ v).transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Tokens to hidden states (batch, n, 384) and tag logits (batch, n, 4 layers x 3)."""

    def __init__(self, layers: int, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kinds = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(4, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.blocks = nn.ModuleList(_Block() for _ in range(layers))
        self.tags = nn.Linear(WIDTH, len(LAYERS) * 3)
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(place) + self.kinds + self.case(case)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, bias)
        return x, self.tags(x)

    def load_pretrained(self, path: Path) -> None:
        """Take the weights of a BERT-shaped checkpoint; layers beyond ours are left out."""
        given = load_file(path)
        e = "embeddings."
        own = {
            "words.weight": given[e + "word_embeddings.weight"],
            "positions.weight": given[e + "position_embeddings.weight"],
            "kinds": given[e + "token_type_embeddings.weight"][0],
            "norm.weight": given[e + "LayerNorm.weight"],
            "norm.bias": given[e + "LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(len(self.blocks)):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    own[f"blocks.{i}.{ours}.{part}"] = given[f"encoder.layer.{i}.{theirs}.{part}"]
        missing = self.load_state_dict(own, strict=False).missing_keys
        assert set(missing) == {"case.weight", "tags.weight", "tags.bias"}, missing


def _pool(hidden: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """First, last and mean hidden state of each span: (b, n, h) and (b, s) to (b, s, 3h)."""
    place = torch.arange(hidden.shape[1], device=hidden.device)[None, None, :]
    inside = ((place >= first[..., None]) & (place <= last[..., None])).to(hidden.dtype)
    mean = (inside / inside.sum(-1, keepdim=True).clamp(min=1.0)) @ hidden
    begin = (place == first[..., None]).to(hidden.dtype) @ hidden
    end = (place == last[..., None]).to(hidden.dtype) @ hidden
    return torch.cat((begin, end, mean), -1)


def _projection(inputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Dropout(0.2), nn.Linear(inputs, SPAN), nn.GELU(), nn.LayerNorm(SPAN))


class _Pairs(nn.Module):
    """Scores for each pair of a span and another: their words, their product, how far apart they stand."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.left, self.right, self.both = nn.Linear(SPAN, PAIR), nn.Linear(SPAN, PAIR), nn.Linear(SPAN, PAIR)
        self.map = nn.Linear(SPAN, SPAN)
        self.distance, self.sentence = nn.Embedding(DISTANCES, PAIR), nn.Embedding(SENTENCES, PAIR)
        self.out = nn.Linear(PAIR, labels)
        self.drop = nn.Dropout(0.2)

    def forward(self, left: Tensor, right: Tensor, distance: Tensor, sentence: Tensor) -> Tensor:
        product = self.map(left)[:, :, None, :] * right[:, None, :, :]
        x = self.left(left)[:, :, None, :] + self.right(right)[:, None, :, :] + self.both(product)
        x = x + self.distance(distance) + self.sentence(sentence)
        return self.out(self.drop(F.gelu(x)))


class Heads(nn.Module):
    """What the spans of a window are and how they hang together; see :meth:`forward`."""

    def __init__(self) -> None:
        super().__init__()
        self.trigger, self.argument = _projection(3 * WIDTH), _projection(3 * WIDTH)
        self.event_type = nn.Sequential(
            nn.Linear(SPAN, SPAN), nn.GELU(), nn.Dropout(0.2), nn.Linear(SPAN, len(TYPES) + 1)
        )
        self.mode = nn.Linear(SPAN, len(MODE_LABELS))
        self.modality = nn.Linear(SPAN, len(MODALITIES))
        self.polarity = nn.Linear(SPAN, len(POLARITIES))
        self.flags = nn.Linear(SPAN, 2)
        self.kind = nn.Linear(SPAN, len(KINDS))
        self.arcs = _Pairs(len(ARCS))
        self.links = _Pairs(len(LINKS))

    def forward(
        self,
        hidden: Tensor,
        trigger_first: Tensor,
        trigger_last: Tensor,
        argument_first: Tensor,
        argument_last: Tensor,
        arc_distance: Tensor,
        arc_sentence: Tensor,
        link_distance: Tensor,
        link_sentence: Tensor,
    ) -> tuple[Tensor, ...]:
        """Logits for ``t`` triggers and ``m`` arguments (mentions, times, places) of each window.

        Returns type (b, t, 17: the types and none), mode (b, t, modes), modality (b, t, 3), polarity (b, t, 3), flags
        (b, t, 2: reciprocal and quoted), kind (b, m, 9), arcs (b, t, m, 5) and links (b, m, m, 2): whether two mentions
        corefer, and whether a mention belongs to the state that another mention, or a place, belongs to.
        """
        trigger = self.trigger(_pool(hidden, trigger_first, trigger_last))
        argument = self.argument(_pool(hidden, argument_first, argument_last))
        return (
            self.event_type(trigger),
            self.mode(trigger),
            self.modality(trigger),
            self.polarity(trigger),
            self.flags(trigger),
            self.kind(argument),
            self.arcs(trigger, argument, arc_distance, arc_sentence),
            self.links(argument, argument, link_distance, link_sentence),
        )


class Relation(nn.Module):
    """The event type between two given spans, of which either may be absent (its first token is then -1)."""

    def __init__(self) -> None:
        super().__init__()
        self.actor, self.recipient = _projection(3 * WIDTH), _projection(3 * WIDTH)
        self.absent = nn.Parameter(torch.zeros(2, SPAN))
        self.query = nn.Linear(2 * SPAN, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.context = _projection(WIDTH)
        self.out = nn.Sequential(nn.Linear(3 * SPAN, SPAN), nn.GELU(), nn.Dropout(0.2), nn.Linear(SPAN, len(TYPES) + 1))

    def forward(self, hidden: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """``first`` and ``last`` are (b, 2) tokens of actor and recipient; returns logits (b, 17)."""
        pooled = _pool(hidden, first, last)
        sides = []
        for i, project in enumerate((self.actor, self.recipient)):
            there = (first[:, i : i + 1] >= 0).to(hidden.dtype)
            sides.append(there * project(pooled[:, i]) + (1.0 - there) * self.absent[i])
        query = self.query(torch.cat(sides, -1))
        scores = (self.key(hidden) @ query[:, :, None]).squeeze(-1) / WIDTH**0.5
        weights = torch.softmax(scores + (1.0 - mask.to(hidden.dtype)) * -1e4, -1)
        context = self.context((weights[:, None, :] @ hidden).squeeze(1))
        return self.out(torch.cat((*sides, context), -1))


class Network(nn.Module):
    """Encoder, heads and relation head, trained together and exported apart."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.encoder, self.heads, self.relation = Encoder(layers), Heads(), Relation()
