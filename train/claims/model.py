"""The claim network: MiniLM-L6; of a word how much of a fact it is and how it is put, of what is said basis and observation."""

from pathlib import Path

import torch
from attribution.encoder import HIDDEN, Encoder, load_minilm
from torch import Tensor, nn

from sayso.model import Certainty, EvidenceBasis, Observation, Polarity, Tense
from sayso.text.words import FEATURES

BASES, OBSERVATIONS = tuple(EvidenceBasis), tuple(Observation)
PUT = (tuple(Certainty), tuple(Polarity), tuple(Tense))


class Claims(nn.Module):
    """The encoder and four heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(FEATURES)
        self.drop = nn.Dropout(0.1)
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.factuality = nn.Linear(HIDDEN, 1)
        self.mix_put = nn.Linear(HIDDEN, HIDDEN)
        self.put = nn.Linear(HIDDEN, sum(map(len, PUT)))
        self.mix_said = nn.Linear(2 * HIDDEN, HIDDEN)
        self.basis = nn.Linear(HIDDEN, len(BASES))
        self.observation = nn.Linear(HIDDEN, len(OBSERVATIONS))

    def begin(self, minilm: Path, states: list[Path]) -> None:
        """Fill the encoder from all-MiniLM-L6-v2, or with the mean of those of attribution states."""
        load_minilm(self.encoder, str(minilm))
        if states:
            read = [torch.load(path) for path in states]
            mean = {
                name.removeprefix("encoder."): sum(s[name].float() for s in read) / len(read)
                for name in read[0]
                if name.startswith("encoder.")
            }
            self.encoder.load_state_dict(mean)
        self.encoder.pieces.weight.requires_grad = False
        self.encoder.positions.weight.requires_grad = False

    def facts(self, words: Tensor) -> Tensor:
        """Return the factuality, -3 to 3, of words from their states."""
        values: Tensor = self.factuality(self.drop(torch.tanh(self.mix(words))))[..., 0]
        return values

    def puts(self, words: Tensor) -> tuple[Tensor, ...]:
        """Return the logits of certainty, polarity and tense of words from their states."""
        logits: Tensor = self.put(self.drop(torch.tanh(self.mix_put(words))))
        return logits.split([len(labels) for labels in PUT], -1)

    def words(self, hidden: Tensor, places: Tensor) -> Tensor:
        """Return the states at places, (texts, places, HIDDEN)."""
        return self.drop(torch.gather(hidden, 1, places[..., None].expand(-1, -1, HIDDEN)))

    def labels(self, hidden: Tensor, mask: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of basis and observation from hidden states and what is said."""
        pooled = []
        for part in (said, mask * (1 - said)):
            share = part.to(hidden.dtype)[..., None]
            pooled.append((hidden * share).sum(1) / share.sum(1).clamp(min=1))
        return self.of_pooled(torch.cat(pooled, -1))

    def of_pooled(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits from the mean states of what is said and of what stands around it, side by side."""
        mixed = self.drop(torch.tanh(self.mix_said(self.drop(pooled))))
        return self.basis(mixed), self.observation(mixed)
