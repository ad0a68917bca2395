"""Measurements of speed and quality that anyone can run; see docs/performance.md."""

import tasks.analyse  # noqa: F401 - before numpy: keeps OpenBLAS to one thread, as in a run
