"""The file `groepen.yaml`: named groups of gemeenten, and on what gemeenten are alike."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from welvaart.catalogus import load_yaml
from welvaart.catalogus.bron import Geheel, Model, Tekst
from welvaart.catalogus.veldfouten import find_problemen
from welvaart.fouten import CatalogusFout

_PAD = Path(__file__).with_name("groepen.yaml")
_SLEUTEL = re.compile(r"[a-z][a-z0-9_]*")
_BEZET = {
    "land",
    "provincie",
    "corop",
    "arbeidsmarktregio",
    "grootteklasse",
    "stedelijkheid",
    "lijkt_op",
    "eigen",
}
_Positief = Annotated[float, Field(gt=0)]


class GenoemdeGroep(Model):
    """A group with a name of its own; without codes an empty template to fill."""

    titel: Tekst
    codes: tuple[Tekst, ...]
    bron: Tekst | None
    uitleg: Tekst


class Dimensie(Model):
    """One structural indicator on which gemeenten are compared, and why it was chosen."""

    gewicht: _Positief
    schaal: Literal["gewoon", "log"]
    uitleg: Tekst


class LijktOp(Model):
    """How look-alikes are found.

    `aantal`: size of the list; `minimum_dimensies`: fewer shared figures make no comparison;
    `trekkingen`: random reweightings that tell how sure the list is.
    """

    aantal: Annotated[Geheel, Field(ge=1, le=50)]
    minimum_dimensies: Annotated[Geheel, Field(ge=1)]
    trekkingen: Annotated[Geheel, Field(ge=1, le=1000)]
    dimensies: dict[str, Dimensie]


class Groepenlijst(Model):
    """What `groepen.yaml` holds."""

    genoemd: dict[str, GenoemdeGroep]
    lijkt_op: LijktOp


@lru_cache(maxsize=4)
def load_groepenlijst(pad: Path = _PAD) -> Groepenlijst:
    """Load and check the file, once per process.

    Raises:
        CatalogusFout: the file is not valid; all problems at once.
    """
    gegevens, _ = load_yaml(pad)
    try:
        lijst = Groepenlijst.model_validate(gegevens)
    except ValidationError as fout:
        voor = f"{pad.name}: "
        raise CatalogusFout(find_problemen(fout.errors(), Groepenlijst, voor)) from fout
    problemen = _find_problemen(lijst, pad.name)
    if problemen:
        raise CatalogusFout(problemen)
    return lijst


def _find_problemen(lijst: Groepenlijst, bestandsnaam: str) -> list[str]:
    problemen = []
    for sleutel, groep in lijst.genoemd.items():
        plek = f"{bestandsnaam}: genoemd.{sleutel}"
        if sleutel in _BEZET or not _SLEUTEL.fullmatch(sleutel):
            problemen.append(
                f"{plek}: geen goede sleutel; kies een ander woord van kleine letters, cijfers en _"
            )
        if groep.codes and groep.bron is None:
            problemen.append(f"{plek}.bron: ontbreekt; schrijf waar de lijst van gemeenten staat")
    if len(lijst.lijkt_op.dimensies) < lijst.lijkt_op.minimum_dimensies:
        problemen.append(
            f"{bestandsnaam}: lijkt_op.dimensies: minder dan minimum_dimensies"
            f" ({lijst.lijkt_op.minimum_dimensies}); noem er meer"
        )
    return problemen
