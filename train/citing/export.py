"""Writes a trained citation network as an ONNX file with 8-bit weights: python -m citing.export MINILM_FOLDER OUT_FOLDER STATE.pt..."""

import shutil
import sys
from pathlib import Path

from attribution.keeping import export, mean_of

from citing.model import Citing


def main() -> None:
    """Write `encoder.onnx` and `tokenizer.json`; several states are averaged, weight by weight."""
    minilm, out, *states = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    model = Citing()
    model.load_state_dict(mean_of(states))
    model.encoder.plain = True
    inputs = {"pieces": "pieces", "features": "pieces", "mask": "pieces", "firsts": "words"}
    export(model, out / "encoder.onnx", inputs, ("tags", {0: "windows", 1: "words"}))
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


if __name__ == "__main__":
    main()
