"""The Prefect server of `counterclaim serve`: it ends when the process that started it does, however that ends.

python -m flows.server --host 127.0.0.1 --port 4200
"""

from __future__ import annotations

import runpy
import sys

from flows.home import lay_database
from flows.starter import end_with_starter

if __name__ == "__main__":
    end_with_starter()
    lay_database()
    sys.argv = ["prefect", "server", "start", *sys.argv[1:]]
    runpy.run_module("prefect", run_name="__main__")
