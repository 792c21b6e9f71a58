"""Writes all-MiniLM-L6-v2 as an ONNX file with 8-bit weights: pieces and mask in, unit vectors of sentences out.

python -m sentences.export MINILM_FOLDER OUT_FOLDER
"""

import shutil
import sys
from pathlib import Path

import torch
from attribution.encoder import Encoder, load_minilm
from attribution.keeping import export
from torch import Tensor, nn


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
    model = Sentences()
    load_minilm(model.encoder, str(minilm / "model.safetensors"))
    model.encoder.plain = True
    inputs = dict.fromkeys(("pieces", "mask"), "pieces")
    export(model, out / "encoder.onnx", inputs, ("vectors", {0: "sentences"}))
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


if __name__ == "__main__":
    main()
