"""What a person can mend: which sheet and columns, the decimal sign, what a name means.

The choices are read from the session before they are drawn: what there is to choose follows from
reading the file with them.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from welvaart.opmaak import format_opsomming
from welvaart.scherm.invoer.eigenproef import Bestand
from welvaart.scherm.melding import escape_markdown

AUTOMATISCH = "Automatisch"
_KOLOMMEN = {
    "regio_kolom": "Kolom met de gemeente",
    "jaar_kolom": "Kolom met het jaar of de periode",
    "kolom": "Kolom met het cijfer",
    "deelgebied_kolom": "Kolom met een deel van de gemeente",
}
_TEKENS = {"komma": "komma (12,5)", "punt": "punt (12.5)"}
_NUL = {"echt": "een echte 0", "ontbreekt": "geen cijfer"}
_LAAT_WEG = "Laat deze rijen weg"
_ALLES = "Lees alle rijen"
_HOOGSTENS = 25
_VOORBEELDEN = 3
PER_JAAR = "elk jaar de gemeenten van dat jaar"
_EERSTE_INDELING = 2010


def read_argumenten(bestand: Bestand, *, nieuw: bool) -> list[str]:
    """The choices so far, as options of `etl import`; `nieuw`: a figure the monitor lacks."""
    opties = []
    if nieuw and (jaar := _get(bestand, "indeling")) not in (None, PER_JAAR):
        opties.append(f"--indeling={jaar}")
    for veld in ("blad", *_KOLOMMEN):
        if (gekozen := _get(bestand, veld)) not in (None, "", AUTOMATISCH):
            opties.append(f"--{veld.replace('_', '-')}={gekozen}")
    for veld, keuzes in (("decimaal", _TEKENS), ("nul", _NUL)):
        opties += [
            f"--{veld}={naam}" for naam, tekst in keuzes.items() if _get(bestand, veld) == tekst
        ]
    if jaar := str(_get(bestand, "jaar") or "").strip():
        opties.append(f"--jaar={jaar}")
    kolom, waarde = _get(bestand, "filterkolom"), str(_get(bestand, "filterwaarde") or "").strip()
    if kolom not in (None, AUTOMATISCH) and waarde:
        opties.append(f"--filter={kolom}={waarde}")
    return opties + _read_namen(bestand)


def _read_namen(bestand: Bestand) -> list[str]:
    opties = []
    namen = _get_namen(bestand)
    rest = _get(bestand, "rest_weg") is True
    for nummer, tekst in enumerate(namen):
        keuze = _get(bestand, f"naam_{nummer}") if nummer < _HOOGSTENS else None
        if keuze == _LAAT_WEG or (rest and not keuze):
            opties.append(f"--laat-weg={tekst}")
        elif keuze:
            opties.append(f"--naam={tekst}={_get_doel(str(keuze))}")
    return opties


def _get_doel(keuze: str) -> str:
    """Code in a candidate: "Delft [GM0503]" → "GM0503"; what somebody typed stays as it is."""
    return keuze.rsplit("[", 1)[-1].rstrip("]") if keuze.endswith("]") else keuze


def _get(bestand: Bestand, veld: str) -> Any:  # noqa: ANN401 - whatever the widget holds
    return st.session_state.get(f"{bestand.sleutel}_{veld}")


def _get_namen(bestand: Bestand) -> dict[str, dict[str, Any]]:
    namen: dict[str, dict[str, Any]] = st.session_state.setdefault(f"{bestand.sleutel}_namen", {})
    return namen


def show_namen(bestand: Bestand, proef: dict[str, Any], *, nieuw: bool) -> None:
    """Draw a choice for each name that matched nothing, also after it was chosen."""
    namen = _get_namen(bestand)
    open_ = {deel["tekst"]: deel for deel in proef.get("namen_open", [])}
    for tekst, deel in open_.items():
        namen.setdefault(tekst, deel)
    if nieuw and any(deel["bestond_niet"] for deel in namen.values()):
        _show_indeling(bestand, proef, open_)
    # A name that only stood in the wrong year is solved by the choice of that year.
    te_kiezen = [
        (nummer, tekst, deel)
        for nummer, (tekst, deel) in enumerate(namen.items())
        if nummer < _HOOGSTENS
        and (tekst in open_ or not deel["bestond_niet"] or _get(bestand, f"naam_{nummer}"))
    ]
    if te_kiezen:
        _show_keuzes(bestand, namen, te_kiezen)


def _show_indeling(
    bestand: Bestand, proef: dict[str, Any], open_: dict[str, dict[str, Any]]
) -> None:
    """Ask of which year the gemeenten are, for figures that were put on those of one year."""
    wie = [tekst for tekst, deel in open_.items() if deel["bestond_niet"]]
    st.header("Van welk jaar zijn de gemeenten?", anchor="indeling")
    if wie:
        namen = [f"‘{tekst}’" for tekst in wie[:_VOORBEELDEN]]
        if (over := len(wie) - _VOORBEELDEN) > 0:
            namen.append(f"{over} {'andere' if over == 1 else 'anderen'}")
        heeft, bestond = ("heeft", "bestond") if len(wie) == 1 else ("hebben", "bestonden")
        st.write(
            f"{escape_markdown(format_opsomming(namen))} {heeft} in uw bestand ook cijfers van een "
            f"jaar waarin die gemeente{'' if len(wie) == 1 else 'n'} niet {bestond}. Staan alle "
            "jaren op de gemeenten van één jaar, kies dan dat jaar."
        )
    laatste = max((int(periode[:4]) for periode in proef["perioden"]), default=_EERSTE_INDELING)
    jaren = [str(jaar) for jaar in range(laatste + 2, _EERSTE_INDELING - 1, -1)]
    st.selectbox(
        "De gemeenten in dit bestand", [PER_JAAR, *jaren], key=f"{bestand.sleutel}_indeling"
    )


def _show_keuzes(
    bestand: Bestand,
    namen: dict[str, dict[str, Any]],
    te_kiezen: Sequence[tuple[int, str, dict[str, Any]]],
) -> None:
    st.header("Welke gemeente is dit?", anchor="namen")
    st.html(
        "<p>Deze namen kennen wij niet, of niet in dat jaar. Kies de gemeente, of typ een naam "
        "of code. Zonder keuze lezen wij het bestand niet in.</p>"
    )
    for nummer, tekst, deel in te_kiezen:
        aantal = "1 cijfer" if deel["aantal"] == 1 else f"{deel['aantal']} cijfers"
        st.selectbox(
            f"‘{escape_markdown(tekst) or 'lege cel'}’ ({aantal})",
            [*deel["kandidaten"], _LAAT_WEG],
            index=None,
            placeholder="Kies of typ een gemeente",
            accept_new_options=True,
            key=f"{bestand.sleutel}_naam_{nummer}",
        )
    getoond = {nummer for nummer, _, _ in te_kiezen}
    over = [
        tekst
        for n, tekst in enumerate(namen)
        if (n in getoond or n >= _HOOGSTENS) and not _get(bestand, f"naam_{n}")
    ]
    if len(over) > 1:
        st.checkbox(
            f"Laat de {len(over)} namen zonder keuze weg", key=f"{bestand.sleutel}_rest_weg"
        )


def show_kolommen(bestand: Bestand, proef: dict[str, Any]) -> None:
    """Draw the choices of sheet, columns and signs, with what was found by itself."""
    koppen = proef.get("koppen", [])
    bladen = proef["bladen"] if len(proef.get("bladen", [])) > 1 else []
    open_ = bool(proef.get("problemen"))
    with st.expander("Klopt dit niet? Kies zelf", expanded=open_):
        if bladen:
            _choose(bestand, "blad", "Blad van de Excel-map", [naam for naam, _ in bladen],
                    "Kies een blad")  # fmt: skip
            if verborgen := [naam for naam, weg in bladen if weg]:
                st.caption(f"Verborgen in Excel: {escape_markdown(', '.join(verborgen))}")
        if not koppen:
            return
        links, rechts = st.columns(2)
        for nummer, (veld, label) in enumerate(_KOLOMMEN.items()):
            with links if nummer % 2 == 0 else rechts:
                _choose(bestand, veld, label, koppen)
        with links:
            st.text_input(
                "Of: het hele bestand gaat over dit jaar",
                key=f"{bestand.sleutel}_jaar",
                max_chars=8,
                placeholder="bijvoorbeeld 2025",
            )
            _choose(bestand, "decimaal", "Decimaalteken", list(_TEKENS.values()))
        with rechts:
            _choose(bestand, "filterkolom", "Lees alleen rijen waarin deze kolom …", koppen, _ALLES)
            st.text_input("… deze tekst heeft", key=f"{bestand.sleutel}_filterwaarde")
            _choose(bestand, "nul", "Een 0 betekent", list(_NUL.values()))


def _choose(
    bestand: Bestand, veld: str, label: str, keuzes: Sequence[str], geen: str = AUTOMATISCH
) -> None:
    """Draw a pick list whose first option makes no choice."""

    def format_keuze(keuze: str) -> str:
        return geen if keuze == AUTOMATISCH else keuze

    sleutel = f"{bestand.sleutel}_{veld}"
    st.selectbox(label, [AUTOMATISCH, *keuzes], key=sleutel, format_func=format_keuze)
