"""The start page: what stands out, what changed, how complete the picture is."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.cijfers.periode import Periode
from welvaart.grafieken.cijfertabel import Cijfertabel
from welvaart.grafieken.kaart import build_kieskaart
from welvaart.grafieken.stapel import VORMEN, build_stapel
from welvaart.groep.groepen import find_leden
from welvaart.groep.onderaan import find_onderaan
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.arbeidsbeeld import begin_zin
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.kader import choose
from welvaart.zin.boodschap import describe_boodschap, describe_telling
from welvaart.zin.duiding import name_groep
from welvaart.zin.herkomst import describe_bron
from welvaart.zin.opvallend import AANTAL, Opvallend, find_opvallend
from welvaart.zin.samenvatting import (
    describe_dekking,
    describe_onderaan,
    describe_tegendraads,
    describe_weggelaten,
)
from welvaart.zin.thematelling import UITLEG, count_themas

_ZONDER_PLAATS = (RegioSoort.EIGEN, RegioSoort.LAND)


def show_opvallend(stand: Stand, regels: Sequence[Regel], gemeente: Regio) -> None:
    """Say where the gemeente stands out and what changed, as sentences with figures."""
    verdacht = stand.find_uitschieters(gemeente.code)
    opvallend = find_opvallend(regels, AANTAL, verdacht=verdacht)
    show_boodschap(opvallend, regels, gemeente)
    corop = stand.find_regio(gemeente.code, "corop") if _is_gemeente(gemeente) else None
    if corop is not None:
        onderaan = find_onderaan(stand, regels, corop, verdacht=verdacht)
        zin = describe_onderaan(onderaan, gemeente.naam, f"COROP-gebied {corop.naam}")
        if zin:
            st.html(f"<p>{escape(zin)}</p>")
    st.header(f"Waar valt {'de gemeente' if _is_gemeente(gemeente) else 'dit gebied'} op?")
    plaatsen = [_say_plaats(regel, "▲ Gunstig ·", "bw-goed") for regel in opvallend.sterk]
    plaatsen += [_say_plaats(regel, "▼ Ongunstig ·", "bw-let") for regel in opvallend.zwak]
    _show_lijst(
        plaatsen,
        f"{gemeente.naam} staat bij geen van de breed gemeten indicatoren met zekerheid in het "
        f"beste of het slechtste kwart van de {gemeente.soort.meervoud}."
        if gemeente.soort not in _ZONDER_PLAATS
        else "Zonder plaats valt er niets met zekerheid op. Hieronder staat wat er veranderde.",
        f"De uitersten: hoogstens {AANTAL} gunstige en {AANTAL} ongunstige, van verschillende "
        "thema's, met een recent cijfer dat ten minste de helft van de "
        f"{gemeente.soort.meervoud} heeft.",
        describe_weggelaten(opvallend),
    )
    rest = "" if _is_gemeente(gemeente) else "de rest van "
    st.header(f"Wat is er veranderd, vergeleken met {rest}Nederland?", anchor="veranderd")
    bewegingen = [
        _say_beweging(regel, gemeente.naam, "▲", "bw-goed") for regel in opvallend.gewonnen
    ]
    bewegingen += [
        _say_beweging(regel, gemeente.naam, "▼", "bw-let") for regel in opvallend.verloren
    ]
    _show_lijst(
        bewegingen,
        f"{gemeente.naam} beweegt bij geen enkele indicator duidelijk anders dan {rest}Nederland "
        f"en dan de meeste {gemeente.soort.meervoud}.",
        f"Alleen wat zeker is en niet voor de meeste {gemeente.soort.meervoud} geldt.",
    )


def show_boodschap(opvallend: Opvallend, regels: Sequence[Regel], regio: Regio) -> None:
    """Say what stands out most, in bold, and then at how many indicators the regio stands where."""
    boodschap = describe_boodschap(opvallend, regels, regio.naam)
    kop = f"<p><strong>{escape(boodschap)}</strong></p>" if boodschap else ""
    st.html(f"{kop}<p>{escape(describe_telling(regels, regio.naam))}</p>")


def show_themas(stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw at how many indicators the regio stands where, per thema; nothing without any place."""
    telling = count_themas(stand.themas, regels, regio.naam)
    if telling is None:
        return
    st.header("Hoe staat het per thema?", anchor="themas")
    delen = {positie.value: aantallen for positie, aantallen in telling.delen.items()}
    figuur = build_stapel(telling.themas, delen, titel=telling.titel, bron=telling.bron)
    tabel = Cijfertabel(
        bijschrift=begin_zin(telling.eenheid),
        koppen=["Thema", *(VORMEN[soort].naam for soort in delen)],
        rijen=[
            [thema, *(str(aantallen[k]) for aantallen in delen.values())]
            for k, thema in enumerate(telling.themas)
        ],
        getallen=range(1, len(delen) + 1),
        noot=UITLEG,
    )
    show_grafiek(
        figuur,
        alt=f"Staafgrafiek. {telling.titel} {telling.describe()}",
        sleutel="themas",
        tabel=tabel,
        noten=[UITLEG],
    )


def show_dekking(regels: Sequence[Regel], gemeente: Regio) -> None:
    """Say how many of the monitor's indicators exist here, and which do not."""
    st.header("Wat weten we niet?")
    st.html(f"<p>{escape(describe_dekking(regels, gemeente.naam))}</p>")


def _is_gemeente(regio: Regio) -> bool:
    return regio.soort is RegioSoort.GEMEENTE


def show_uitleg(stand: Stand) -> None:
    """Say what the product does, when nothing is chosen yet."""
    st.html(
        "<p>Kies een gemeente. U ziet dan meteen waar zij goed op staat, waar het beter kan en wat "
        f"er verandert. {escape(describe_bron(stand))} Bij elk cijfer staat waar het vandaan "
        "komt.</p>"
        f'<p class="bw-klein">{len(stand.indicatoren)} indicatoren · '
        f"{len(stand.gemeenten)} gemeenten · oude gemeentenamen vinden we ook.</p>"
    )


def show_kieskaart(stand: Stand, gemeente: Regio | None) -> None:
    """Draw the map; a click on a gemeente chooses it."""
    is_gemeente = gemeente is not None and _is_gemeente(gemeente)
    corop = stand.find_regio(gemeente.code, "corop") if gemeente and is_gemeente else gemeente
    leden = frozenset(find_leden(stand, corop.code) if corop else ())
    codes = [regio.code for regio in stand.gemeenten]
    namen = [regio.naam for regio in stand.gemeenten]
    titel = _describe_kaart(stand, gemeente, corop)
    figuur = build_kieskaart(
        codes,
        namen,
        eigen=gemeente.code if gemeente and is_gemeente else None,
        regio=leden,
        titel=titel,
        bron="Grenzen: CBS/Kadaster, gemeenten van 2025.",
    )
    show_grafiek(
        figuur,
        alt=f"Kaart van de gemeenten van Nederland. {titel} Kiezen kan ook met de keuzelijst.",
        sleutel="kieskaart",
        on_kies=choose,
    )
    uitleg = " Een COROP-gebied is een groep gemeenten rond een centrum."
    st.html(
        '<p class="bw-klein">Klik op een gemeente om die te kiezen. Op deze kaart staan geen '
        "cijfers; een kaart met cijfers vindt u bij Regiovergelijking."
        f"{uitleg if 'COROP' in titel else ''}</p>"
    )


def _describe_kaart(stand: Stand, regio: Regio | None, corop: Regio | None) -> str:
    """What is coloured on the map, as its title."""
    if regio is None:
        return f"Nederland telt {len(stand.gemeenten)} gemeenten."
    if _is_gemeente(regio):
        gebied = f" ligt in COROP-gebied {corop.naam} (blauw)" if corop else ""
        return f"{regio.naam} (oranje){gebied}."
    aantal = len(find_leden(stand, regio.code))
    return f"{regio.naam} (blauw) telt {aantal} gemeente{'' if aantal == 1 else 'n'}."


def _say_plaats(regel: Regel, woord: str, klasse: str) -> str:
    land = f"; {name_groep(regel.groep)} {regel.naast}" if regel.groep else ""
    jaar = Periode.parse(regel.periode_code).label
    return (
        f'<span class="{klasse}">{woord}</span> {escape(regel.indicator.titel)}: '
        f'<span class="bw-cijfer">{escape(regel.tekst)}</span> ({jaar}), '
        f"{regel.plaats}{escape(land)}."
    )


def _say_beweging(regel: Regel, naam: str, teken: str, klasse: str) -> str:
    """Both moves in figures, so that the reader sees who moved."""
    x = regel.indicator
    van, tot = regel.trend_jaren[0], regel.trend_jaren[-1]
    land_toen = x.format_kort(x.round(regel.waarde_begin - regel.relatief_begin))
    ander, nu = "Nederland", regel.groep.waarde if regel.groep else float("nan")
    if regel.groep is not None and regel.groep.zonder:
        ander = "de rest van Nederland"
        nu = regel.waarde - regel.relatief_eind
    land_nu = x.format(x.round(nu)) + regel.teken
    eigen_toen = x.format_kort(regel.waarde_begin, decimalen=regel.decimalen)
    eigen_nu = x.format(regel.getoond, decimalen=regel.decimalen) + regel.teken
    loopt = (regel.loopt or "").replace("is voorbij", f"is {ander} voorbij")
    slot = f" {escape(zin)}" if (zin := describe_tegendraads(regel, naam)) else ""
    return (
        f'{escape(x.titel)}: {escape(naam)} <span class="{klasse}">{teken} '
        f"{escape(loopt)}</span>. Van {van} naar {tot}: {escape(naam)} "
        f'{escape(eigen_toen)} → <span class="bw-cijfer">{escape(eigen_nu)}</span>, '
        f"{ander} {escape(land_toen)} → {escape(land_nu)}.{slot}"
    )


def _show_lijst(regels: Sequence[str], leeg: str, regel: str, niet: str = "") -> None:
    weg = f'<p class="bw-klein">{escape(niet)}</p>' if niet else ""
    if not regels:
        st.html(f"<p>{escape(leeg)}</p>{weg}")
        return
    punten = "".join(f"<li>{punt}</li>" for punt in regels)
    sterren = " * = voorlopig cijfer." if "*" in punten else ""
    st.html(
        f'<ul class="bw-lijst">{punten}</ul><p class="bw-klein">{escape(regel)}{sterren}</p>{weg}'
    )
