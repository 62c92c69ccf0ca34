"""Which form of conversation fits: from the reason and the rung, with why. Our own reading."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from welvaart.fouten import CatalogusFout
from welvaart.opmaak import format_opsomming

_PAD = Path(__file__).with_name("participatie.yaml")
_Tekst = Annotated[str, Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Vorm(_Model):
    """A form of conversation: the rungs and reasons it fits."""

    titel: _Tekst
    treden: tuple[str, ...] = Field(min_length=1)
    waarom: tuple[str, ...] = Field(min_length=1)


class Participatie(_Model):
    """The questions with their answers, the ladder, and the forms; key → words."""

    waarom: dict[str, _Tekst]
    wanneer: dict[str, _Tekst]
    treden: dict[str, _Tekst]
    vormen: dict[str, Vorm]


@lru_cache(maxsize=1)
def load_participatie(pad: Path = _PAD) -> Participatie:
    """Read the editable file.

    Raises:
        CatalogusFout: it is not of the right form, or a form names a rung or reason that is not
            in its list.
    """
    try:
        lijst = Participatie.model_validate(yaml.safe_load(pad.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as fout:
        raise CatalogusFout(f"{pad.name} is niet goed ingevuld: {fout}") from fout
    fouten = [
        f"{pad.name}: vorm '{sleutel}' noemt '{naam}', en dat staat niet bij {lijstnaam}"
        for sleutel, vorm in lijst.vormen.items()
        for lijstnaam, namen, bekend in (
            ("treden", vorm.treden, lijst.treden),
            ("waarom", vorm.waarom, lijst.waarom),
        )
        for naam in namen
        if naam not in bekend
    ]
    if fouten:
        raise CatalogusFout(fouten)
    return lijst


def suggest_vormen(
    lijst: Participatie, waarom: str | None, trede: str | None
) -> list[tuple[str, str]]:
    """Forms that fit, best first, each with the reason in words.

    Args:
        lijst: of `load_participatie`.
        waarom: chosen reason; None = not chosen.
        trede: chosen rung; None = not chosen.

    Returns:
        (key, reason). A form that does not fit the rung is left out; informing needs no
        conversation, so then the list is empty.
    """
    gevonden = []
    for sleutel, vorm in lijst.vormen.items():
        past_trede = trede in vorm.treden
        past_waarom = waarom in vorm.waarom
        if (trede and not past_trede) or (not trede and not past_waarom):
            continue
        redenen = []
        if past_trede and trede:
            redenen.append(lijst.treden[trede].split(":")[0].lower())
        if past_waarom and waarom:
            redenen.append(f"'{lijst.waarom[waarom].lower()}'")
        gevonden.append((not past_waarom, sleutel, f"past bij {format_opsomming(redenen)}"))
    return [(sleutel, reden) for _, sleutel, reden in sorted(gevonden, key=lambda g: g[0])]
