"""Indicators that got another id: dossiers and links with the old one keep working."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from welvaart.fouten import CatalogusFout

_PAD = Path(__file__).with_name("hernoemd.yaml")


@lru_cache(maxsize=1)
def load_hernoemd(pad: Path = _PAD) -> Mapping[str, str]:
    """Old indicator_id → the id of now, chains followed to their end.

    Raises:
        CatalogusFout: the file is no list of names, or a chain goes round.
    """
    ruw = yaml.safe_load(pad.read_text(encoding="utf-8"))
    tabel = ruw.get("hernoemd") if isinstance(ruw, dict) else None
    if not isinstance(tabel, dict) or not all(
        isinstance(naam, str) for paar in tabel.items() for naam in paar
    ):
        raise CatalogusFout(f"{pad.name}: onder 'hernoemd' hoort een lijst 'oud: nieuw'")
    return {oud: _follow(oud, tabel, pad.name) for oud in tabel}


def _follow(oud: str, tabel: Mapping[str, str], waar: str) -> str:
    naam, gezien = tabel[oud], {oud}
    while naam in tabel:
        if naam in gezien:
            raise CatalogusFout(f"{waar}: '{oud}' verwijst in een kring naar zichzelf")
        gezien.add(naam)
        naam = tabel[naam]
    return naam
