"""What stands out as a chapter: strong beside weak, then who gains ground beside who loses it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import isnan
from typing import Final

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.delen.boodschap import choose_boodschap
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Alinea, Deel, Hoofdstuk, Kop, Lijst
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import name_plek
from welvaart.zin.duiding import POSITIE_WOORD
from welvaart.zin.kansen import TITEL, Kans, Kwadrant, describe_beweging, find_kansen
from welvaart.zin.kernzin import describe_kern
from welvaart.zin.opvallend import Opvallend, find_opvallend
from welvaart.zin.samenvatting import describe_tegendraads, lower_titel

_AANTAL: Final = 3
_OM_PLAATS: Final = ("Sterk", "Zwak")
"""Headings about a place; the others are about a move."""
_WINT: Final = (Kwadrant.VOOR_EN_WINT, Kwadrant.ACHTER_EN_WINT)
_VERLIEST: Final = (Kwadrant.ACHTER_EN_VERLIEST, Kwadrant.VOOR_EN_VERLIEST)


def build_opvallend(o: Opdracht) -> list[Hoofdstuk]:
    """The chapter; it says so where nothing stands out for sure.

    Returns:
        [] for a chapter of the Economische Agenda in which nothing can stand out.
    """
    if o.hoofdstuk and not any(r.indicator.teken for r in o.gekozen):
        return []
    verdacht = o.stand.find_uitschieters(o.regio.code)
    op = find_opvallend(o.gekozen, _AANTAL, verdacht=verdacht)
    naam = o.regio.naam
    stand = [_build_punten(o, "Sterk", op.sterk), _build_punten(o, "Zwak", op.zwak)]
    boodschap = _describe_uitersten(naam, op)
    beweging = _build_bewegingen(o, op, find_kansen(o.gekozen, verdacht=verdacht))
    if not all(stand) and any(stand) and beweging and not any(map(_is_naast, beweging)):
        delen, boodschap = _join(naam, [*stand[0], *stand[1]], boodschap, beweging)
    else:
        delen = [*_build_naast(*stand), *beweging]
    if not delen:
        niets = "Geen van deze indicatoren valt met zekerheid op."  # the foto of a chapter says so
        delen.append(Alinea(niets, op_dia=not o.hoofdstuk))
    plek = name_plek(naam)
    titel = f"Wat valt er {plek} op?" if plek.startswith("op ") else f"Wat valt op {plek}?"
    return [Hoofdstuk("opvallend", titel, tuple(delen), boodschap=boodschap)]


def _is_naast(deel: Deel) -> bool:
    return isinstance(deel, Kop) and deel.naast


def _join(
    naam: str, stand: Sequence[Deel], boodschap: str, beweging: Sequence[Deel]
) -> tuple[list[Deel], str]:
    """One kind of place beside one kind of move, under one message."""
    eerste = beweging[0]
    assert isinstance(eerste, Kop)  # noqa: S101 - a group begins with its heading
    ook = eerste.boodschap.removeprefix(f"{naam} ")
    delen = _build_naast(stand, [replace(eerste, boodschap=""), *beweging[1:]])
    return delen, choose_boodschap(f"{boodschap.rstrip('.')}, en {ook}", boodschap)


def _build_bewegingen(o: Opdracht, op: Opvallend, kansen: Sequence[Kans]) -> list[Deel]:
    """Who gains and who loses ground, under a message of its own; each figure in full once."""
    gezegd = [*op.sterk, *op.zwak]
    straks = [kans.regel for kans in kansen]  # with their place: nothing twice
    won, verloor = (
        [r for r in regels if r not in straks and r not in gezegd]
        for regels in (op.gewonnen, op.verloren)
    )
    wint, verliest = (
        {TITEL[k]: [kans for kans in kansen if kans.kwadrant is k] for k in kwadranten}
        for kwadranten in (_WINT, _VERLIEST)
    )
    links = [*_build_punten(o, "Won terrein", won), *_build_kwadranten(wint, gezegd)]
    rechts = [*_build_punten(o, "Verloor terrein", verloor)]
    rechts += _build_kwadranten(verliest, gezegd)
    boodschap = _describe_bewegingen(
        o.regio.naam,
        [*won, *(kans.regel for rij in wint.values() for kans in rij)],
        [*verloor, *(kans.regel for rij in verliest.values() for kans in rij)],
    )
    return [
        replace(deel, boodschap=boodschap) if k == 0 and isinstance(deel, Kop) else deel
        for k, deel in enumerate(_build_naast(links, rechts))
    ]


def _build_naast(links: Sequence[Deel], rechts: Sequence[Deel]) -> list[Deel]:
    """Two groups that belong beside each other; one alone is a group as any other."""
    if not links or not rechts or not isinstance(rechts[0], Kop):
        return [*links, *rechts]
    return [*links, replace(rechts[0], naast=True), *rechts[1:]]


def _build_punten(o: Opdracht, kop: str, regels: Sequence[Regel]) -> list[Deel]:
    """The figures under their heading: of a place with that place, of a move with what it was."""
    if not regels:
        return []
    plaats = kop in _OM_PLAATS
    return [Kop(kop), Lijst(tuple(_describe_punt(o, r, plaats=plaats) for r in regels))]


def _describe_punt(o: Opdracht, regel: Regel, *, plaats: bool) -> str:
    """The figure in words; in a chapter those stand at its chart, so here its place or move."""
    plaatsloos = isnan(regel.rang_van)
    if not o.hoofdstuk or (plaatsloos and regel.loopt is None):
        slot = "" if plaats else describe_tegendraads(regel, o.regio.naam)
        if plaats and not plaatsloos:
            slot = f"{regel.plaats[:1].upper()}{regel.plaats[1:]}."
        return f"{describe_kern(regel, o.regio.naam)} {slot}".rstrip()
    cijfer = f"{regel.gelabeld} ({Periode.parse(regel.periode_code).label})"
    if plaatsloos:
        return f"{regel.indicator.titel}: {cijfer}. {describe_beweging(regel)}"
    return f"{regel.indicator.titel}: {cijfer}, {regel.plaats} ({POSITIE_WOORD[regel.positie]})."


def _build_kwadranten(per_kop: Mapping[str, Sequence[Kans]], gezegd: Sequence[Regel]) -> list[Deel]:
    """The quadrants; of what was said already only how it moves."""
    return [
        deel
        for kop, kansen in per_kop.items()
        if kansen
        for deel in (Kop(kop), Lijst(tuple(_explain(kans, gezegd) for kans in kansen)))
    ]


def _explain(kans: Kans, gezegd: Sequence[Regel]) -> str:
    if kans.regel not in gezegd:
        return kans.reden
    return f"{kans.regel.indicator.titel}. {describe_beweging(kans.regel)}"


def _describe_uitersten(naam: str, op: Opvallend) -> str:
    """The strongest and the weakest point in one short sentence; "" without either."""
    sterk = f"gunstig bij {lower_titel(op.sterk[0])}" if op.sterk else ""
    zwak = f"ongunstig bij {lower_titel(op.zwak[0])}" if op.zwak else ""
    if sterk and zwak:
        return choose_boodschap(
            f"{naam} staat {sterk}, en {zwak}.",
            f"G{sterk[1:]}, en {zwak}.",
            f"Waar {naam} gunstig staat, en waar ongunstig.",
        )
    return f"{naam} staat {sterk or zwak}." if sterk or zwak else ""


def _describe_bewegingen(naam: str, wint: Sequence[Regel], verliest: Sequence[Regel]) -> str:
    """Where it gains and where it loses, one figure each by name."""
    won = f"wint terrein bij {_name_eerste(wint)}" if wint else ""
    verloor = f"verliest terrein bij {_name_eerste(verliest)}" if verliest else ""
    if won and verloor:
        return choose_boodschap(
            f"{naam} {won}, en {verloor}.",
            f"W{won[1:]}, en {verloor}.",
            f"Waar {naam} terrein wint, en waar het verliest.",
        )
    return f"{naam} {won or verloor}."


def _name_eerste(regels: Sequence[Regel]) -> str:
    return f"{'onder meer ' if len(regels) > 1 else ''}{lower_titel(regels[0])}"
