"""Typst sets a document or picture, with the letters that come along and never for too long."""

from collections.abc import Mapping
from functools import cache
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import typst

from welvaart.export.beeld.zetsel import LETTERMAP
from welvaart.fouten import KeuzeFout


@cache
def load_letters() -> typst.Fonts:
    """The letters that come along; none of the machine, so that it is equal everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(LETTERMAP)]
    )


def compile_typst(
    bron: str, invoer: dict[str, str], wachten_s: float, instelling: Mapping[str, Any]
) -> bytes:
    """Set a document in a thread of its own, so that no session hangs on it.

    Args:
        bron: in the language of Typst.
        invoer: texts that the source reads with `sys.inputs`.
        wachten_s: seconds after which we give up.
        instelling: as `typst.compile` takes them.

    Raises:
        KeuzeFout: it took too long, or it could not be set.
    """
    klaar: SimpleQueue[bytes | Exception] = SimpleQueue()

    def work() -> None:
        try:
            klaar.put(_compile(bron, invoer, instelling))
        except (typst.TypstError, ValueError, OSError, MemoryError) as fout:
            klaar.put(fout)

    Thread(target=work, daemon=True).start()
    try:
        uit = klaar.get(timeout=wachten_s)
    except Empty as fout:
        raise KeuzeFout(
            "Het bestand was niet op tijd klaar. Probeer het nog eens, of kies minder indicatoren."
        ) from fout
    if isinstance(uit, Exception):
        raise KeuzeFout(
            "Het bestand was niet te zetten. Probeer het nog eens; lukt het weer niet, kies dan "
            "een ander soort bestand en meld het aan de beheerder."
        ) from uit
    return uit


def _compile(bron: str, invoer: dict[str, str], instelling: Mapping[str, Any]) -> bytes:
    uit = typst.compile(bron.encode(), font_paths=load_letters(), sys_inputs=invoer, **instelling)
    return uit if isinstance(uit, bytes) else b"".join(uit or [])
