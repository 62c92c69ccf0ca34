"""Child processes that are ready to run the ETL, to be killed at any moment.

A child says when it has imported everything, and only then the time to its end starts: a kill hits
the work and not the imports.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

from etl.__main__ import main
from etl.bouw import build
from etl.instellingen import Instellingen

VOORAF = ("tests.afbreker", "etl.ophalen.ronde", "etl.bouw")


def get_context() -> ForkServerContext:
    """Processes that fork from one with the ETL in memory."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(VOORAF))
    return context


def run_opdracht(argumenten: list[str], omgeving: Mapping[str, str]) -> None:
    """One command, in a process of its own; silent."""
    os.environ.update(omgeving)
    with Path(os.devnull).open("w", encoding="utf-8") as niets:
        sys.stdout = sys.stderr = niets
        os._exit(main(argumenten))


def run_bouw(instellingen: Instellingen) -> None:
    """One build, in a process of its own."""
    build(instellingen)
    os._exit(0)


def start_ready(
    klaar: Connection, doe: Callable[..., None], argumenten: tuple[object, ...]
) -> None:
    """Import what the work needs, say so, and do it.

    The server may have been started by another test, without anything in memory.
    """
    for naam in VOORAF:
        import_module(naam)
    klaar.send(True)
    doe(*argumenten)


def run_until(
    doe: Callable[..., None],
    argumenten: tuple[object, ...],
    na_s: float | None,
    zodra: Callable[[], bool] = lambda: True,
) -> float:
    """Run in a child, killed na_s seconds (None = never) after something has happened.

    Args:
        doe: what the child does.
        argumenten: and with what.
        na_s: seconds it may go on.
        zodra: whether it happened; a moment in the work itself hits it on a busy machine too.

    Returns:
        Seconds it ran after its imports.
    """
    klaar, melder = get_context().Pipe(duplex=False)
    proces = get_context().Process(target=start_ready, args=(melder, doe, argumenten))
    proces.start()
    melder.close()
    klaar.recv()
    begin = time.perf_counter()
    while proces.is_alive() and not zodra():
        time.sleep(0.001)
    proces.join(na_s)
    if proces.is_alive():
        proces.kill()
        proces.join()
    duur = time.perf_counter() - begin
    code = proces.exitcode
    proces.close()
    if na_s is None and code != 0:
        raise AssertionError(f"het kind eindigde met {code}")
    return duur
