"""Who does the work: processes of this machine, or the workers of a Dask cluster, both through joblib."""

from pipeline.crew.crew import Crew
from pipeline.crew.shared import end_helpers, make_ready, shared
from pipeline.crew.stream import Stream

__all__ = ["Crew", "Stream", "end_helpers", "make_ready", "shared"]
