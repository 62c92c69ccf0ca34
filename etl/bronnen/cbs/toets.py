"""An entry of the catalogue held against what a table of CBS says about itself, in both services.

Everything that does not agree is named at once, so that one look mends the entry.
"""

from collections.abc import Callable, Sequence

from etl.bronnen.cbs.selectie import find_selectie
from etl.bronnen.cbs.tabel import (
    TabelBeschrijving,
    check_maand,
    explain_code,
    find_assen,
    find_maat,
    get_perioden,
)
from welvaart.catalogus import CbsV3Bron, CbsV4Bron
from welvaart.cijfers.periode import Periode
from welvaart.fouten import BronFout, KeuzeFout, StoringFout
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import RegioSoort, get_soort

_MELD = "indicators.yaml"
_SOORTEN = {
    RegioSoort.LAND: "Nederland",
    RegioSoort.LANDSDEEL: "landsdelen",
    RegioSoort.PROVINCIE: "provincies",
    RegioSoort.COROP: "COROP-gebieden",
    RegioSoort.ARBEIDSMARKTREGIO: "arbeidsmarktregio's",
    RegioSoort.GEMEENTE: "gemeenten",
    RegioSoort.WIJK: "wijken",
    RegioSoort.BUURT: "buurten",
}


def find_tabelverschillen(
    tabel: TabelBeschrijving, bron: CbsV4Bron | CbsV3Bron, *, exact: bool
) -> list[str]:
    """Sentences on topic, dimensions, codes, regio's and periods that do not agree.

    Args:
        tabel: the table.
        bron: the entry.
        exact: a code must stand in its list as it is written (v4); else blanks do not count.

    Raises:
        StoringFout: the source is out of reach.
        BronFout: the table is a stub, or not what the service promises.
    """
    dimensies = tabel.dimensies
    regels = list[str]()
    try:
        selectie = find_selectie(tabel, bron)
    except StoringFout:
        raise
    except BronFout as fout:
        regels += fout.problemen
        selectie = find_selectie(tabel, bron.model_copy(update={"overig": None}))
    bekend = {naam: code for naam, code in selectie.items() if naam in dimensies}
    if len(bekend) < len(selectie):
        regels += _collect(lambda: find_assen(tabel, selectie, bron.periode))
    regels += _collect(lambda: find_assen(tabel, bekend, bron.periode))
    regels += _collect(lambda: find_maat(tabel, bron.onderwerp))
    for naam, code in bekend.items():
        waarom = explain_code(tabel, {naam: code})
        if waarom is not None and (exact or "spaties" not in waarom):
            regels.append(f"{tabel.wat}: {waarom}. Verbeter selectie in {_MELD}")
    los = {naam: soort for naam, soort in dimensies.items() if naam not in bekend}
    geo = next((naam for naam, soort in los.items() if soort.startswith("Geo")), None)
    tijd = next((naam for naam, soort in los.items() if soort == "TimeDimension"), None)
    try:
        geo, tijd = find_assen(tabel, bekend, bron.periode)
    except StoringFout:
        raise
    except BronFout:
        pass  # said above; regio's and periods are looked at as far as they are known
    regels += _find_regioverschillen(tabel, bron.regios, geo) if geo else []
    regels += _find_periodeverschillen(tabel, bron, tijd) if tijd else []
    return list(dict.fromkeys(regels))


def explain_gestopt(tabel: TabelBeschrijving, titel: str) -> str:
    """Say that CBS no longer keeps a table up, and what to do; `titel` is that of the table."""
    return (
        f"{tabel.wat}: het CBS werkt deze tabel niet meer bij; zoek de opvolger op titel "
        f"({titel}) en zet die in {_MELD}"
    )


def _collect(doe: Callable[[], object]) -> Sequence[str]:
    """Problems that a step raises; a source out of reach goes through."""
    try:
        doe()
    except StoringFout:
        raise
    except BronFout as fout:
        return fout.problemen
    return ()


def _find_regioverschillen(tabel: TabelBeschrijving, regios: Sequence[str], geo: str) -> list[str]:
    """Kinds of regio that the entry asks for and the table does not have."""
    codes = {str(rij["Identifier"]).strip() for rij in tabel.get_codes(geo)}
    soorten = sorted({code[:2] for code in codes})
    mist = [prefix for prefix in regios if not any(code.startswith(prefix) for code in codes)]
    if not mist:
        return []
    wie = format_opsomming([_name_soort(prefix) for prefix in mist])
    return [
        f"{tabel.wat} heeft geen {wie}; wel codes die beginnen met {', '.join(soorten)}. Verbeter "
        f"regios in {_MELD}, of kies een andere tabel"
    ]


def _name_soort(prefix: str) -> str:
    soort = get_soort(prefix)
    return f"{_SOORTEN.get(soort, soort)} ({prefix})"


def _find_periodeverschillen(
    tabel: TabelBeschrijving, bron: CbsV4Bron | CbsV3Bron, tijd: str
) -> list[str]:
    """No period that we can read, or none from the first year or of the month that is asked for."""
    if zonder := _collect(lambda: check_maand(tabel, get_perioden(tabel, tijd), bron.maand)):
        return list(zonder)
    jaren, vanaf = list[int](), bron.vanaf
    for code in get_perioden(tabel, tijd):
        try:
            jaren.append(Periode.parse(code).jaar)
        except KeuzeFout:
            continue
    if not jaren:
        return [f"{tabel.wat} heeft geen perioden die wij kunnen lezen; kies een andere tabel"]
    if vanaf is None or min(jaren) <= vanaf <= max(jaren):
        return []
    if vanaf > max(jaren):
        return [
            f"{tabel.wat} loopt tot en met {max(jaren)}, dus vanaf: {vanaf} geeft niets. Verbeter "
            f"vanaf in {_MELD}, of zoek de opvolger van deze tabel"
        ]
    return [f"{tabel.wat} begint pas in {min(jaren)}; zet vanaf in {_MELD} op {min(jaren)}"]
