"""The handouts as a dossier fills them: which field stands where, the same on screen and without.

A dossier that is open on a page and one that was read from a file are looked into in the same way.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from welvaart.dossier.doelenlijst import read_doelen, read_prioriteiten
from welvaart.dossier.dossier import Veld
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.export.bladen import (
    build_collegeoverzicht,
    build_factsheet,
    build_gesprekskaarten,
    build_projectopdracht,
)
from welvaart.export.drukwerk import Drukwerk
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand, Thema
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.zin.kernzin import describe_kern

OPEN_VRAAG = "Wat herkent u in dit cijfer, en wat zou u willen veranderen?"
"""On a card when the team wrote no question of its own."""
OPDRACHT = {
    "aanleiding": "Aanleiding: waarom nu?",
    "resultaat": "Resultaat: wat ligt er straks?",
    "afbakening": "Afbakening: wat hoort er niet bij?",
    "planning": "Planning: wat is wanneer klaar?",
    "middelen": "Middelen: uren en geld",
    "team": "Team: wie doet mee?",
    "besluit": "Besluit: wie beslist wat, en wanneer?",
}
"""Field → heading of the projectopdracht."""


class Dossierlezer(Protocol):
    """An open dossier, as far as a handout needs it."""

    @property
    def velden(self) -> Mapping[str, Veld]:
        """Fields by path."""

    @property
    def personen(self) -> Mapping[int, str]:
        """Names by number."""

    @property
    def eigen(self) -> Mapping[str, EigenReeks]:
        """Series with a licence that may be seen."""

    def get_tekst(self, pad: str) -> str:
        """Text of a field; "" when empty."""

    def get_naam(self, pad: str) -> str:
        """Name behind a field that holds a person; "" when nobody."""


def find_prioriteiten(lezer: Dossierlezer, regels: Sequence[Regel]) -> list[Regel]:
    """Lines of the chosen indicators that have a figure, in the order of choosing."""
    per_id = {r.indicator.indicator_id: r for r in regels if r.heeft_waarde}
    gekozen = read_prioriteiten(lezer.velden, load_hernoemd())
    return [per_id[i] for i in gekozen if i in per_id]


def explain_zonder(
    lezer: Dossierlezer, stand: Stand, regels: Sequence[Regel], regio: Regio
) -> list[str]:
    """Which priorities have no figure to show, each with the reason."""
    per_id = {r.indicator.indicator_id: r for r in regels}
    gekozen = read_prioriteiten(lezer.velden, load_hernoemd())
    uit = [
        f"{per_id[i].indicator.titel}: {describe_kern(per_id[i], regio.naam)}"
        for i in gekozen
        if i in per_id and not per_id[i].heeft_waarde
    ]
    return [*uit, *(f"{i}: {stand.explain_onbekend(i)}" for i in gekozen if i not in per_id)]


def find_themas(stand: Stand, regels: Sequence[Regel]) -> list[Thema]:
    """Thema's with a figure of the regio, in order."""
    ids = {r.indicator.thema for r in regels if r.heeft_waarde}
    return [thema for thema in stand.themas if thema.thema in ids]


def get_vraag(lezer: Dossierlezer, thema: str) -> str:
    """The open question about a thema: of the team, else the usual one."""
    return lezer.get_tekst(f"gesprek/{thema}/vraag") or OPEN_VRAAG


def build_kaartenstuk(
    lezer: Dossierlezer, stand: Stand, regels: Sequence[Regel], regio: Regio
) -> Drukwerk:
    """The gesprekskaarten, one per priority."""
    kaarten = [
        (regel, get_vraag(lezer, regel.indicator.thema))
        for regel in find_prioriteiten(lezer, regels)
    ]
    return build_gesprekskaarten(stand, regio.naam, kaarten)


def build_collegestuk(
    lezer: Dossierlezer, stand: Stand, regels: Sequence[Regel], regio: Regio
) -> Drukwerk:
    """The collegeoverzicht."""
    namen = {
        thema.titel: lezer.get_naam(f"portefeuille/{thema.thema}")
        for thema in find_themas(stand, regels)
    }
    doelen = read_doelen(lezer.velden, load_hernoemd())
    return build_collegeoverzicht(stand, regio.naam, namen, doelen, lezer.personen, lezer.eigen)


def build_opdrachtstuk(
    lezer: Dossierlezer, stand: Stand, regels: Sequence[Regel], regio: Regio
) -> Drukwerk:
    """The projectopdracht."""
    teksten = {vraag: lezer.get_tekst(f"organisatie/{veld}") for veld, vraag in OPDRACHT.items()}
    prioriteiten = [
        x.titel if (x := stand.indicatoren.get(i)) else f"{i}. {stand.explain_onbekend(i)}"
        for i in read_prioriteiten(lezer.velden, load_hernoemd())
    ]
    coordinator = lezer.get_naam("organisatie/coordinator")
    return build_projectopdracht(stand, regio.naam, coordinator, teksten, prioriteiten)


def build_factsheetstuk(
    lezer: Dossierlezer, stand: Stand, regels: Sequence[Regel], regio: Regio
) -> Drukwerk:
    """The factsheet of the ambassadeur."""
    return build_factsheet(
        stand,
        regio.naam,
        lezer.get_naam("organisatie/ambassadeur"),
        lezer.get_tekst("organisatie/boodschap"),
        find_prioriteiten(lezer, regels),
        explain_zonder(lezer, stand, regels, regio),
    )


STUKKEN = {
    "gesprekskaarten": build_kaartenstuk,
    "collegeoverzicht": build_collegestuk,
    "projectopdracht": build_opdrachtstuk,
    "factsheet": build_factsheetstuk,
}
"""Name of a handout → who makes it, in the order of the steps."""
