"""Article -> who says what, figures, events, places; then, across articles, stories and contests.

`reading` reads one article, `stories.linking` sets many against each other. The rooms, each of which knows only those
before it: `parsing`; `actors`; `places`, `attribution` and `events`, by which an article is read; `claims`; the finders
of contests, `disputes`, `halves`, `figures` and `responsibility`; `contests`; `stories`. Lists of words are in `data`.
"""

import os

# Before numpy is loaded: it is by processes that work is shared out, and threads beside them only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
