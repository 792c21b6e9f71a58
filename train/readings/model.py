"""The reading network: what a saying is of somebody's presence somewhere."""

import torch
from attribution.encoder import HIDDEN, Encoder
from torch import Tensor, nn

from sayso.compare.reading_pieces import AROUND, ASKED, FEATURES
from sayso.model import PRESENCES

KINDS = PRESENCES


class Readings(nn.Module):
    """MiniLM over what is asked, what is said and what stands around it; the means of the first two are compared."""

    def __init__(self, kinds: int = len(KINDS)) -> None:
        super().__init__()
        self.encoder = Encoder(FEATURES)
        self.inner = nn.Linear(3 * HIDDEN, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.kind = nn.Linear(HIDDEN, kinds)

    def begin(self, pairs: dict[str, Tensor], frozen: int) -> None:
        """Begin with the pair network: its encoder, its features and what it compares; the words keep their sense."""
        held = {n: w for n, w in pairs.items() if not n.startswith("out.")}
        four = held.pop("encoder.features.weight")
        self.load_state_dict(held, strict=False)
        with torch.no_grad():
            self.encoder.features.weight[:4] = four
            self.encoder.features.weight[4:] = four[:2]
        for part in (self.encoder.pieces, self.encoder.positions, *self.encoder.layers[:frozen]):
            part.requires_grad_(requires_grad=False)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Return (rows, kinds)."""
        hidden = self.encoder(pieces, features, mask).float()
        asked = ((features >= ASKED) & (features < AROUND)).float() * mask
        said = (features < ASKED).float() * mask
        a, b = _mean(hidden, said), _mean(hidden, asked)
        together = torch.cat((hidden[:, 0], (a - b).abs(), a * b), -1)
        state = self.drop(torch.tanh(self.inner(self.drop(together))))
        return self.kind(state)


def _mean(hidden: Tensor, side: Tensor) -> Tensor:
    return (hidden * side[:, :, None]).sum(1) / side.sum(1, keepdim=True).clamp(min=1.0)
