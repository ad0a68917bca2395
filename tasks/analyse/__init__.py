"""Article -> who says what, figures, events, places; then, across articles, stories and contests."""

import os

# Before numpy is loaded: it is by processes that work is shared out, and threads beside them only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
