"""Child processes that are ready to run the ETL, to be killed at any moment.

A server that has imported everything forks them, so that a kill hits the work and not the imports.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.context import ForkServerContext
from pathlib import Path

from etl.__main__ import main
from etl.bouw import build
from etl.instellingen import Instellingen


def get_context() -> ForkServerContext:
    """Processes that fork from one with the ETL in memory."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.afbreker", "etl.ophalen.ronde", "etl.bouw"])
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


def run_until(
    doe: Callable[..., None], argumenten: tuple[object, ...], na_s: float | None
) -> float:
    """Run in a child, killed after na_s seconds (None = never).

    Returns:
        Seconds it ran.
    """
    proces = get_context().Process(target=doe, args=argumenten)
    proces.start()
    begin = time.perf_counter()
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
