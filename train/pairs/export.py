"""Writes a trained pair network as an ONNX file with 8-bit weights: python -m pairs.export MINILM_FOLDER OUT_FOLDER STATE.pt..."""

import shutil
import sys
from pathlib import Path

from attribution.keeping import export, mean_of

from pairs.model import Pairs


def main() -> None:
    """Write `pairs.onnx` and `tokenizer.json`; several states are averaged, weight by weight."""
    minilm, out, *states = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    model = Pairs()
    model.load_state_dict(mean_of(states))
    model.encoder.plain = True
    inputs = dict.fromkeys(("pieces", "features", "mask"), "pieces")
    export(model, out / "pairs.onnx", inputs, ("logits", {0: "pairs"}))
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


if __name__ == "__main__":
    main()
