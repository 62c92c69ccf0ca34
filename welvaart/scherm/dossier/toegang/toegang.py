"""Open, begin, keep and hand over a dossier; the URL holds its code (`dossier`)."""

import textwrap
from html import escape

import streamlit as st

from welvaart.dossier.bestand import export_dossier, import_dossier
from welvaart.dossier.doelenlijst import follow_namen
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.eigenreeks import find_gedeeld, find_verborgen
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.verbinding import open_engine
from welvaart.fouten import DossierFout, KeuzeFout
from welvaart.hernoemd import load_hernoemd
from welvaart.installatie import get_dossieradres
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import WIE, Blad, format_moment
from welvaart.scherm.maken import Maakknop, draw_maken
from welvaart.scherm.melding import warn

_FOUT = "dossier_open_fout"
ANDERS = "dossier_andere_regio"
_GESCHIEDENIS = 50


def get_opslag() -> Opslag:
    """The store of dossiers of this installation.

    Raises:
        DossierFout: it cannot be reached.
    """
    return _open(get_dossieradres())


@st.cache_resource(show_spinner=False, on_release=Opslag.close)
def _open(url: str) -> Opslag:
    return Opslag(open_engine(url))


def open_blad() -> Blad | None:
    """The dossier of the URL; None when none is open. Says what is wrong with a bad link.

    The regio of the page follows the dossier.
    """
    code = st.query_params.get("dossier")
    if not code:
        return None
    try:
        opslag = get_opslag()
        inhoud = opslag.read_inhoud(code)
    except DossierFout as fout:
        warn(str(fout))
        return None
    toegang = inhoud.toegang
    if (gevraagd := st.query_params.get("regio")) != toegang.regio:
        st.session_state[ANDERS] = gevraagd
        st.query_params["regio"] = toegang.regio
        st.rerun()
    velden, eigen = follow_namen(inhoud.velden, load_hernoemd()), inhoud.eigen
    weg: tuple[str, ...] = ()
    if toegang.bewerkcode is None:
        eigen, weg = find_gedeeld(eigen, velden), find_verborgen(velden)
        velden = {pad: veld for pad, veld in velden.items() if not pad.startswith(weg)}
    return Blad(opslag, toegang, velden, inhoud.personen, eigen, weg, inhoud.fotos)


def draw_begin(regio: Regio) -> None:
    """Let somebody begin a dossier, open a kept one, or follow a link."""
    st.html(
        "<p>In een dossier legt u de tien stappen vast: de foto van nu, uw prioriteiten, de "
        "gesprekken, de doelen en wat ervan terechtkomt. U deelt het met een link. Cijfers en "
        "dossiers staan apart; nieuwe cijfers veranderen nooit wat u vastlegde.</p>"
    )
    if fout := st.session_state.pop(_FOUT, None):
        warn(fout)
    url = st.query_params["regio"]
    links, rechts = st.columns(2, gap="large")
    with links:
        st.header("Begin een dossier", anchor="begin")
        with st.form("nieuw_dossier", border=False):
            st.text_input("Naam", value=f"Nulmeting {regio.naam}", key="nieuw_naam")
            st.form_submit_button("Begin", type="primary", on_click=_create, args=(url,))
    with rechts:
        st.header("Ga verder", anchor="verder")
        st.text_input(
            "Link of code van een dossier",
            key="dossier_link",
            on_change=_follow,
            placeholder="plak hier de link of de code",
        )
        st.file_uploader(
            "Of open een bewaard bestand (.json)",
            type="json",
            key="dossier_bestand",
            on_change=_load,
            args=(url,),
        )


def _create(regio: str) -> None:
    try:
        toegang = get_opslag().create_dossier(st.session_state["nieuw_naam"], regio)
    except (KeuzeFout, DossierFout) as fout:
        st.session_state[_FOUT] = str(fout)
    else:
        _show(toegang)


def _follow() -> None:
    tekst = str(st.session_state["dossier_link"]).strip()
    code = tekst.partition("dossier=")[2].partition("&")[0] or tekst
    try:
        _show(get_opslag().open_dossier(code), code)
    except DossierFout as fout:
        st.session_state[_FOUT] = str(fout)


def _load(regio: str) -> None:
    bestand = st.session_state["dossier_bestand"]
    if bestand is None:
        return
    try:
        _show(import_dossier(get_opslag(), bestand.getvalue(), verwacht_regio=regio))
    except DossierFout as fout:
        st.session_state[_FOUT] = str(fout)


def _show(toegang: Toegang, code: str | None = None) -> None:
    """Put the dossier in the URL, which opens it."""
    st.query_params["dossier"] = code or toegang.bewerkcode or toegang.leescode
    st.query_params["regio"] = toegang.regio


def draw_beheer(blad: Blad) -> None:
    """In the menu: who writes, the two links, keep as a file, names, and close."""
    toegang = blad.toegang
    with st.sidebar:
        st.html(f'<p class="bw-klein">Dossier</p><p class="bw-hier">{escape(toegang.naam)}</p>')
        if not blad.mag_bewerken:
            st.html(
                '<p class="bw-klein">U leest mee. Veranderen kan alleen met de andere link.</p>'
            )
        else:
            st.text_input("Uw naam (mag leeg)", key=WIE, help="Staat bij wat u verandert.")
        with st.expander("Delen, bewaren en sluiten"):
            _draw_links(toegang)
            _draw_bewaren(blad)
            if blad.mag_bewerken and blad.personen:
                _draw_namen(blad)
            if st.checkbox("Toon wat er veranderde", key="dossier_geschiedenis"):
                _show_geschiedenis(blad)
            st.button("Sluit dit dossier", on_click=_close)
            if blad.mag_bewerken:
                _draw_weg(blad)


def _draw_bewaren(blad: Blad) -> None:
    """The button that writes the dossier as a file; a damaged foto gives a sentence."""
    toegang = blad.toegang
    knop = Maakknop(
        "Bewaar als bestand",
        f"dossier {toegang.naam}.json",
        "application/json",
        "Om elders te openen, of om te houden.",
        lambda _: export_dossier(blad.opslag, toegang),
    )
    versies = sum(veld.versie for veld in blad.velden.values())
    stand = (versies, len(blad.velden), blad.fotos, tuple(blad.eigen))
    wie = tuple(blad.personen.items())
    draw_maken("dossier", [knop], (toegang.dossier_id, toegang.naam, wie, *stand))


def _show_geschiedenis(blad: Blad) -> None:
    """The newest changes: when, who, which field, from what to what."""
    regels = []
    for w in blad.opslag.read_wijzigingen(blad.toegang, _GESCHIEDENIS):
        if w.pad.startswith(blad.weg):
            continue
        wie = blad.personen.get(w.persoon_id or 0, "onbekend")
        regels.append(
            f"<li>{escape(format_moment(w.gewijzigd_op))}, {escape(wie)}: "
            f"{escape(w.pad.replace('/', ' › ').replace('_', ' '))}: "
            f"{escape(_shorten(w.oud))} → {escape(_shorten(w.nieuw))}</li>"
        )
    st.html(f'<ul class="bw-lijst bw-klein">{"".join(regels) or "<li>Nog niets.</li>"}</ul>')


def _shorten(waarde: object) -> str:
    return "leeg" if waarde is None else textwrap.shorten(str(waarde), 60, placeholder=" …")


def _close() -> None:
    st.query_params.pop("dossier", None)


def _draw_links(toegang: Toegang) -> None:
    if toegang.bewerkcode:
        st.html('<p class="bw-klein">Bewaar deze link goed: wie hem heeft, kan het dossier '
                "veranderen. Wij kunnen hem niet terughalen.</p>")  # fmt: skip
        st.code(_build_link(toegang.bewerkcode), language=None)
    st.html('<p class="bw-klein">Link om alleen te lezen; wie hem heeft, leest ook '
            "uw notities:</p>")  # fmt: skip
    st.code(_build_link(toegang.leescode), language=None)


def _build_link(code: str) -> str:
    """The whole link, as the browser knows this page; it chooses the regio by itself."""
    return f"{st.context.url or ''}?dossier={code}"


def _draw_weg(blad: Blad) -> None:
    """Another name for the dossier, and the end of it; the last only after its name is typed."""
    toegang = blad.toegang

    def rename() -> None:
        try:
            blad.opslag.rename_dossier(
                toegang,
                st.session_state[f"dossier_naam {toegang.dossier_id}"],
                blad.find_mij(),
            )
        except KeuzeFout as fout:
            st.session_state[_FOUT] = str(fout)

    def remove() -> None:
        if st.session_state[f"dossier_weg {toegang.dossier_id}"].strip() == toegang.naam:
            blad.opslag.remove_dossier(toegang)
            _close()
        else:
            st.session_state[_FOUT] = (
                f"Er is niets verwijderd. Typ eerst de naam van het dossier: {toegang.naam}."
            )

    st.text_input(
        "Naam van het dossier",
        value=toegang.naam,
        key=f"dossier_naam {toegang.dossier_id}",
        on_change=rename,
    )
    st.text_input(
        "Voorgoed verwijderen: typ de naam",
        key=f"dossier_weg {toegang.dossier_id}",
        help="Alles in dit dossier verdwijnt. Bewaar het eerst als bestand.",
    )
    st.button("Verwijder dit dossier", on_click=remove)
    if fout := st.session_state.pop(_FOUT, None):
        warn(fout)


def _draw_namen(blad: Blad) -> None:
    namen = {naam: nummer for nummer, naam in blad.personen.items()}
    st.selectbox("Een naam verwijderen", ["–", *namen], key="naam_weg")
    st.html('<p class="bw-klein">De naam verdwijnt overal waar iemand is gekozen of iets '
            "veranderde. In teksten die u zelf typte, blijft hij staan.</p>")  # fmt: skip

    def remove() -> None:
        gekozen = st.session_state["naam_weg"]
        if gekozen in namen:
            blad.opslag.personen.remove_naam(blad.toegang, namen[gekozen])

    st.button("Verwijder deze naam", on_click=remove)
