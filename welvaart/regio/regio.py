"""A regio: its code, its name and its kind."""

import re
from dataclasses import dataclass
from enum import StrEnum

from welvaart.fouten import KeuzeFout
from welvaart.opmaak import shorten


class RegioSoort(StrEnum):
    """Kinds of regio, as in table `regio`."""

    LAND = "land"
    LANDSDEEL = "landsdeel"
    PROVINCIE = "provincie"
    COROP = "corop"
    ARBEIDSMARKTREGIO = "arbeidsmarktregio"
    VEILIGHEIDSREGIO = "veiligheidsregio"
    GGD_REGIO = "ggd_regio"
    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"
    STEDELIJKHEID = "stedelijkheid"
    GROOTTEKLASSE = "grootteklasse"
    EIGEN = "eigen"

    @property
    def meervoud(self) -> str:
        """How several of this kind are called in a sentence: "COROP-gebieden"."""
        return _MEERVOUD.get(self, "gebieden")


_MEERVOUD = {
    RegioSoort.GEMEENTE: "gemeenten",
    RegioSoort.PROVINCIE: "provincies",
    RegioSoort.COROP: "COROP-gebieden",
    RegioSoort.ARBEIDSMARKTREGIO: "arbeidsmarktregio's",
    RegioSoort.LANDSDEEL: "landsdelen",
}
_SOORT_VAN_PREFIX = {
    "NL": RegioSoort.LAND,
    "LD": RegioSoort.LANDSDEEL,
    "PV": RegioSoort.PROVINCIE,
    "CR": RegioSoort.COROP,
    "AM": RegioSoort.ARBEIDSMARKTREGIO,
    "VR": RegioSoort.VEILIGHEIDSREGIO,
    "GG": RegioSoort.GGD_REGIO,
    "GM": RegioSoort.GEMEENTE,
    "WK": RegioSoort.WIJK,
    "BU": RegioSoort.BUURT,
    "ST": RegioSoort.STEDELIJKHEID,
    "GK": RegioSoort.GROOTTEKLASSE,
    "EI": RegioSoort.EIGEN,
}
_CODE = re.compile(r"[A-Z]{2}\d[\dA-Z]{0,9}")
_DEELGEBIED = re.compile(r"EI(?P<nummer>\d{4})-[A-Z0-9]+(?:-[A-Z0-9]+)*")
DEELGEBIED_PREFIX = "EI"
NEDERLAND = "NL01"
_TITEL = {
    RegioSoort.LANDSDEEL: "Landsdeel",
    RegioSoort.PROVINCIE: "Provincie",
    RegioSoort.COROP: "COROP",
    RegioSoort.ARBEIDSMARKTREGIO: "Arbeidsmarktregio",
    RegioSoort.VEILIGHEIDSREGIO: "Veiligheidsregio",
    RegioSoort.GGD_REGIO: "GGD-regio",
}


@dataclass(frozen=True, slots=True)
class Regio:
    """One regio as it stands in the warehouse."""

    code: str
    naam: str
    soort: RegioSoort

    @property
    def titel(self) -> str:
        """The name with the kind of area in front: "Provincie Utrecht"; of a gemeente as it is."""
        soort = _TITEL.get(self.soort, "")
        return self.naam if self.naam.startswith(soort) else f"{soort} {self.naam}"


def parse_regio_code(tekst: str) -> str:
    """Strip and check a CBS region code: "GM0363 " → "GM0363", KWB's "NL00" → "NL01".

    A code is text: "GM0344" never becomes a number. The code of a deelgebied is ours and holds
    that of its gemeente: "EI0503-BINNENSTAD" (ADR 0015).

    Raises:
        KeuzeFout: the text is no region code.
    """
    schoon = tekst.strip().upper()
    if _DEELGEBIED.fullmatch(schoon):
        return schoon
    if not _CODE.fullmatch(schoon) or schoon[:2] not in _SOORT_VAN_PREFIX:
        raise KeuzeFout(
            f"'{shorten(tekst)}' is geen regiocode; verwacht bijvoorbeeld GM0363 of PV20"
        )
    return NEDERLAND if schoon == "NL00" else schoon


def get_soort(regio_code: str) -> RegioSoort:
    """Kind of regio that a (checked) code belongs to.

    Raises:
        KeuzeFout: the prefix is unknown.
    """
    try:
        return _SOORT_VAN_PREFIX[regio_code[:2]]
    except KeyError:
        raise KeuzeFout(f"'{regio_code}' is geen bekende soort regio") from None


def get_gemeente_van(regio_code: str) -> str | None:
    """Code of the gemeente that a deelgebied lies in; None for every other kind of regio."""
    gevonden = _DEELGEBIED.fullmatch(regio_code)
    return f"GM{gevonden['nummer']}" if gevonden else None


_EILANDEN = frozenset(
    ("Texel", "Vlieland", "Terschelling", "Ameland", "Schiermonnikoog", "Goeree-Overflakkee",
     "Schouwen-Duiveland")
)  # fmt: skip


def name_plek(naam: str) -> str:
    """A regio after its word of place: "in Delft", "op Vlieland"."""
    return f"{'op' if naam in _EILANDEN else 'in'} {naam}"
