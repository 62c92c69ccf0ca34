"""The parts of the page Nulmeting."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand, Thema
from welvaart.lezen.terugval import describe_terugval, find_terugval
from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend
from welvaart.oordeel.regel import Regel
from welvaart.oordeel.toetsen import judge_toetsen
from welvaart.opmaak import LEGENDA, format_getal, shorten
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.begin import show_boodschap
from welvaart.scherm.cijfers import get_scorekaart
from welvaart.scherm.deelgebied import show_wegwijzer
from welvaart.scherm.melding import warn
from welvaart.scherm.scorekaart.detail import show_detail
from welvaart.scherm.scorekaart.gelijkenis import show_gelijkenis
from welvaart.scherm.scorekaart.scorekaart import Blok, build_themablokken, show_scorekaart
from welvaart.scherm.tabel import show_tabel
from welvaart.zin.boodschap import describe_tegenover
from welvaart.zin.duiding import lower_naam
from welvaart.zin.kansen import TITEL, find_kansen
from welvaart.zin.opvallend import AANTAL, find_opvallend
from welvaart.zin.samenvatting import describe_dekking

_ALLES = "Alle thema's"
_TOON = {
    "alles": "Alles",
    "opvallend": "Alleen wat opvalt",
    "kansen": "Kansen en risico's",
    "gelijkenis": "Wie op ons lijkt",
}
_TOON_REGIO = {sleutel: woord for sleutel, woord in _TOON.items() if sleutel != "gelijkenis"}
_VOORLOPIG = {"mee": "Tellen mee", "niet": "Tellen niet mee"}
_LEEG = {"leeg": "Leeg laten", "aanvullen": "Aanvullen met COROP of provincie"}
_VOLGORDE = {
    "thema": "Per thema",
    "plaats": "Op plaats",
    "tegenover": "Op verschil in ontwikkeling",
}


def show_samenvatting(stand: Stand, regels: Sequence[Regel], regio: Regio, groep: Groep) -> None:
    """Say where the regio stands, how it compares with the group, and how complete this is.

    The message is that of Start, so without the group: a place is one among all.
    """
    naast_land = get_scorekaart(stand, regio.code)
    verdacht = stand.find_uitschieters(regio.code)
    show_boodschap(find_opvallend(naast_land, AANTAL, verdacht=verdacht), naast_land, regio)
    zinnen = [describe_dekking(regels, regio.naam)]
    if groep.soort != "land":
        zinnen.insert(0, describe_tegenover(regels, regio.naam, groep.titel))
    st.html("".join(f"<p>{escape(zin)}</p>" for zin in zinnen))


def _show_leeswijzer() -> None:
    """Say how the table works and what its signs mean, where there is one."""
    st.html(
        '<p class="bw-klein">Kies een indicator in de tabel voor de grafieken, de definitie en de '
        f'bron.</p><p class="bw-klein">Tekens: {LEGENDA}.</p>'
    )


def read_indicator(stand: Stand) -> str | None:
    """The indicator in the URL; an unknown one is named and left out."""
    gevraagd = st.query_params.get("indicator")
    if gevraagd is None or gevraagd in stand.indicatoren:
        return gevraagd
    warn(f"{stand.explain_onbekend(gevraagd)} Kies er een in de tabel hieronder.")
    return None


def read_met_voorlopig() -> bool:
    """Whether provisional years count in the trends; the URL holds it (`voorlopig=niet`)."""
    return st.query_params.get("voorlopig") != "niet"


def show_inhoud(
    stand: Stand, regels: Sequence[Regel], gemeente: Regio, groep: Groep, gekozen: str | None
) -> None:
    """Draw the open indicator, or the scorekaart in the order and selection of choice."""
    namen = (gemeente.naam, groep.titel)
    if gekozen is not None:
        st.button("Terug naar alle thema's", on_click=_write_indicator, args=(gekozen,))
        thema = [t for t in stand.themas if t.thema == stand.indicatoren[gekozen].thema]
        blokken = build_themablokken(thema, regels, gemeente.naam, met_noten=False)
        _show(stand, blokken, namen, gekozen)
        regel = next(r for r in regels if r.indicator.indicator_id == gekozen)
        show_detail(stand, regel, gemeente, groep)
        return
    is_gemeente = gemeente.soort is RegioSoort.GEMEENTE
    show_samenvatting(stand, regels, gemeente, groep)
    kolommen = st.columns(3)
    with kolommen[0]:
        toon = _choose("toon", "Toon", _TOON if is_gemeente else _TOON_REGIO)
    with kolommen[2]:
        _choose("voorlopig", "Voorlopige cijfers in de ontwikkeling", _VOORLOPIG)
    if toon == "kansen":
        _show_kansen(stand, regels, gemeente, groep)
        return
    if toon == "gelijkenis":
        show_gelijkenis(stand, gemeente)
        return
    with kolommen[1]:
        themas = _read_themas(stand)
    kolommen = st.columns(3)
    with kolommen[0]:
        volgorde = _choose("volgorde", "Volgorde", _VOLGORDE)
    with kolommen[1]:
        leeg = _choose("leeg", "Ontbrekende cijfers", _LEEG) if is_gemeente else "leeg"
    keuze = [regel for regel in regels if toon == "alles" or valt_op(regel)]
    blokken = _build_blokken(themas, keuze, gemeente, volgorde, toon)
    _show_leeswijzer()
    _show(stand, blokken, namen, None)
    show_wegwijzer(stand, gemeente, _write_indicator)
    if leeg == "aanvullen":
        _show_terugval(stand, [r for r in regels if not r.heeft_waarde], gemeente)


def _show_terugval(stand: Stand, regels: Sequence[Regel], gemeente: Regio) -> None:
    """Figures of a larger area for what is missing, each with whose figure it is."""
    rijen = []
    for regel in regels:
        gevonden = find_terugval(stand, regel.indicator.indicator_id, gemeente.code)
        if gevonden is not None:
            waarde = regel.indicator.format(regel.indicator.round(gevonden.waarde))
            rijen.append([regel.indicator.titel, waarde, describe_terugval(gevonden)])
    st.header("Aangevuld met een groter gebied", anchor="aangevuld")
    if not rijen:
        st.html("<p>Ook COROP-gebied en provincie hebben hier geen volledig cijfer.</p>")
        return
    show_tabel(
        ["Indicator", "Cijfer", "Van wie dit cijfer is"],
        rijen,
        bijschrift=f"Dit zijn geen cijfers van {gemeente.naam}",
        rechts=(1,),
    )


def valt_op(regel: Regel) -> bool:
    """True for a certain place in the best or worst quarter, or a certain relative move."""
    return regel.positie in (Positie.BESTE_KWART, Positie.SLECHTSTE_KWART) or (
        regel.relatieve_trend in (RelatieveTrend.GUNSTIG, RelatieveTrend.ONGUNSTIG)
    )


def _build_blokken(
    themas: Sequence[Thema], regels: Sequence[Regel], gemeente: Regio, volgorde: str, toon: str
) -> list[Blok]:
    if volgorde == "thema":
        return build_themablokken(themas, regels, gemeente.naam, met_noten=toon == "alles")
    mee = [r for r in regels if r.indicator.thema in {thema.thema for thema in themas}]
    if volgorde == "plaats":
        rijen = sorted((r for r in mee if r.rang_van > 0), key=lambda r: r.rang_tot / r.n)
        return [Blok("plaats", "Van gunstigste naar ongunstigste plaats", "", rijen)]
    orde = (RelatieveTrend.ONGUNSTIG, RelatieveTrend.GUNSTIG, RelatieveTrend.GELIJK)
    rijen = sorted(
        (r for r in mee if r.relatieve_trend in orde),
        key=lambda r: (orde.index(r.relatieve_trend), r.relatieve_p),
    )
    return [Blok("tegenover", "Eerst wat achterop raakt, dan wat wint", "", rijen)]


def _show(
    stand: Stand, blokken: Sequence[Blok], namen: tuple[str, str], gekozen: str | None
) -> None:
    if not any(blok.regels or blok.noten for blok in blokken):
        st.info("Hier valt niets met zekerheid op. Kies bij Toon: Alles.")
        return
    show_scorekaart(
        stand, blokken, namen, sleutel="scorekaart", gekozen=gekozen, on_kies=_write_indicator
    )


def _show_kansen(stand: Stand, regels: Sequence[Regel], gemeente: Regio, groep: Groep) -> None:
    """The matrix of place and relative trend, as four lists with their reasons."""
    kansen = find_kansen(regels, verdacht=stand.find_uitschieters(gemeente.code))
    beeld = judge_toetsen(regels)
    punten = {0: "geen punten", 1: "1 punt"}.get(len(kansen), f"{len(kansen)} punten")
    blijft = f"blijft er {over}" if (over := len(beeld.blijft_over)) == 1 else f"blijven er {over}"
    st.html(
        "<p>Hier staat alleen wat zeker is: een plaats in het beste of slechtste kwart, en een "
        f"ontwikkeling die duidelijk anders is dan bij {escape(lower_naam(groep.titel))}. Dat "
        f"levert voor {escape(gemeente.naam)} {punten} op.</p>"
        f'<p class="bw-klein">Van {beeld.getoetst} indicatoren was de ontwikkeling te toetsen; bij '
        f"{beeld.opgelicht} is zij anders dan bij de groep. Door toeval alleen zou dat gemiddeld "
        f"hoogstens {format_getal(beeld.door_toeval, 1)} keer gebeuren. Bij een strengere toets "
        f"(Benjamini–Hochberg) {blijft} over. Wat daarvan hieronder "
        "staat, heeft een ●.</p>"
    )
    kolommen = [*st.columns(2, gap="large"), *st.columns(2, gap="large")]
    for kolom, (kwadrant, titel) in zip(kolommen, TITEL.items(), strict=True):
        leden = [kans for kans in kansen if kans.kwadrant is kwadrant]
        punten = "".join(
            f"<li>{escape(kans.reden)} Invloed (onze inschatting): {escape(kans.invloed)}."
            f"{' ●' if kans.regel.indicator.indicator_id in beeld.blijft_over else ''}</li>"
            for kans in leden
        )
        with kolom:
            st.header(titel, anchor=kwadrant.value)
            st.html(
                f'<ul class="bw-lijst">{punten}</ul>' if leden else "<p>Niets met zekerheid.</p>"
            )


def _read_themas(stand: Stand) -> list[Thema]:
    """The themes to show; the URL holds the choice."""
    gevraagd = next((t for t in stand.themas if t.thema == st.query_params.get("thema")), None)
    if gevraagd is None and "thema" in st.query_params:
        warn(f"Er is geen thema '{shorten(st.query_params['thema'])}'. U ziet ze allemaal.")
    keuzes = [_ALLES, *(thema.titel for thema in stand.themas)]
    st.selectbox(
        "Thema",
        keuzes,
        index=keuzes.index(gevraagd.titel) if gevraagd else 0,
        key="kies_thema",
        on_change=_write_thema,
        args=(stand,),
    )
    return [gevraagd] if gevraagd else list(stand.themas)


def _choose(naam: str, label: str, keuzes: dict[str, str]) -> str:
    """A pick list whose choice lives in the URL; an unknown value gives the first."""
    huidig = st.query_params.get(naam, "")
    sleutels = list(keuzes)

    def write() -> None:
        gekozen = sleutels[list(keuzes.values()).index(st.session_state[f"kies_{naam}"])]
        if gekozen == sleutels[0]:
            st.query_params.pop(naam, None)
        else:
            st.query_params[naam] = gekozen

    if huidig not in keuzes:
        if naam == "toon" and huidig in _TOON:
            warn(f"'{_TOON[huidig]}' is er alleen voor een gemeente. U ziet alles.")
        elif huidig:
            warn(f"'{shorten(huidig)}' kennen wij niet bij {label.lower()}.")
        huidig = sleutels[0]
    st.selectbox(
        label,
        list(keuzes.values()),
        index=sleutels.index(huidig),
        key=f"kies_{naam}",
        on_change=write,
    )
    return huidig


def _write_thema(stand: Stand) -> None:
    titel = st.session_state["kies_thema"]
    thema = next((t.thema for t in stand.themas if t.titel == titel), None)
    if thema is None:
        st.query_params.pop("thema", None)
    else:
        st.query_params["thema"] = thema


def _write_indicator(indicator_id: str) -> None:
    """Open the detail of an indicator, or close it when it was open."""
    if st.query_params.get("indicator") == indicator_id:
        del st.query_params["indicator"]
    else:
        st.query_params["indicator"] = indicator_id
