"""The page Leegstand: other kinds, what stands beside it, parts of the gemeente, the scatter."""

from html import escape
from math import isnan

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.cijfertabel import Cijfertabel
from welvaart.grafieken.spreiding import build_spreiding
from welvaart.methode.samenhang import WAARSCHUWING, compute_samenhang
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.onderwerp.leegstand import find_soorten, is_leegstand
from welvaart.onderwerp.leegstandsbeeld import describe_samenhang
from welvaart.opmaak import ONBEKEND, format_opsomming
from welvaart.regio.regio import RegioSoort
from welvaart.scherm.deelgebied import show_deelgebieden
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.keuze import choose_uit
from welvaart.scherm.onderwerp.leegstand import Leegstand
from welvaart.scherm.onderwerp.onderwerp import show_klaarstaand
from welvaart.scherm.tabel import show_tabel

_ERNAAST = (
    "woningen",
    "woningwaarde",
    "koopwoningen",
    "huurwoningen",
    "corporatiewoningen",
    "netto_arbeidsparticipatie",
)
_TEGEN = "woningwaarde"
_HOOGSTENS = 10  # names in one sentence


def show_soorten(leegstand: Leegstand) -> None:
    """List the other kinds of leegstand, and how to get those without figures."""
    st.header("Winkels, kantoren en bedrijfspanden", anchor="soorten")
    soorten = [x for x in find_soorten(leegstand.stand) if x is not leegstand.indicator]
    if soorten:
        land = leegstand.read_land([x.indicator_id for x in soorten])
        show_tabel(
            ["Leegstand", leegstand.regio.naam, "Nederland", "Jaar", "Wat het is"],
            [[*_build_rij(leegstand, x, land[x.indicator_id]), x.definitie] for x in soorten],
            bijschrift="Elk cijfer telt iets anders; tel ze niet op en trek ze niet van elkaar af",
            rechts=(1, 2, 3),
        )
    klaar = [x for x in leegstand.stand.klaarstaand if is_leegstand(x)]
    show_klaarstaand(klaar, "klaar_leegstand")
    if not soorten:
        st.html(
            "<p>Wel kunt u ze zelf toevoegen. Uw "
            "gemeente heeft vaak een bestand van Locatus over winkels; dat mag u niet delen, dus "
            "bewaar het in stap 1 van een dossier (Lokale agenda). De Landelijke Monitor Leegstand "
            "van het CBS is een gratis Excel-bestand met woningen en panden per functie, en met "
            "het deel dat langer leegstaat. Lees dat in bij Eigen cijfers of met "
            "<code>python -m etl import BESTAND --indicator ID</code>; daarna staat het hier.</p>"
        )


def show_ernaast(leegstand: Leegstand) -> None:
    """Put the housing stock and work beside it, each with its own year."""
    st.header("Wat staat ernaast?", anchor="ernaast")
    aanwezig = [
        leegstand.stand.indicatoren[k] for k in _ERNAAST if k in leegstand.stand.indicatoren
    ]
    land = leegstand.read_land([x.indicator_id for x in aanwezig])
    show_tabel(
        ["Cijfer", leegstand.regio.naam, "Nederland", "Jaar"],
        [_build_rij(leegstand, x, land[x.indicator_id]) for x in aanwezig],
        bijschrift="Woningen en werk",
        rechts=(1, 2, 3),
    )
    st.html(
        '<p class="bw-klein">Deze cijfers helpen om leegstand te begrijpen; ze verklaren haar '
        "niet. Koop en huur zijn samen soms minder dan 100 procent: van een deel van de woningen "
        "is de eigenaar niet bekend.</p>"
    )


def show_delen(leegstand: Leegstand) -> None:
    """Put the binnenstad or another part beside the whole gemeente, where own figures exist."""
    if leegstand.regio.soort is not RegioSoort.GEMEENTE:
        return
    st.header("Binnenstad en de rest", anchor="delen")
    stand = leegstand.stand
    met = [
        x
        for x in stand.indicatoren.values()
        if is_leegstand(x) and stand.deelcijfers.get((x.indicator_id, leegstand.regio.code))
    ]
    for x in met:
        st.html(f"<p><strong>{escape(x.titel)}</strong></p>")
        show_deelgebieden(stand, x, leegstand.regio)
    if met:
        return
    st.html(
        "<p>Er zijn geen cijfers over delen van de gemeente. Heeft u een eigen telling van "
        "bijvoorbeeld de binnenstad, lees die dan in met een kolom <code>deelgebied</code>; zij "
        "komt dan hier naast het cijfer van de hele gemeente.</p>"
    )


def show_spreiding(leegstand: Leegstand) -> None:
    """Draw this leegstand against any other indicator, with all gemeenten as dots."""
    st.header("Waar hangt het mee samen?", anchor="samenhang")
    x = leegstand.indicator
    keuzes = {
        y.indicator_id: y.titel
        for y in leegstand.stand.indicatoren.values()
        if y.indicator_id != x.indicator_id and leegstand.stand.reeksen.get_jaren(y.indicator_id)
    }
    if not keuzes:
        st.html("<p>Er is geen ander cijfer om dit tegen af te zetten.</p>")
        return
    standaard = _TEGEN if _TEGEN in keuzes else next(iter(keuzes))
    y = leegstand.stand.indicatoren[choose_uit("tegen", "Zet af tegen", keuzes, standaard)]
    jaar_y = _find_jaar(leegstand, y)
    codes = [gemeente.code for gemeente in leegstand.stand.gemeenten]
    wx, wy = _get_kolom(leegstand, x, leegstand.tot, codes), _get_kolom(leegstand, y, jaar_y, codes)
    samenhang = compute_samenhang(wy, wx)
    titel = describe_samenhang(samenhang, x, y)
    punten = [
        (leegstand.stand.regios[code].naam, float(a), float(b))
        for code, a, b in zip(codes, wy, wx, strict=True)
        if not isnan(a) and not isnan(b)
    ]
    if not punten:
        st.html(f"<p>{escape(titel)}</p>")
        return
    namen = frozenset(leegstand.stand.regios[code].naam for code in leegstand.beeld.leden)
    figuur = build_spreiding(
        punten,
        (y, x),
        eigen=namen,
        label=leegstand.regio.naam,
        titel=titel,
        bron=f"Bron: {_write_bronnen((x, leegstand.tot), (y, jaar_y))}. Elke stip is een gemeente"
        + (f"; ruit: gemeente in {leegstand.regio.naam}." if len(namen) > 1 else "."),
    )
    show_grafiek(
        figuur,
        alt=f"Puntenwolk. {titel}",
        sleutel="leegstand_spreiding",
        tabel=_build_tabel(leegstand, y, jaar_y, _say_zonder(leegstand, codes, wx, wy)),
        noten=[WAARSCHUWING],
    )
    st.html(f'<p class="bw-let">Let op</p><p>{escape(_explain(leegstand, y, jaar_y))}</p>')


def _write_bronnen(*cijfers: tuple[Indicator, int]) -> str:
    """The source of each figure with its year; a source that serves both is named once."""
    regels = [f"{x.bronregel}, {jaar}" for x, jaar in cijfers]
    return ". ".join(dict.fromkeys(regels))


def _explain(leegstand: Leegstand, y: Indicator, jaar_y: int) -> str:
    """What this correlation is not."""
    delen = [WAARSCHUWING]
    if jaar_y != leegstand.tot:
        delen.append(f"De jaren verschillen: {leegstand.tot} tegenover {jaar_y}.")
    if leegstand.indicator.afronding >= 1 or (y.afronding >= 1 and y.eenheid_kort == "%"):
        delen.append("Hele procenten maken elke samenhang vager.")
    delen.append(
        "Wij rekenen met de volgorde van de gemeenten (rangcorrelatie van Spearman, van −1 tot 1): "
        "onder 0,1 noemen wij bijna geen, onder 0,3 zwak, onder 0,5 matig, daarboven duidelijk."
    )
    return " ".join(delen)


def _find_jaar(leegstand: Leegstand, y: Indicator) -> int:
    """The year of the other indicator that lies nearest, the earlier of two."""
    jaren = leegstand.stand.reeksen.get_jaren(y.indicator_id)
    return min(jaren, key=lambda jaar: (abs(jaar - leegstand.tot), jaar))


def _get_kolom(
    leegstand: Leegstand, x: Indicator, jaar: int, codes: list[str]
) -> NDArray[np.float64]:
    reeksen = leegstand.stand.reeksen
    i, t = reeksen.get_i(x.indicator_id), reeksen.jaren.index(jaar)
    plaatsen = [reeksen.get_r(code) for code in codes]
    return np.array([np.nan if r is None else reeksen.waarde[i, r, t] for r in plaatsen])


def _build_tabel(leegstand: Leegstand, y: Indicator, jaar_y: int, noot: str) -> Cijfertabel:
    """All gemeenten by name; the browser reads the rows from the dots."""
    x = leegstand.indicator
    return Cijfertabel(
        f"{y.titel} in {y.eenheid}; {x.titel} in {x.eenheid}",
        ["Gemeente", f"{y.titel}, {jaar_y}", f"{x.titel}, {leegstand.tot}"],
        getallen=(1, 2),
        noot=noot,
        uit_spoor=0,
        decimalen=y.decimalen,
        decimalen_y=x.decimalen,
    )


def _say_zonder(
    leegstand: Leegstand, codes: list[str], wx: NDArray[np.float64], wy: NDArray[np.float64]
) -> str:
    """Which gemeenten miss one of the figures; "" when none does."""
    leeg = np.isnan(wx) | np.isnan(wy)
    zonder = [leegstand.stand.regios[c].naam for c, mist in zip(codes, leeg, strict=True) if mist]
    if len(zonder) > _HOOGSTENS:
        return f"Van {len(zonder)} gemeenten ontbreekt een van de cijfers."
    return f"Een van de cijfers ontbreekt bij {format_opsomming(zonder)}." if zonder else ""


def _build_rij(leegstand: Leegstand, x: Indicator, land: Jaarreeks) -> list[str]:
    """Own figure and that of Nederland in the newest year with an own figure."""
    reeks = leegstand.read_eigen(x.indicator_id)
    jaar = max(reeks.met_cijfer or land.met_cijfer, default=None)
    if jaar is None:
        return [x.titel, ONBEKEND, ONBEKEND, ""]
    nl = x.format(land.get_waarde(jaar))
    eigen = x.format(reeks.get_waarde(jaar), decimalen=reeks.decimalen)
    return [x.titel, eigen, nl, str(jaar)]
