"""What every training run keeps: its state after each epoch, the running mean of its weights, 8-bit files."""

import copy
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quant_pre_process, quantize_dynamic
from torch import Tensor, nn
from torch.optim import Optimizer

AVERAGE = 0.995
OPSET = 17


def average(mean: nn.Module, model: nn.Module, step: int) -> None:
    """Move the running mean of the weights after a step; early steps count more, so that the beginning fades."""
    keep = min(AVERAGE, (step + 1) / (step + 10))
    with torch.no_grad():
        for old, now in zip(mean.parameters(), model.parameters(), strict=True):
            if now.requires_grad:
                old.lerp_(now, 1 - keep)


def save(
    out: Path, model: nn.Module, mean: nn.Module, optimiser: Optimizer, done: int, step: int
) -> None:
    """Write `state.pt`, from which a run goes on, and the mean of the weights after this epoch."""
    state = {
        "model": model.state_dict(),
        "averaged": mean.state_dict(),
        "optimiser": optimiser.state_dict(),
        "done": done,
        "step": step,
    }
    torch.save(state, out / "state.pt.new")
    (out / "state.pt.new").replace(out / "state.pt")
    torch.save(mean.state_dict(), out / f"averaged{done}.pt")


def take_up(out: Path, model: nn.Module, mean: nn.Module, optimiser: Optimizer) -> tuple[int, int]:
    """Fill a run from its saved state and return the epochs and steps done; (0, 0) where there is none."""
    if not (out / "state.pt").exists():
        return 0, 0
    state = torch.load(out / "state.pt")
    model.load_state_dict(state["model"])
    mean.load_state_dict(state["averaged"])
    optimiser.load_state_dict(state["optimiser"])
    return state["done"], state["step"]


class Steps:
    """One training run with a rate for the encoder and one for the rest: its optimiser, its mean weights, what was done before."""

    def __init__(self, model: nn.Module, out: Path, rates: tuple[float, float], total: int) -> None:
        named = [(n, w) for n, w in model.named_parameters() if w.requires_grad]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [w for n, w in named if n.startswith("encoder")]},
                {"params": [w for n, w in named if not n.startswith("encoder")]},
            ],
            betas=(0.9, 0.98),
            weight_decay=0.01,
        )
        self.model, self.out, self.rates, self.total = model, out, rates, total
        self.averaged = copy.deepcopy(model).eval()
        self.done, self.step = take_up(out, model, self.averaged, self.optimiser)

    def ready(self, warm_up: float) -> None:
        """Set the rates of the next step: up to full over the first share of all steps, then down to nought."""
        at = self.step / self.total
        pace = max(min(at / warm_up, (1 - at) / (1 - warm_up)), 0.0)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * pace
        self.model.train()

    def learn(self, loss: Tensor) -> float:
        """Take one step down the loss and return it."""
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        average(self.averaged, self.model, self.step)
        return loss.item()

    def end_epoch(self) -> None:
        """Save what is needed to go on from here."""
        self.done += 1
        save(self.out, self.model, self.averaged, self.optimiser, self.done, self.step)


def export(
    model: nn.Module, file: Path, inputs: dict[str, str], output: tuple[str, dict[int, str]]
) -> None:
    """Write a network of whole numbers in as ONNX, as it is and with its weights in 8 bits.

    `inputs` names each input and its second dimension (the first is that of `output`, which has its name and dimensions).
    """
    name, dimensions = output
    shape = torch.ones(2, 16, dtype=torch.int64)
    exact = file.with_name(f"{file.stem}-float.onnx")
    torch.onnx.export(
        model.eval(),
        (shape,) * len(inputs),
        str(exact),
        input_names=list(inputs),
        output_names=[name],
        dynamic_axes={i: {0: dimensions[0], 1: second} for i, second in inputs.items()}
        | {name: dimensions},
        opset_version=OPSET,
        dynamo=False,
    )
    quantise(exact, file)


def mean_of(paths: list[Path]) -> dict[str, Tensor]:
    """Return the mean of states, weight by weight; the order of adding decides the last bits."""
    states = [torch.load(path) for path in paths]
    return {n: sum(state[n].float() for state in states) / len(states) for n in states[0]}


def quantise(source: Path, target: Path) -> None:
    """Write an ONNX file with its weights in 8 bits, per channel."""
    with tempfile.TemporaryDirectory() as folder:
        ready = str(Path(folder) / "ready.onnx")
        quant_pre_process(str(source), ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, str(target), per_channel=True, weight_type=QuantType.QInt8)
