"""Writes a trained extractor as two ONNX files: the encoder with 8-bit weights, the pivot as it is.

python -m attribution.export OUT_FOLDER STATE.pt [STATE.pt ...]

Several states of one run are averaged, weight by weight.
"""

import sys
from pathlib import Path

import torch
from torch import Tensor, nn

from attribution.keeping import quantise
from attribution.model import WIDTH, Extractor

OPSET = 17


class _OneWindow(nn.Module):
    """The pivot over one window: nothing is padded, and only the labels are wanted."""

    def __init__(self, pivot: nn.Module) -> None:
        super().__init__()
        self.pivot = pivot

    def forward(self, cues: Tensor, words: Tensor, buckets: Tensor) -> Tensor:
        """Return (cues, words, LABELS)."""
        every = words[None].expand(cues.shape[0], -1, -1)
        return self.pivot(cues, every, buckets, torch.ones_like(buckets, dtype=words.dtype))[0]


def main() -> None:
    """Write `encoder.onnx`, `encoder-float.onnx` and `pivot.onnx`."""
    out, states = Path(sys.argv[1]), [torch.load(state) for state in sys.argv[2:]]
    out.mkdir(parents=True, exist_ok=True)
    model = Extractor().eval()
    model.load_state_dict(
        {name: sum(state[name].float() for state in states) / len(states) for name in states[0]}
    )
    model.encoder.plain = True
    export(model, out)


def export(model: Extractor, out: Path) -> None:
    """Write the files of a model."""
    names = ["pieces", "features", "mask", "firsts"]
    shape = torch.ones(2, 16, dtype=torch.int64)
    axes = {name: {0: "windows", 1: "pieces"} for name in names[:3]}
    axes |= {name: {0: "windows", 1: "words"} for name in ("firsts", "tags", "cues", "words")}
    torch.onnx.export(
        model,
        (shape, shape, shape, torch.ones(2, 9, dtype=torch.int64)),
        str(out / "encoder-float.onnx"),
        input_names=names,
        output_names=["tags", "cues", "words"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    torch.onnx.export(
        _OneWindow(model.pivot),
        (torch.zeros(3, WIDTH), torch.zeros(9, WIDTH), torch.ones(3, 9, dtype=torch.int64)),
        str(out / "pivot.onnx"),
        input_names=["cues", "words", "buckets"],
        output_names=["labels"],
        dynamic_axes={
            "cues": {0: "pivots"},
            "words": {0: "length"},
            "buckets": {0: "pivots", 1: "length"},
            "labels": {0: "pivots", 1: "length"},
        },
        opset_version=OPSET,
        dynamo=False,
    )
    quantise(out / "encoder-float.onnx", out / "encoder.onnx")


if __name__ == "__main__":
    main()
