"""The parts of the page Nulmeting."""

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.opmaak import LEGENDA
from welvaart.positie import Positie
from welvaart.regio import Regio
from welvaart.scherm.begin import describe_dekking
from welvaart.scherm.detail import show_detail
from welvaart.scherm.scorekaart import show_scorekaart
from welvaart.scorekaart import Regel
from welvaart.stand import Stand, Thema

_ALLES = "Alle thema's"


def show_samenvatting(regels: Sequence[Regel], gemeente: Regio) -> None:
    """Say in a few sentences where the gemeente stands and how complete the picture is."""
    oordeel = Counter(regel.positie for regel in regels if regel.heeft_waarde)
    beoordeeld = sum(oordeel.values()) - oordeel[Positie.GEEN_OORDEEL]
    st.html(
        f"<p>{escape(gemeente.naam)} staat bij <strong>{oordeel[Positie.BESTE_KWART]}</strong> van "
        f"de {beoordeeld} te beoordelen indicatoren in het beste kwart van de gemeenten en bij "
        f"<strong>{oordeel[Positie.SLECHTSTE_KWART]}</strong> in het slechtste kwart. Bij "
        f"{oordeel[Positie.NIET_TE_ZEGGEN]} is dat niet te zeggen.</p>"
        f"<p>{escape(describe_dekking(regels, gemeente.naam))}</p>"
        '<p class="bw-klein">Kies een indicator in de tabel voor de grafieken, de definitie en de '
        f"bron. {LEGENDA}</p>"
    )


def read_indicator(stand: Stand) -> str | None:
    """The indicator in the URL; an unknown one is named and left out."""
    gevraagd = st.query_params.get("indicator")
    if gevraagd is None or gevraagd in stand.indicatoren:
        return gevraagd
    st.warning(f"Er is geen indicator '{gevraagd}'. Kies er een in de tabel hieronder.")
    return None


def read_themas(stand: Stand, gekozen: str | None) -> list[Thema]:
    """The themes to show: that of the open indicator, the chosen one, or all."""
    if gekozen is not None:
        st.button("Terug naar alle thema's", on_click=_write_indicator, args=(gekozen,))
        return [t for t in stand.themas if t.thema == stand.indicatoren[gekozen].thema]
    gevraagd = next((t for t in stand.themas if t.thema == st.query_params.get("thema")), None)
    if gevraagd is None and "thema" in st.query_params:
        st.warning(f"Er is geen thema '{st.query_params['thema']}'. U ziet ze allemaal.")
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


def show_themas(
    stand: Stand,
    themas: Sequence[Thema],
    regels: Sequence[Regel],
    gemeente: Regio,
    gekozen: str | None,
) -> None:
    """Draw the scorekaart, and the open indicator under it."""
    show_scorekaart(
        stand,
        themas,
        regels,
        gemeente.naam,
        sleutel="scorekaart",
        gekozen=gekozen,
        on_kies=_write_indicator,
    )
    if gekozen is not None:
        regel = next(r for r in regels if r.indicator.indicator_id == gekozen)
        show_detail(stand, regel, gemeente)


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
