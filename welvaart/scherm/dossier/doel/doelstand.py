"""Each goal against its road, and since the foto: what moved by itself, what the source revised."""

from collections.abc import Mapping, Sequence

import streamlit as st

from welvaart.doel.doelen import KOERS_WOORD, describe_afstand
from welvaart.doel.eigendoel import find_indicator, judge_regel
from welvaart.doel.foto import read_breuken, read_reeks
from welvaart.doel.fotoverschil import GEEN_NIEUW_JAAR, Verschil, compare_foto
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.fouten import DossierFout
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_getal
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.melding import warn
from welvaart.scherm.tabel import show_tabel

_GEEN_FOTO = "niet op de foto"


def show_stand(blad: Blad, stand: Stand, regio: Regio, doelen: Sequence[Doelregel]) -> None:
    """Draw one row per goal that can be measured."""
    verschillen = _read_verschillen(blad, stand, regio, {d.indicator_id for d in doelen})
    rijen = []
    for regel in doelen:
        x, doel = find_indicator(stand, blad.eigen, regel.indicator_id), regel.doel
        if x is None or doel is None:
            continue
        tussen = judge_regel(stand, blad.eigen, regio.code, regel.indicator_id, doel)
        verschil = verschillen.get(regel.indicator_id)
        rijen.append(
            [
                x.titel,
                KOERS_WOORD[tussen.koers],
                describe_afstand(tussen, x, kort=True),
                _write_echt(verschil, x.decimalen) if verschil else _GEEN_FOTO,
                _write(verschil.herziening, x.decimalen) if verschil else _GEEN_FOTO,
            ]
        )
    if rijen:
        show_tabel(
            ["Doel", "Stand", "Tegenover het doelpad", "Echt veranderd", "Herzien door de bron"],
            rijen,
            bijschrift="De doelen nu, en wat er sinds de eerste foto veranderde",
            rechts=(3, 4),
            smal="kaarten",
        )
        st.html(
            '<p class="bw-klein">Geeft de bron een marge, dan staat erbij hoeveel keer. Anders '
            "telt een verschil dat kleiner is dan de afronding als binnen de marge.</p>"
        )
        if not verschillen:
            st.html(
                '<p class="bw-klein">Bevries in stap 1 een foto; dan ziet u later ook wat er echt '
                "veranderde en wat de bron herzag.</p>"
            )


def _read_verschillen(
    blad: Blad, stand: Stand, regio: Regio, ids: set[str]
) -> Mapping[str, Verschil]:
    """What became of the figures of the goals since the first foto; {} without a foto."""
    if not blad.fotos:
        return {}
    try:
        fotos = blad.opslag.fotos.read(blad.toegang)
        if not fotos:
            return {}
        hernoemd = load_hernoemd()
        rijen = [
            rij
            for rij in fotos[0].inhoud["rijen"]
            if hernoemd.get(rij["indicator_id"], rij["indicator_id"]) in ids
        ]
        gevonden = compare_foto(
            {**fotos[0].inhoud, "rijen": rijen},
            {i: x for i, x in stand.indicatoren.items() if i in ids},
            lambda indicator_id: read_reeks(stand, indicator_id, regio.code),
            hernoemd,
            lambda indicator_id: read_breuken(stand, indicator_id, regio.code),
            lambda indicator_id: stand.wat.get((indicator_id, regio.code), ""),
        )
    except DossierFout as fout:
        warn(str(fout))
        return {}
    return {v.indicator_id: v for v in gevonden}


def _write_echt(verschil: Verschil, decimalen: int) -> str:
    if not verschil.heeft_nieuw_jaar:
        return GEEN_NIEUW_JAAR
    return _write(verschil.werkelijkheid, decimalen)


def _write(waarde: float | None, decimalen: int) -> str:
    return "niet te zeggen" if waarde is None else format_getal(waarde, decimalen, plus=True)
