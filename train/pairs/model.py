"""The pair network: two sentences in, the logits of contradict, agree and neutral out."""

from pathlib import Path

import numpy as np
import torch
from attribution.encoder import HIDDEN, Encoder, load_minilm
from torch import Tensor, nn

from sayso.compare.pair_pieces import FEATURES, SECOND

LABELS = ("contradict", "agree", "neutral")


class Pairs(nn.Module):
    """MiniLM over both sentences at once; the mean of each side and of the whole are compared."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(FEATURES)
        self.inner = nn.Linear(3 * HIDDEN, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(HIDDEN, len(LABELS))

    def begin(self, minilm: Path, frozen: int) -> None:
        """Fill the encoder; embeddings and lower layers stay as they are, so that words not met keep their sense."""
        load_minilm(self.encoder, str(minilm))
        kept = (self.encoder.pieces, self.encoder.positions, *self.encoder.layers[:frozen])
        for part in kept:
            part.requires_grad_(requires_grad=False)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Return (pairs, labels)."""
        hidden = self.encoder(pieces, features, mask).float()
        second = (features >= SECOND).float() * mask
        first = mask.float() - second
        a, b = (_mean(hidden, side) for side in (first, second))
        together = torch.cat((hidden[:, 0], (a - b).abs(), a * b), -1)
        return self.out(self.drop(torch.tanh(self.inner(self.drop(together)))))


def _mean(hidden: Tensor, side: Tensor) -> Tensor:
    return (hidden * side[:, :, None]).sum(1) / side.sum(1, keepdim=True).clamp(min=1.0)


def arrays(rows: list[np.ndarray]) -> Tensor:
    """Return rows of different length as one tensor, zeros behind the shorter ones."""
    table = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return torch.from_numpy(table)
