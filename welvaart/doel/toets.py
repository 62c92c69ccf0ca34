"""A target held against history, as one conclusion with what it rests on and what to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.doelen import build_haalbaarheid, build_vragen, read_uiterste
from welvaart.doel.eigendoel import GEEN_ANDEREN, find_indicator
from welvaart.doel.haalbaarheidszin import describe_conclusie, describe_haalbaarheid, find_titels
from welvaart.doel.maat import format_doel, format_getypt_met
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel
from welvaart.regio.regio import Regio


@dataclass(frozen=True, slots=True)
class Toets:
    """What history says of a target; the same on screen and in every document.

    Attributes:
        conclusie: in one or two sentences.
        titels: the same as titles of a slide, from long to short.
        feiten: what it rests on.
        vragen: what may be a slip.
        is_ongezien: True where no gemeente ever had the level of the target.
    """

    conclusie: str
    titels: tuple[str, ...]
    feiten: tuple[str, ...]
    vragen: tuple[str, ...]
    is_ongezien: bool


def build_toets(stand: Stand, x: Indicator, regio_code: str, naam: str, doel: Doel) -> Toets:
    """Hold a target against history.

    Args:
        stand: in which the regio is judged.
        x: indicator of the target.
        regio_code: of the regio.
        naam: of the regio.
        doel: the target.
    """
    vragen = tuple(build_vragen(stand, x.indicator_id, doel))
    try:
        h = build_haalbaarheid(stand, x.indicator_id, regio_code, doel)
    except KeuzeFout as fout:
        uiterste = read_uiterste(stand, x.indicator_id, doel.streefwaarde)
        niveau = "" if uiterste is None else _describe_uiterste(x, doel, uiterste)
        streef = format_getypt_met(x, doel.streefwaarde, x.decimalen)
        titel = f"{x.titel}: of {streef} in {doel.streefjaar} haalbaar is, valt niet te zeggen."
        return Toets(f"{fout}{niveau}", (titel,), (), vragen, bool(niveau))
    conclusie, titels = describe_conclusie(h, x), find_titels(h, x)
    return Toets(
        conclusie,
        tuple([*(f"{x.titel}: {zin[:1].lower()}{zin[1:]}" for zin in titels), *titels]),
        tuple(describe_haalbaarheid(h, x, naam)),
        vragen,
        h.uiterste is not None,
    )


def find_toetszinnen(
    stand: Stand, regio: Regio, doelen: Sequence[Doelregel], eigen: Mapping[str, EigenReeks]
) -> list[tuple[str, tuple[str, ...]]]:
    """For each goal with numbers its title, and the conclusion with what may be a slip.

    Args:
        stand: in which the regio is judged.
        regio: whose goals they are.
        doelen: of `read_doelen`.
        eigen: series with a licence of the dossier.
    """
    uit = []
    for regel in doelen:
        x, doel = find_indicator(stand, eigen, regel.indicator_id), regel.doel
        if x is None or doel is None:
            continue
        zinnen: tuple[str, ...] = (GEEN_ANDEREN,)
        if regel.indicator_id not in eigen:
            toets = build_toets(stand, x, regio.code, regio.naam, doel)
            zinnen = (toets.conclusie, *toets.vragen)
        uit.append((f"{x.titel}: {format_doel(x, doel, x.decimalen)}", zinnen))
    return uit


def _describe_uiterste(x: Indicator, doel: Doel, uiterste: float) -> str:
    hoe = "hoogste" if doel.streefwaarde > uiterste else "laagste"
    streef = format_getypt_met(x, doel.streefwaarde, x.decimalen)
    return f" Maar {streef} had nog geen enkele gemeente: het {hoe} was {x.format(uiterste)}."
