"""The citation network: tags every word as outside, begin or inside of the name of an outlet that a report draws on."""

from pathlib import Path

from attribution.encoder import HIDDEN, Encoder, load_minilm
from torch import Tensor, nn

from sayso.text.words import FEATURES

TAGS = 3  # outside, begin, inside


class Citing(nn.Module):
    """MiniLM with a tag for the first piece of each word."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(FEATURES)
        self.drop = nn.Dropout(0.2)
        self.tags = nn.Linear(HIDDEN, TAGS)

    def begin(self, minilm: Path) -> None:
        """Fill the encoder; the embeddings of pieces stay as they are."""
        load_minilm(self.encoder, str(minilm))
        for part in (self.encoder.pieces, self.encoder.positions):
            part.requires_grad_(requires_grad=False)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """Return (windows, words, TAGS); `firsts` (windows, words) are the first pieces of words."""
        hidden = self.encoder(pieces, features, mask).float()
        at = firsts[:, :, None].expand(-1, -1, HIDDEN)
        return self.tags(self.drop(hidden.gather(1, at)))
