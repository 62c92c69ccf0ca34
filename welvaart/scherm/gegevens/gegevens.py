"""The parts of the page Gegevens: where every figure comes from."""

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.naslag.gegevens import HIATEN, INLEZEN, build_hiaten
from welvaart.export.voortgang import Meld
from welvaart.installatie import get_warehouse
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.deeljaarbeeld import find_ids
from welvaart.opmaak import LEGENDA, format_datum, format_getal, format_moment
from welvaart.scherm.cijfers import read_csv
from welvaart.scherm.maken import Maakknop, draw_maken
from welvaart.scherm.melding import warn
from welvaart.scherm.tabel import show_tabel

_KOLOMMEN = (
    '<p class="bw-klein"><code>indeling_jaar</code> 0: het cijfer zoals de bron het gaf, of door '
    "ons berekend waar de bron er geen geeft. Een jaartal, zoals 2026: door ons omgerekend naar "
    "de gemeenten van dat jaar, of ter controle berekend naast het cijfer van de bron. "
    "<code>herkomst</code> zegt welke van deze het is.</p>"
    '<p class="bw-klein"><code>status</code> onbekend: wij weten niet of het cijfer definitief of '
    "voorlopig is. Het cijfer zelf kan er gewoon zijn.</p>"
)


def show_bouw(stand: Stand) -> None:
    """Say which build this is."""
    bouw = stand.bouw
    st.html(
        f"<p>Hier staan {format_getal(bouw.rijen)} regels van {len(stand.indicatoren)} "
        f"indicatoren. {_count_klaarstaand(stand)}"
        f"Het bestand is gebouwd op {format_moment(bouw.gebouwd_op)}. "
        f"{_describe_herkomst(stand)} Per indicator staat hieronder hoe de cijfers ons "
        "bereikten.</p>"
    )


def _count_klaarstaand(stand: Stand) -> str:
    aantal = len(stand.klaarstaand)
    if not aantal:
        return ""
    wie = "Nog 1 indicator staat" if aantal == 1 else f"Nog {aantal} indicatoren staan"
    return f"{wie} in de catalogus zonder cijfers: die kunt u zelf ophalen of inlezen. "


def _describe_herkomst(stand: Stand) -> str:
    """Where the figures of this build come from, in one or two sentences."""
    live = sum(x.bron_soort != "bestand" for x in stand.indicatoren.values())
    if not live:
        return (
            "De cijfers zijn van het CBS en kwamen als bestand mee met dit programma, of u las ze "
            "zelf in. Ze zijn nog niet rechtstreeks bij het CBS opgehaald."
        )
    if live == len(stand.indicatoren):
        return "Alle cijfers zijn opgehaald met python -m etl fetch."
    wie = "is 1 indicator" if live == 1 else f"zijn {live} indicatoren"
    return (
        f"Van de {len(stand.indicatoren)} {wie} opgehaald met python -m etl fetch; de rest kwam "
        "als bestand mee met dit programma, of las u zelf in."
    )


def show_download(stand: Stand) -> None:
    """Choose an indicator and download all its figures as CSV."""
    titels = {x.titel: x.indicator_id for x in stand.indicatoren.values()}
    gevraagd = st.query_params.get("indicator")
    if gevraagd is not None and gevraagd not in stand.indicatoren:
        warn(f"{stand.explain_onbekend(gevraagd)} Kies er hieronder een.")
        gevraagd = None
    labels = list(titels)
    titel = st.selectbox(
        "Download alle cijfers van een indicator",
        labels,
        index=labels.index(stand.indicatoren[gevraagd].titel) if gevraagd else 0,
        key="kies_download",
    )
    indicator_id = titels[titel]
    bouw_id = stand.bouw.bouw_id

    def maak(meld: Meld) -> bytes:
        meld(0.3, "De cijfers lezen")
        return read_csv(bouw_id, str(get_warehouse()), indicator_id)

    uitleg = "Alle gebieden en jaren van deze indicator."
    knop = Maakknop("Maak CSV", f"{indicator_id}.csv", "text/csv", uitleg, maak)
    draw_maken("csv", [knop], (bouw_id, indicator_id))
    st.html(
        f'<p class="bw-klein">Puntkomma als scheiding, komma als decimaalteken.</p>'
        f'<p class="bw-klein">Tekens: {LEGENDA}.</p>{_KOLOMMEN}'
    )


def show_indicatoren(stand: Stand) -> None:
    """All indicators with source, edition, years and coverage; and how each source reached us."""
    st.header("Indicatoren", anchor="indicatoren")
    dekking = stand.dekking.set_index("indicator_id")
    nummers: dict[tuple[str, str], int] = {}
    rijen = []
    for x in stand.indicatoren.values():
        jaren, gemeenten = "geen", "0"
        if x.indicator_id in dekking.index:
            rij = dekking.loc[x.indicator_id]
            van, tot = Periode.parse(str(rij["van"])), Periode.parse(str(rij["tot"]))
            jaren = (
                van.label
                if van == tot
                else f"{van.label}–\u2060{tot.label}\u00a0({rij['perioden']}×)"
            )
            gemeenten = str(rij["gemeenten"])
        nummer = nummers.setdefault((x.bronregel, x.hoe_gekregen), len(nummers) + 1)
        rijen.append(
            [
                x.titel,
                x.eenheid,
                jaren.replace(" ", "\u00a0"),
                gemeenten,
                f"bron\u00a0{nummer}",
                x.live,
            ]
        )
    show_tabel(
        ["Indicator", "Eenheid", "Jaren", "Gemeenten (laatste jaar)", "Bron", "Live gezien"],
        rijen,
        bijschrift="Alle indicatoren met jaren, dekking en bron",
        rechts=(3,),
        smal="kaarten",
    )
    show_tabel(
        ["Bron", "Wat", "Hoe de cijfers ons bereikten"],
        [[f"bron\u00a0{nummer}", wat, hoe] for (wat, hoe), nummer in nummers.items()],
        bijschrift="De bronnen",
        smal="kaarten",
    )


_AANVULLEN = (
    "Staat er aanvullen, dan mist er nog iets aan de vraag in <code>indicators.yaml</code>. "
)


_OP_ARBEID = "al ontvangen; per maand of kwartaal op de pagina Arbeidsparticipatie"
_OP_GEEN = "al ontvangen; deze kwartalen of maanden staan nog op geen pagina"


def show_klaarstaand(stand: Stand) -> None:
    """Entries of the catalogue without figures: what they are and how to get the figures."""
    if not stand.klaarstaand and not stand.deeljaar:
        return
    st.header("Klaar om op te halen of in te lezen", anchor="klaarstaand")
    mist = _AANVULLEN if any(_is_onvolledig(x) for x in stand.klaarstaand) else ""
    st.html(
        "<p>Deze indicatoren staan in de catalogus, maar hebben nog geen jaarcijfers en "
        "tellen nergens mee. Haal ze op met de opdracht in de "
        f"tabel, en daarna <code>python -m etl build</code>. {mist}"
        "Staat er bij Live gezien nee, dan is de vraag opgeschreven zonder haar bij de bron zelf "
        "te proberen: draai eerst <code>python -m etl check</code>.</p>"
    )
    aantal = len(stand.klaarstaand) + len(stand.deeljaar)
    wat = "deze indicator" if aantal == 1 else f"deze {aantal} indicatoren"
    if not st.toggle(f"Toon {wat}", key="toon_klaarstaand"):
        return
    wachtend = [(x, name_opdracht(x)) for x in sorted(stand.klaarstaand, key=_is_onvolledig)]
    op_pagina = find_ids(stand)
    wachtend += [
        (x, _OP_ARBEID if x.indicator_id in op_pagina else _OP_GEEN) for x in stand.deeljaar
    ]
    show_tabel(
        ["Indicator", "Eenheid", "Bron", "Live gezien", "Wat u doet"],
        [[x.titel, x.eenheid, _name_bron(x), x.live, doe] for x, doe in wachtend],
        bijschrift="Indicatoren zonder jaarcijfers",
        smal="kaarten",
    )


def _is_onvolledig(indicator: Indicator) -> bool:
    """Whether the question is known to lack something, and was not seen to agree since."""
    return indicator.nog_nodig is not None and not indicator.gezien_live


def _name_bron(indicator: Indicator) -> str:
    tabel = f", tabel {indicator.bron_tabel}" if indicator.bron_tabel else ""
    return f"{indicator.bron_naam}{tabel}"


def name_opdracht(indicator: Indicator) -> str:
    """What brings the figures of an entry: a command, or first what its question lacks."""
    if _is_onvolledig(indicator):
        return f"aanvullen: {indicator.nog_nodig} (python -m etl check {indicator.indicator_id})"
    if indicator.bron_soort == "bestand":
        return f"python -m etl import BESTAND --indicator {indicator.indicator_id}"
    return f"python -m etl fetch {indicator.indicator_id}"


def show_hiaten(stand: Stand) -> None:
    """What should be here and is not, and how to get it."""
    tabel = build_hiaten(stand)
    if not tabel.rijen:
        return
    st.header(HIATEN, anchor="hiaten")
    st.html(f"<p>{INLEZEN} Met een opdracht kan ook: <code>python -m etl import</code>.</p>")
    show_tabel(tabel.koppen, tabel.rijen, bijschrift=tabel.bijschrift)


def show_snapshots(stand: Stand) -> None:
    """The payloads behind the figures."""
    st.header("Bestanden achter de cijfers", anchor="snapshots")
    rijen = [
        [
            str(r["bron"]),
            r["tabel"] if isinstance(r["tabel"], str) else "–",
            str(r["editie"]),
            format_datum(r["opgehaald_op"]),
            format_getal(float(r["rijen"])),
            str(r["licentie"]),
            str(r["snapshot_id"])[:12],
        ]
        for _, r in stand.snapshots.iterrows()
    ]
    show_tabel(
        ["Bron", "Tabel", "Editie", "Ontvangen", "Rijen", "Licentie", "Kenmerk (sha256)"],
        rijen,
        bijschrift="Elk cijfer verwijst naar een van deze bestanden",
        rechts=(4,),
    )
