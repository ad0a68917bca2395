"""One peer over a folder of web pages, run by an interpreter that has the peer: a line of JSON for each page.

    PYTHON benchmarks/peer.py MODULE FOLDER

MODULE is newsplease or newspaper. A line holds the name of the page's file, whether there was any text, and the seconds
it took on the wall and of processor time. It imports nothing of this project, whose dependencies the peers do not have.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

URL = "https://peer.example/"
WARM = "<html><body><article><p>What is loaded once is loaded before the clock runs.</p></article></body></html>"


def news_please(module: ModuleType, html: str) -> str | None:
    """The text that news-please finds; without its pictures, which it would fetch to choose among them."""
    text: str | None = module.NewsPlease.from_html(html, url=URL, fetch_images=False).maintext
    return text


def newspaper4k(module: ModuleType, html: str) -> str | None:
    """The text that newspaper4k finds, without its pictures."""
    article = module.Article(URL, fetch_images=False)
    article.download(input_html=html)
    article.parse()
    text: str | None = article.text
    return text


PEERS = {"newsplease": news_please, "newspaper": newspaper4k}


def main(name: str, folder: Path) -> None:
    """Read every page and print what it took."""
    logging.disable()
    module, read = import_module(name), PEERS[name]
    read(module, WARM)
    for page in sorted(folder.iterdir()):
        html = page.read_text(encoding="utf-8", errors="replace")
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            text = read(module, html)
        except Exception:  # whatever a peer fails by, it cannot read the page
            text = None
        taken = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        print(json.dumps({"page": page.name, "read": bool(text and text.strip()), **taken}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
