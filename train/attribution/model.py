"""The cue-pivot model: tags every word, then, for each cue, labels every word again as its source or content."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from attribution.encoder import HIDDEN, Encoder
from sayso.text.words import FEATURES

TAGS = 7  # outside, begin and inside of source, cue, content
LABELS = 5  # outside, begin and inside of this cue's source, of its content
WIDTH, REACH, BUCKETS = 128, 9, 40


class Block(nn.Module):
    """A convolution along the words and a mix of its channels, added to what came in."""

    def __init__(self) -> None:
        super().__init__()
        self.along = nn.Conv1d(WIDTH, WIDTH, REACH, padding=REACH // 2, groups=WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        """Return the next states, (pivots, words, WIDTH)."""
        along = self.along(x.transpose(1, 2)).transpose(1, 2)
        return x + self.mix(functional.gelu(self.norm(along)))


class Pivot(nn.Module):
    """For each cue: five logits a word, and one for whether it is a cue at all."""

    def __init__(self) -> None:
        super().__init__()
        self.distance = nn.Embedding(BUCKETS, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(2))
        self.labels = nn.Linear(WIDTH, LABELS)
        self.valid = nn.Linear(WIDTH, 1)

    def forward(
        self, cues: Tensor, words: Tensor, buckets: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Cues (pivots, WIDTH), words (pivots, words, WIDTH), buckets (pivots, words) -> labels, validity."""
        x = functional.gelu(cues[:, None] + words + self.distance(buckets)) * mask[..., None]
        for block in self.blocks:
            x = block(x) * mask[..., None]
        at_cue = (buckets == 0).to(x.dtype)[..., None]
        pooled = (x * at_cue).sum(1) / at_cue.sum(1).clamp(min=1)
        return self.labels(x), self.valid(pooled)[:, 0]


class Extractor(nn.Module):
    """The encoder, the tags of each word, and what the pivot needs of each word."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(FEATURES)
        self.tags = nn.Linear(HIDDEN, TAGS)
        self.as_cue = nn.Linear(HIDDEN, WIDTH)
        self.as_word = nn.Linear(HIDDEN, WIDTH)
        self.drop = nn.Dropout(0.1)
        self.pivot = Pivot()

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor, firsts: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return tag logits, cue states and word states, each (batch, words, ...); `firsts` names first pieces."""
        hidden = self.encoder(pieces, features, mask)
        index = firsts[..., None].expand(-1, -1, hidden.shape[2])
        words = self.drop(torch.gather(hidden, 1, index))
        return self.tags(words), self.as_cue(words), self.as_word(words)


def bucket(offset: Tensor) -> Tensor:
    """Return the bucket of a signed distance in words from a cue: exact to 8, then doubling bands; 0 is in it.

    1..8 exact, 9..19 bands to the right; 20..27 and 28.. to the left.
    """
    size = offset.abs()
    far = 9 + torch.floor(torch.log2(size.clamp(min=9).float() / 9) * 2).long().clamp(max=10)
    near = torch.where(size <= 8, size, far)
    return torch.where(offset < 0, near + 19, near) * (offset != 0)
