"""Writes all-MiniLM-L6-v2 as an ONNX file with 8-bit weights: pieces and mask in, unit vectors of sentences out.

python -m sentences.export MINILM_FOLDER OUT_FOLDER
"""

import shutil
import sys
from pathlib import Path

import torch
from attribution.encoder import Encoder, load_minilm
from attribution.keeping import quantise
from torch import Tensor, nn

OPSET = 17


class Sentences(nn.Module):
    """The mean of the states of a sentence's pieces, one unit long."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(1)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Return (sentences, HIDDEN)."""
        hidden = self.encoder(pieces, torch.zeros_like(pieces), mask)
        weight = mask[:, :, None].to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        return mean / mean.norm(dim=1, keepdim=True).clamp(min=1e-9)


def main() -> None:
    """Write `encoder.onnx` and `tokenizer.json`."""
    minilm, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    model = Sentences().eval()
    load_minilm(model.encoder, str(minilm / "model.safetensors"))
    model.encoder.plain = True
    shape = torch.ones(2, 16, dtype=torch.int64)
    torch.onnx.export(
        model,
        (shape, shape),
        str(out / "encoder-float.onnx"),
        input_names=["pieces", "mask"],
        output_names=["vectors"],
        dynamic_axes={n: {0: "sentences", 1: "pieces"} for n in ("pieces", "mask")}
        | {"vectors": {0: "sentences"}},
        opset_version=OPSET,
        dynamo=False,
    )
    quantise(out / "encoder-float.onnx", out / "encoder.onnx")
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


if __name__ == "__main__":
    main()
