"""The house style of what is exported: one file with colours, letter and logo, checked before use.

What cannot be read or used is left out with a sentence; the rest of the style, and the document,
still come.
"""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import yaml
from PIL import Image
from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator

from welvaart.opmaak import format_bytes, format_getal

STANDAARD: Final = Path(__file__).with_name("huisstijl.yaml")
MAX_LOGO: Final = 2_000_000
"""Bytes of a logo: a document with it must still fit in a mail."""
_MAX_BESTAND, _MAX_PUNTEN = 100_000, 25_000_000
_LETTERKLEUREN = ("titel", "tekst", "klein")
_LETTER, _TEKEN = 4.5, 3.0
_ALS: Final = {"beste": "land", "midden": "groep", "slechtste": "eigen", "onzeker": "groep"}
_WIT: Final = "#FFFFFF"
_STIL: Final = {"groep": "#D3D8DF", "midden": "#D3D8DF", "onzeker": _WIT}
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_LETTERNAAM = re.compile(r"[A-Za-z][A-Za-z0-9 -]{0,39}")


def compute_contrast(kleur: str, achtergrond: str = "#FFFFFF") -> float:
    """Contrast of two colours "#RRGGBB" by WCAG, from 1 to 21."""
    hoog, laag = sorted((_compute_helderheid(kleur), _compute_helderheid(achtergrond)))[::-1]
    return (hoog + 0.05) / (laag + 0.05)


def _compute_helderheid(kleur: str) -> float:
    delen = (int(kleur[k : k + 2], 16) / 255 for k in (1, 3, 5))
    rood, groen, blauw = (
        d / 12.92 if d <= 0.03928 else ((d + 0.055) / 1.055) ** 2.4 for d in delen
    )
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


class Kleuren(BaseModel):
    """Colours "#RRGGBB", each readable on white.

    Attributes:
        titel: titles and headings; letters.
        tekst: body; letters.
        klein: source line and captions; letters.
        eigen: the own regio; line and bar.
        land: Nederland; line.
        groep: whom it is compared with; line and bar.
        doel: the road to a goal; line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    titel: str
    tekst: str
    klein: str
    eigen: str
    land: str
    groep: str
    doel: str

    @field_validator("*", mode="before")
    @classmethod
    def _check(cls, waarde: object, info: ValidationInfo) -> str:
        if not isinstance(waarde, str) or not _HEX.fullmatch(waarde):
            raise ValueError(
                f"'{str(waarde)[:40]}' is geen kleur; schrijf bijvoorbeeld \"#14325C\""
            )
        nodig = _LETTER if info.field_name in _LETTERKLEUREN else _TEKEN
        contrast = compute_contrast(waarde)
        if contrast < nodig:
            raise ValueError(
                f"{waarde} is op wit niet goed te lezen: het contrast is "
                f"{format_getal(contrast, 1)}:1 en moet minstens {format_getal(nodig, 1)}:1 zijn"
            )
        return waarde.upper()


class Huisstijlbestand(BaseModel):
    """The file as written: all three parts, nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kleuren: Kleuren
    letter: str
    logo: str | None

    @field_validator("letter", mode="before")
    @classmethod
    def _check_letter(cls, waarde: object) -> str:
        if not isinstance(waarde, str) or not _LETTERNAAM.fullmatch(waarde):
            raise ValueError(f"'{str(waarde)[:40]}' is geen naam van een lettertype")
        return waarde


@dataclass(frozen=True)
class Huisstijl:
    """A house style that can be used as it is.

    Attributes:
        logo: bytes of a PNG or JPEG; None without one.
        meldingen: what of the file was not used and why, in sentences.
    """

    kleuren: Kleuren
    letter: str
    logo: bytes | None = None
    meldingen: tuple[str, ...] = field(default=())

    def get_kleur(self, rol: str) -> str:
        """The colour of a line, or of the border of a bar."""
        return str(getattr(self.kleuren, _ALS.get(rol, rol)))

    def get_vulling(self, rol: str) -> str:
        """The colour of a bar or of a part of one: grey and white keep quiet beside the others."""
        return _STIL.get(rol) or self.get_kleur(rol)

    def get_opschrift(self, rol: str) -> str:
        """The colour of letters on a part of a bar: white or that of text, what reads best."""
        vulling = self.get_vulling(rol)
        return max((_WIT, self.kleuren.tekst), key=lambda kleur: compute_contrast(kleur, vulling))

    def get_letterkleur(self, kleur: str) -> str:
        """The colour of a line where it is readable as letters too, else that of the text."""
        return kleur if compute_contrast(kleur) >= _LETTER else self.kleuren.tekst


def find_huisstijl(omgeving: Mapping[str, str]) -> Huisstijl:
    """The house style that WELVAART_HUISSTIJL names, else the one that comes along."""
    pad = omgeving.get("WELVAART_HUISSTIJL")
    return load_huisstijl(Path(pad) if pad else STANDAARD)


def load_huisstijl(pad: Path = STANDAARD) -> Huisstijl:
    """Read a house style; what is wrong in it is left out and named in `meldingen`."""
    basis = yaml.safe_load(STANDAARD.read_text(encoding="utf-8"))
    meldingen: list[str] = []
    eigen = {} if pad == STANDAARD else _read_bestand(pad, meldingen)
    bestand = _fit(basis, eigen, pad, meldingen)
    logo = _load_logo(pad, bestand.logo, meldingen) if bestand.logo else None
    return Huisstijl(bestand.kleuren, bestand.letter, logo, tuple(meldingen))


def _read_bestand(pad: Path, meldingen: list[str]) -> dict[str, Any]:
    anders = "De gewone huisstijl is gebruikt"
    try:
        if pad.stat().st_size > _MAX_BESTAND:
            meldingen.append(f"{pad} is te groot voor een huisstijl. {anders}.")
            return {}
        ruw = yaml.safe_load(pad.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        meldingen.append(
            f"De huisstijl {pad} is niet te lezen. {anders}; kijk of het bestand er staat en YAML "
            "is, of kopieer huisstijl.yaml opnieuw."
        )
        return {}
    if not isinstance(ruw, dict):
        meldingen.append(f"In {pad} staan geen instellingen. {anders}.")
        return {}
    return ruw


def _fit(
    basis: dict[str, Any], eigen: dict[str, Any], pad: Path, meldingen: list[str]
) -> Huisstijlbestand:
    """The own settings over those that come along, without what is wrong."""
    velden: dict[str, Any] = {**basis, **{str(k): v for k, v in eigen.items() if k != "kleuren"}}
    kleuren = eigen.get("kleuren") or {}
    if isinstance(kleuren, dict):
        velden["kleuren"] = {**basis["kleuren"], **{str(k): v for k, v in kleuren.items()}}
    else:
        meldingen.append(f"{pad}: bij kleuren hoort een lijst. De gewone kleuren zijn gebruikt.")
    try:
        return Huisstijlbestand.model_validate(velden)
    except ValidationError as fout:
        for probleem in fout.errors():
            meldingen.append(_mend(velden, basis, probleem["loc"], probleem, pad))
    return Huisstijlbestand.model_validate(velden)


def _mend(
    velden: dict[str, Any],
    basis: dict[str, Any],
    plaats: tuple[int | str, ...],
    probleem: Mapping[str, Any],
    pad: Path,
) -> str:
    *op_weg, naam = [str(deel) for deel in plaats]
    doel, bron = velden, basis
    for deel in op_weg:
        doel, bron = doel[deel], bron[deel]
    waar = f"{pad}: {'.'.join([*op_weg, naam])}"
    if naam not in bron:
        del doel[naam]
        return f"{waar} kennen wij niet; kies uit {', '.join(bron)}."
    doel[naam] = bron[naam]
    if probleem["type"] != "value_error":
        return f"{waar} moet tekst zijn. Gebruikt is {bron[naam] or 'geen'}."
    reden = str(probleem["msg"]).removeprefix("Value error, ")
    return f"{waar}: {reden}. Gebruikt is {bron[naam]}."


def _load_logo(pad: Path, naam: str, meldingen: list[str]) -> bytes | None:
    bestand = pad.parent / naam
    waar, zonder = f"{pad}: logo {naam}", "De documenten komen zonder logo"
    try:
        if (grootte := bestand.stat().st_size) > MAX_LOGO:
            meldingen.append(
                f"{waar} is {format_bytes(grootte)}; hoogstens {format_bytes(MAX_LOGO)} mag. "
                f"{zonder}; maak het plaatje kleiner."
            )
            return None
        inhoud = bestand.read_bytes()
    except OSError:
        meldingen.append(f"{waar} is niet te lezen. {zonder}; kijk of het pad klopt.")
        return None
    if not _is_plaatje(inhoud):
        meldingen.append(
            f"{waar} is geen bruikbare PNG of JPEG. {zonder}; bewaar het als PNG, niet te groot."
        )
        return None
    return inhoud


def _is_plaatje(inhoud: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is looked at below
            with Image.open(BytesIO(inhoud), formats=("PNG", "JPEG")) as plaatje:
                if plaatje.width * plaatje.height > _MAX_PUNTEN:
                    return False
                plaatje.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
