"""Several questions to a source at once: while one waits, another is read and a third is asked.

How many really are on their way at one moment is bounded by `etl.bronnen.net.poort`. There are a
few more threads than that, so a reply that is being read keeps no place from the next question.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

Taak = TypeVar("Taak")
Uitkomst = TypeVar("Uitkomst")
_LEZERS = 2


def run_ploeg(
    volgende: Callable[[], Taak | None],
    doe: Callable[[Taak], Uitkomst],
    boek: Callable[[Taak, Uitkomst], None],
    *,
    tegelijk: int,
) -> None:
    """Keep tasks under way until there are none left.

    Args:
        volgende: the next task; None = none for now. Asked again after each result.
        doe: does a task, in a thread of its own; what it raises ends the whole.
        boek: gets each task and its result as they come, in the thread of the caller.
        tegelijk: requests at once.
    """
    with ThreadPoolExecutor(tegelijk + _LEZERS) as ploeg:
        bezig: dict[Future[Uitkomst], Taak] = {}
        try:
            while True:
                while len(bezig) < tegelijk + _LEZERS and (taak := volgende()) is not None:
                    bezig[ploeg.submit(doe, taak)] = taak
                if not bezig:
                    return
                for klaar in wait(bezig, return_when=FIRST_COMPLETED).done:
                    boek(bezig.pop(klaar), klaar.result())
        finally:
            for rest in bezig:
                rest.cancel()


def ask_samen(*vragen: Callable[[], object]) -> None:
    """Ask several things side by side; each keeps its own answer.

    Raises:
        Exception: what the first of them, in the order given, raised; after all have ended.
    """
    with ThreadPoolExecutor(len(vragen)) as ploeg:
        bezig = [ploeg.submit(vraag) for vraag in vragen]
    for deel in bezig:
        deel.result()
