"""Writes a trained claim network as three ONNX files: the encoder with 8-bit weights, the labels as they are.

python -m claims.export OUT_FOLDER STATE.pt [STATE.pt ...]

Several states of one run are averaged, weight by weight.
"""

import sys
from pathlib import Path

import torch
from attribution.encoder import HIDDEN
from attribution.keeping import mean_of, quantise
from torch import Tensor, nn

from claims.model import Claims

OPSET = 17


class _States(nn.Module):
    """The state of every piece and its factuality."""

    def __init__(self, model: Claims) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return (batch, pieces) and (batch, pieces, HIDDEN)."""
        hidden = self.model.encoder(pieces, features, mask)
        return self.model.facts(hidden), hidden


class _Put(nn.Module):
    """How events are put."""

    def __init__(self, model: Claims) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        """Return (words, certainties), (words, polarities) and (words, tenses)."""
        return self.model.puts(words)


class _Labels(nn.Module):
    """The labels of what is said."""

    def __init__(self, model: Claims) -> None:
        super().__init__()
        self.model = model

    def forward(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """Return (passages, bases) and (passages, observations)."""
        return self.model.of_pooled(pooled)


def main() -> None:
    """Write `encoder.onnx`, `encoder-float.onnx` and `labels.onnx`, `put.onnx`."""
    out, states = Path(sys.argv[1]), [Path(state) for state in sys.argv[2:]]
    out.mkdir(parents=True, exist_ok=True)
    model = Claims().eval()
    model.load_state_dict(mean_of(states))
    model.encoder.plain = True
    names = ["pieces", "features", "mask"]
    shape = torch.ones(2, 16, dtype=torch.int64)
    torch.onnx.export(
        _States(model),
        (shape, shape, shape),
        str(out / "encoder-float.onnx"),
        input_names=names,
        output_names=["factuality", "states"],
        dynamic_axes={n: {0: "texts", 1: "pieces"} for n in (*names, "factuality", "states")},
        opset_version=OPSET,
        dynamo=False,
    )
    torch.onnx.export(
        _Labels(model),
        (torch.zeros(3, 2 * HIDDEN),),
        str(out / "labels.onnx"),
        input_names=["pooled"],
        output_names=["basis", "observation"],
        dynamic_axes={name: {0: "passages"} for name in ("pooled", "basis", "observation")},
        opset_version=OPSET,
        dynamo=False,
    )
    torch.onnx.export(
        _Put(model),
        (torch.zeros(3, HIDDEN),),
        str(out / "put.onnx"),
        input_names=["words"],
        output_names=["certainty", "polarity", "tense"],
        dynamic_axes={n: {0: "words"} for n in ("words", "certainty", "polarity", "tense")},
        opset_version=OPSET,
        dynamo=False,
    )
    quantise(out / "encoder-float.onnx", out / "encoder.onnx")


if __name__ == "__main__":
    main()
