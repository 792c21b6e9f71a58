"""Writes a trained reading network as an ONNX file with 8-bit weights: python -m readings.export MINILM_FOLDER OUT_FOLDER STATE.pt..."""

import shutil
import sys
from pathlib import Path

from attribution.keeping import export, mean_of
from torch import Tensor, nn

from readings.model import Readings


class Kinds(nn.Module):
    """The network as it ships: the kinds of presence alone."""

    def __init__(self, model: Readings) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Return (rows, kinds)."""
        return self.model(pieces, features, mask)


def main() -> None:
    """Write `readings.onnx` and `tokenizer.json`; several states are averaged, weight by weight."""
    minilm, out, *states = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    model = Readings()
    model.load_state_dict(mean_of(states))
    model.encoder.plain = True
    inputs = dict.fromkeys(("pieces", "features", "mask"), "pieces")
    export(Kinds(model), out / "readings.onnx", inputs, ("logits", {0: "rows"}))
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


if __name__ == "__main__":
    main()
