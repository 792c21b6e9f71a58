"""Gives shipped 8-bit weights back as a state from which training can go on: python -m attribution.recover NETWORK.onnx STATE.pt.

Each weight comes back to within half a step of its 8 bits; a weight's name is that of the node that uses it.
"""

import re
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper

_NODE = re.compile(r"^/(?P<module>.+?)/(?:Gemm_)?MatMul_quant$")


def main() -> None:
    """Write the state of a network."""
    network, target = sys.argv[1:]
    torch.save(recovered(network), target)


def recovered(file: str) -> dict[str, torch.Tensor]:
    """Return the weights of a network by the names its modules give them."""
    graph = onnx.load(file).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {
        name: row for name, row in held.items() if re.fullmatch(r"[a-z_.0-9]+\.(weight|bias)", name)
    }
    for name in held:
        if name.endswith(".weight_quantized"):
            found[name.removesuffix("_quantized")] = _exact(held, name.removesuffix("_quantized"))
    for node in graph.node:
        match = _NODE.match(node.name)
        if match:
            base = node.input[1].removesuffix("_quantized")
            found[match["module"].replace("/", ".") + ".weight"] = _exact(held, base).T
    return {name: torch.from_numpy(np.array(row, np.float32)) for name, row in found.items()}


def _exact(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    steps = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"]
    return steps * held[f"{name}_scale"]


if __name__ == "__main__":
    main()
