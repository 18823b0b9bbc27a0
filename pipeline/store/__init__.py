"""What a build keeps: results under the content of all that they rest on, and the word why one was made again."""

from pipeline.store.keeper import Keep, Keeper, Made, make_anew
from pipeline.store.shelf import Shelf
from pipeline.store.watch import Watch

__all__ = ["Keep", "Keeper", "Made", "Shelf", "Watch", "make_anew"]
