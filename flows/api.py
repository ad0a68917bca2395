"""The Prefect API that the flows of a command use: what the settings name, or a server while the command lasts.

Prefect would start such a server too, but only once the first flow is called, having imported the whole of it into this
process before; and would leave it behind if this process were killed.

python -m flows.api PORT is that server.
"""

from __future__ import annotations

import atexit
import gc
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from flows.starter import end_with_starter
from tasks.errors import CounterclaimError

SECONDS = 120  # in which it must have started
LOOK = 0.05  # seconds between two looks
# As Prefect's own, but that it need not look whether its kinds of blocks are known, for which it imports all that is
# there to go with Prefect, Dask included: we use none; nor watch for what automations wait for.
ENVIRONMENT = {
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "0",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
}


@contextmanager
def prefect_api() -> Iterator[Callable[[], None]]:
    """See to it that there is an API; hands out what waits until it answers, so that there is time to do other things.

    Raises:
        CounterclaimError: the server does not start.
    """
    # Before Prefect is imported, which takes seconds and is all that could tell of an API that its profile names.
    server = None if "PREFECT_API_URL" in os.environ else _Server()
    gc.disable()  # until all is imported: a fifth of the start
    try:
        with ExitStack() as stack:

            def ready() -> None:
                stack.enter_context(_api(server))
                gc.freeze()
                gc.enable()

            yield ready
    finally:
        gc.enable()


@contextmanager
def _api(server: _Server | None) -> Iterator[None]:
    """Wait until the API answers, which then is what flows use."""
    from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415 - slow

    if server is None or PREFECT_API_URL.value():
        if server:
            server.stop()
        yield
        return
    os.environ["PREFECT_API_URL"] = server.url  # for threads and processes, which begin with no settings but these
    try:
        with temporary_settings({PREFECT_API_URL: server.url}):
            server.wait_until_up()
            yield
    finally:
        del os.environ["PREFECT_API_URL"]


class _Server:
    """A Prefect server in a process of its own, which ends with this one, however that ends."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/api"
        self._process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", "flows.api", str(port)],
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.PIPE,  # open for as long as this process is there
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us; the run that we stop then still tells the server so
        )
        atexit.register(self.stop)  # so late because Prefect still has to tell it what was logged

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait_until_up(self) -> None:
        """Wait until it answers.

        Raises:
            CounterclaimError: it does not start.
        """
        import httpx  # noqa: PLC0415 - slow

        deadline = time.monotonic() + SECONDS
        with httpx.Client(trust_env=False, timeout=SECONDS) as client:
            while time.monotonic() < deadline and self._process.poll() is None:
                try:
                    if client.get(f"{self.url}/health").is_success:
                        return
                except httpx.TransportError:
                    time.sleep(LOOK)
        raise CounterclaimError(
            f"The Prefect server did not start within {SECONDS} s; `prefect server start` shows why."
        )


if __name__ == "__main__":
    gc.disable()  # until all is imported: a fifth of the start
    end_with_starter()
    from prefect.settings import PREFECT_API_URL

    if PREFECT_API_URL.value():
        sys.exit()  # there is one already
    import uvicorn
    from prefect.server.api.server import create_app

    from flows.home import lay_database

    lay_database()
    server = create_app()
    gc.freeze()
    gc.enable()
    uvicorn.run(server, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", lifespan="on")
