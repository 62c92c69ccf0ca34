"""The view of gemeenten that are alike: which, why, how sure, and with other weights."""

import re
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from welvaart.cijfers.periode import Periode
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import clean_naam, format_eigen
from welvaart.groep.groepenlijst import LijktOp, load_groepenlijst
from welvaart.groep.lijkt_op import Bijdrage, Gelijkende, Ruimte, build_ruimte, find_lijkt_op
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import Regio
from welvaart.scherm.melding import warn
from welvaart.scherm.tabel import show_tabel

GEWICHTEN = {"niet": "0", "half": "0.5", "gewoon": "1", "dubbel": "2"}
"""Word in the screen → times the declared weight, as the URL writes it."""
_GEWOON = "gewoon"
_PARAMETER = "gewicht"
_VOORAAN = 3
_VER = 1.0
"""In standard deviations; two gemeenten drawn at random lie about 1.4 apart."""
_TELWOORD = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)
_VAST = "\u00a0"  # no-break space: on a phone the table scrolls instead of cutting figures


def show_gelijkenis(stand: Stand, gemeente: Regio) -> None:
    """Draw the gemeenten most like this one, the reasons, and weights to change.

    The URL holds the weights (`gewicht=inwoners:2,grijze_druk:0`).
    """
    st.header("Gemeenten die op elkaar lijken", anchor="gelijkenis")
    regels = load_groepenlijst().lijkt_op
    ruimte = build_ruimte(stand.reeksen, stand.indicatoren, sorted(stand.gemeente_codes), regels)
    if not ruimte.dimensies:
        st.info("Er zijn geen cijfers om gemeenten op te vergelijken.")
        return
    woorden = _read_gewichten(ruimte)
    standaard = _find(ruimte, gemeente.code, regels, dict.fromkeys(ruimte.dimensies, _GEWOON))
    veranderd = bool(format_gewichten(woorden))
    te_weinig = describe_te_weinig(woorden, min(ruimte.minimum, len(ruimte.dimensies)))
    if te_weinig:
        warn(te_weinig)
        lijken = []
    else:
        lijken = _find(ruimte, gemeente.code, regels, woorden) if veranderd else standaard
        _show_lijst(stand, ruimte, gemeente, lijken)
    _draw_gewichten(ruimte, woorden)
    if veranderd:
        if lijken:
            verschil = describe_verschil(_noem(stand, standaard), _noem(stand, lijken))
            st.html(f"<p>{escape(verschil)}</p>")
        st.button("Terug naar de gewone gewichten", on_click=_reset_gewichten)
    _show_redenen(ruimte, regels)


def parse_gewichten(tekst: str, dimensies: Sequence[str]) -> dict[str, str]:
    """Read weights from a URL: "inwoners:2,grijze_druk:0" → a word for every dimension.

    Args:
        tekst: "" = all gewoon; no blanks, each dimension at most once.
        dimensies: indicator ids that may carry a weight.

    Raises:
        KeuzeFout: anything else; names every problem.
    """
    woord_van = {getal: woord for woord, getal in GEWICHTEN.items()}
    gevonden, problemen = dict[str, str](), list[str]()
    for deel in tekst.split(",") if tekst else []:
        naam, _, getal = deel.partition(":")
        if naam not in dimensies:
            problemen.append(f"'{_clean(naam)}' is geen kenmerk")
        elif getal not in woord_van:
            problemen.append(f"'{_clean(getal)}' is geen gewicht voor {naam}")
        elif naam in gevonden:
            problemen.append(f"{naam} staat er twee keer in")
        else:
            gevonden[naam] = woord_van[getal]
    if problemen:
        raise KeuzeFout(
            f"De gewichten in de link kloppen niet: {format_opsomming(problemen)}."
            " Een gewicht is 0, 0.5, 1 of 2."
        )
    return dict.fromkeys(dimensies, _GEWOON) | gevonden


def format_gewichten(woorden: Mapping[str, str]) -> str:
    """Write weights for a URL; gewoon is left out, "" = all gewoon. `parse_gewichten` reads it."""
    return ",".join(
        f"{naam}:{GEWICHTEN[woord]}" for naam, woord in woorden.items() if woord != _GEWOON
    )


def describe_te_weinig(woorden: Mapping[str, str], minimum: int) -> str:
    """Say that too few dimensions count; "" when there are enough."""
    mee = sum(woord != "niet" for woord in woorden.values())
    if mee >= minimum:
        return ""
    return (
        f"Laat minstens {_count(minimum)} kenmerken meetellen; nu {'is' if mee == 1 else 'zijn'}"
        f" het er {_count(mee)}. Met minder kenmerken zegt de lijst te weinig."
    )


def describe_vondst(naam: str, namen: Sequence[str], lijken: Sequence[Gelijkende]) -> str:
    """Say which look-alikes (nearest first, with their names) there are, and how sure that is."""
    if not lijken:
        return f"{naam} heeft te weinig cijfers om er gelijkende gemeenten bij te zoeken."
    voor = list(zip(namen, lijken, strict=True))[:_VOORAAN]
    zinnen = [
        f"{format_opsomming([n for n, _ in voor])} {'lijkt' if len(voor) == 1 else 'lijken'}"
        f" het meest op {naam}.",
        _describe_zekerheid(voor, len(lijken)),
    ]
    if lijken[0].afstand > _VER:
        zinnen.append(
            f"Let op: ook {namen[0]} verschilt veel van {naam}. Een gemeente die er echt op lijkt,"
            " is er niet."
        )
    weg = [n for n, g in zip(namen, lijken, strict=True) if 2 * g.blijft < g.trekkingen]
    if weg:
        zinnen.append(
            f"Onzeker: {format_opsomming(weg)} {'valt' if len(weg) == 1 else 'vallen'} in meer dan"
            " de helft van de herwegingen buiten de lijst."
        )
    return " ".join(zinnen)


def describe_verschil(standaard: Sequence[str], eigen: Sequence[str]) -> str:
    """Say how the names under the user's own weights differ from those under the declared ones."""
    erbij = [naam for naam in eigen if naam not in standaard]
    weg = [naam for naam in standaard if naam not in eigen]
    if not erbij and not weg:
        orde = "dezelfde" if list(standaard) == list(eigen) else "een andere"
        return f"Met uw gewichten staan dezelfde gemeenten in de lijst, in {orde} volgorde."
    delen = []
    if erbij:
        delen.append(f"Nieuw in de lijst: {format_opsomming(erbij)}.")
    if weg:
        delen.append(f"Niet meer in de lijst: {format_opsomming(weg)}.")
    return f"Dit veranderen uw gewichten. {' '.join(delen)}"


def build_rijen(
    stand: Stand, ruimte: Ruimte, code: str, lijken: Sequence[Gelijkende]
) -> list[list[str]]:
    """Cells of the table: gemeente, most alike, least alike, how sure."""
    return [
        [
            stand.regios[g.code].naam,
            "; ".join(_say(stand, ruimte, code, g.code, b) for b in _find_meest(g)),
            _say(stand, ruimte, code, g.code, g.minst_gelijk) if len(g.bijdragen) > 1 else "",
            f"{g.blijft} van {g.trekkingen}",
        ]
        for g in lijken
    ]


def _describe_zekerheid(voor: Sequence[tuple[str, Gelijkende]], aantal: int) -> str:
    (eerste, g), *rest = voor
    bij = f"van {g.trekkingen} herwegingen bij de {_count(aantal)}"
    if rest and all(ander.blijft == g.blijft for _, ander in rest):
        return f"Zij blijven alle {_count(len(voor))} in {g.blijft} {bij}."
    staart = format_opsomming([f"{naam} in {ander.blijft}" for naam, ander in rest])
    return f"{eerste} blijft in {g.blijft} {bij}{f'; {staart}' if staart else ''}."


def _show_lijst(
    stand: Stand, ruimte: Ruimte, gemeente: Regio, lijken: Sequence[Gelijkende]
) -> None:
    naam = gemeente.naam
    st.html(f"<p>{escape(describe_vondst(naam, _noem(stand, lijken), lijken))}</p>")
    if not lijken:
        return
    show_tabel(
        ("Gemeente", "Waarin het meest gelijk", "Waarin het minst gelijk", "Zekerheid"),
        build_rijen(stand, ruimte, gemeente.code, lijken),
        bijschrift=f"Wie het meest op {naam} lijkt",
        rechts=(3,),
        smal="kaarten",
    )
    st.html(
        f'<p class="bw-klein">Eerst staat het cijfer van {escape(naam)}, dan dat van de andere'
        ' gemeente.</p><p class="bw-klein">Niemand kan zeggen welk kenmerk het zwaarst moet tellen.'
        f" Daarom maken wij de lijst nog {lijken[0].trekkingen} keer, elke keer met gewichten die"
        " door toeval hoger of lager zijn: een herweging. De zekerheid zegt hoe vaak een gemeente"
        " dan in de lijst blijft.</p>"
    )
    if len(lijken) > 1:
        wie = ([g.code for g in lijken], gemeente.naam)
        st.button("Vergelijk met deze gemeenten", on_click=_compare, args=wie)


def _draw_gewichten(ruimte: Ruimte, woorden: Mapping[str, str]) -> None:
    st.subheader("Wat moet zwaarder tellen?")
    st.html(
        '<p class="bw-klein">Laat een kenmerk niet, half, gewoon of dubbel tellen. De lijst'
        " hierboven verandert mee.</p>"
    )
    dimensies, kolommen = ruimte.dimensies, list[DeltaGenerator]()
    for naam, titel in zip(dimensies, ruimte.titels, strict=True):
        kolommen = kolommen or list(st.columns(3))
        st.session_state[_key(naam)] = woorden[naam]  # the URL is right, also after "back"
        with kolommen.pop(0):
            st.select_slider(
                titel, GEWICHTEN, key=_key(naam), on_change=_write_gewichten, args=(dimensies,)
            )


def _show_redenen(ruimte: Ruimte, regels: LijktOp) -> None:
    st.subheader("Waarom deze kenmerken?")
    kenmerken = zip(ruimte.dimensies, ruimte.titels, ruimte.perioden, strict=True)
    punten = "".join(
        f'<p class="bw-klein"><strong>{escape(titel)}.</strong>'
        f" {escape(regels.dimensies[naam].uitleg)} Cijfers van {Periode.parse(periode).label}.</p>"
        for naam, titel, periode in kenmerken
    )
    st.html(
        '<p class="bw-klein">Wij kijken alleen naar kenmerken die een gemeente op korte termijn'
        f" niet verandert, en nooit naar uitkomsten van brede welvaart.</p>{punten}"
    )


def _read_gewichten(ruimte: Ruimte) -> dict[str, str]:
    try:
        return parse_gewichten(st.query_params.get(_PARAMETER, ""), ruimte.dimensies)
    except KeuzeFout as fout:
        warn(f"{fout} U ziet de lijst met de gewone gewichten.")
        return parse_gewichten("", ruimte.dimensies)


def _write_gewichten(dimensies: Sequence[str]) -> None:
    tekst = format_gewichten({naam: st.session_state[_key(naam)] for naam in dimensies})
    if tekst:
        st.query_params[_PARAMETER] = tekst
    else:
        _reset_gewichten()


def _reset_gewichten() -> None:
    st.query_params.pop(_PARAMETER, None)


def _compare(codes: Sequence[str], naam: str) -> None:
    st.query_params["vergelijk"] = format_eigen(codes, clean_naam(f"Lijkt op {naam}"))
    st.query_params.pop("toon", None)


def _find(
    ruimte: Ruimte, code: str, regels: LijktOp, woorden: Mapping[str, str]
) -> list[Gelijkende]:
    gewichten = {
        naam: eigen * float(GEWICHTEN[woorden[naam]])
        for naam, eigen in zip(ruimte.dimensies, ruimte.gewichten.tolist(), strict=True)
    }
    return find_lijkt_op(
        ruimte, code, aantal=regels.aantal, gewichten=gewichten, trekkingen=regels.trekkingen
    )


def _find_meest(gelijkende: Gelijkende) -> tuple[Bijdrage, ...]:
    """The two most alike; never the one that is named as least alike."""
    return gelijkende.bijdragen[: max(1, min(2, len(gelijkende.bijdragen) - 1))]


def _say(stand: Stand, ruimte: Ruimte, code: str, ander: str, bijdrage: Bijdrage) -> str:
    """One dimension with both figures: "grijze druk: 19,3 % en 20,1 %"."""
    x = stand.indicatoren[bijdrage.indicator_id]
    periode = ruimte.perioden[ruimte.dimensies.index(x.indicator_id)]
    t = list(stand.reeksen.perioden[stand.reeksen.get_i(x.indicator_id)]).index(periode)
    eigen, hunne = (float(stand.reeksen.get_reeks(x.indicator_id, c)[t]) for c in (code, ander))
    titel = x.titel[:1].lower() + x.titel[1:]
    slot = x.format_kort(hunne) if titel == x.eenheid_kort else x.format(hunne)
    return f"{titel}: {f'{x.format_kort(eigen)} en {slot}'.replace(' ', _VAST)}"


def _noem(stand: Stand, lijken: Sequence[Gelijkende]) -> list[str]:
    return [stand.regios[gelijkende.code].naam for gelijkende in lijken]


def _count(getal: int) -> str:
    return _TELWOORD[getal] if getal < len(_TELWOORD) else str(getal)


def _clean(tekst: str) -> str:
    """Text from a URL without signs that a warning would read as Markdown."""
    return re.sub(r"[^\w.-]", "", tekst)[:40]


def _key(naam: str) -> str:
    return f"gewicht_{naam}"
