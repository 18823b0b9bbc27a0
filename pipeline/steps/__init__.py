"""The build: what was asked for, its steps with what each reads and writes, and the run from the first to the last."""

from pipeline.steps.order import Inputs, Order, make_order, read_inputs, read_order, reasons
from pipeline.steps.running import Recap, build, explain

__all__ = ["Inputs", "Order", "Recap", "build", "explain", "make_order", "read_inputs", "read_order", "reasons"]
