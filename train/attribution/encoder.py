"""MiniLM-L6 (BERT, Devlin et al. 2019; Wang et al. 2020) in plain torch, with a feature a word added to its input."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, LAYERS, INNER, PIECES, POSITIONS = 384, 12, 6, 1536, 30522, 512


class Layer(nn.Module):
    """One transformer layer, normalised after each sum."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor, plain: bool) -> Tensor:
        """Return the next hidden states, (batch, pieces, HIDDEN); mask is added to the attention logits."""
        batch, length, _ = hidden.shape
        q, k, v = (
            part(hidden).view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if plain:
            logits = q @ k.transpose(2, 3) / math.sqrt(HIDDEN // HEADS)
            weights = torch.softmax(logits + mask, -1)
            seen = weights @ v
        else:
            # No dropout here: on a processor it costs more than all the rest of the step.
            seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        seen = seen.transpose(1, 2).reshape(batch, length, HIDDEN)
        hidden = self.attention_norm(hidden + self.drop(self.out(seen)))
        return self.norm(hidden + self.drop(self.outer(functional.gelu(self.inner(hidden)))))


class Encoder(nn.Module):
    """Piece numbers, features and mask in; hidden states out."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.Embedding(features, HIDDEN)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.plain = False

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Return (batch, pieces, HIDDEN); `mask` is 1 for pieces, 0 for padding."""
        where = torch.arange(pieces.shape[1])
        hidden = self.pieces(pieces) + self.positions(where)[None] + self.features(features)
        hidden = self.drop(self.norm(hidden))
        added = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, added, self.plain)
        return hidden


def load_minilm(encoder: Encoder, path: str) -> None:
    """Fill the encoder from a safetensors file of all-MiniLM-L6-v2."""
    from safetensors.torch import load_file

    given = load_file(path)
    with torch.no_grad():
        encoder.pieces.weight.copy_(given["embeddings.word_embeddings.weight"])
        types = given["embeddings.token_type_embeddings.weight"][0]
        encoder.positions.weight.copy_(given["embeddings.position_embeddings.weight"] + types)
        _norm(encoder.norm, given, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            at = f"encoder.layer.{number}."
            _linear(layer.query, given, at + "attention.self.query")
            _linear(layer.key, given, at + "attention.self.key")
            _linear(layer.value, given, at + "attention.self.value")
            _linear(layer.out, given, at + "attention.output.dense")
            _linear(layer.inner, given, at + "intermediate.dense")
            _linear(layer.outer, given, at + "output.dense")
            _norm(layer.attention_norm, given, at + "attention.output.LayerNorm")
            _norm(layer.norm, given, at + "output.LayerNorm")


def _linear(module: nn.Linear, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[name + ".weight"])
    module.bias.copy_(given[name + ".bias"])


def _norm(module: nn.LayerNorm, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[name + ".weight"])
    module.bias.copy_(given[name + ".bias"])
