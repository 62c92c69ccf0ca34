"""The question that one catalogue entry asks of a table of CBS OData v4."""

from etl.bronnen.cbs.selectie import find_selectie
from etl.bronnen.cbs.tabel import check_maand, explain_code, find_assen, find_maat, get_perioden
from etl.bronnen.cbs.vraag import CbsVraag, get_einde, quote
from etl.bronnen.cbs_v4.dienst import CbsTabel
from etl.bronnen.net.verbinding import build_url
from welvaart.catalogus import CbsV4Bron


def build_vraag(tabel: CbsTabel, bron: CbsV4Bron) -> CbsVraag:
    """Hold one entry of the catalogue against the table and make its question.

    A table that has years and also quarters or months is asked for its years only; with `maand`
    it is asked for that month of each year.

    Raises:
        BronFout: the table is a stub, the topic is gone or not unique, or a dimension has no
            fixed code; with what to write in indicators.yaml.
    """
    vast = find_selectie(tabel, bron)
    geo, tijd = find_assen(tabel, vast, bron.periode)
    maat = find_maat(tabel, bron.onderwerp)
    perioden = get_perioden(tabel, tijd, bron.periode)
    eisen = [f"Measure eq {quote(maat.code)}"]
    eisen += [f"{naam} eq {quote(code)}" for naam, code in vast.items()]
    begin = " or ".join(f"startswith({geo},{quote(prefix)})" for prefix in bron.regios)
    eisen.append(f"({begin})")
    einde = get_einde(bron.maand)
    jaarlijks = [code.endswith(einde) for code in perioden]
    check_maand(tabel, perioden, bron.maand)
    if any(jaarlijks) and not all(jaarlijks):
        eisen.append(f"contains({tijd},{quote(einde)})")
    if tijd and bron.vanaf is not None:
        vanaf = f"{bron.vanaf}{einde}" if any(jaarlijks) else str(bron.vanaf)
        eisen.append(f"{tijd} ge {quote(vanaf)}")
    vraag = " and ".join(eisen)
    return CbsVraag(tabel.tabel, maat, geo, tijd, vast, bron.regios, vraag, perioden)


def has_rij(tabel: CbsTabel, vraag: CbsVraag) -> bool:
    """Whether the question has an answer at all: asks for one row.

    Raises:
        BronFout: the source does not understand the question, or is out of reach.
    """
    url = build_url(f"{tabel.url}/Observations", {"$filter": vraag.filter, "$top": "1"})
    antwoord = tabel.verbinding.fetch_json(url, tabel.wat)
    return antwoord is not None and bool(antwoord.inhoud.get("value"))


def explain_leeg(tabel: CbsTabel, vraag: CbsVraag) -> str:
    """Say why a question has no answer: a code that is not in its list, or padding."""
    return explain_code(tabel, vraag.vast) or (
        "de codes bestaan wel; misschien vult het CBS ze in de cijfers met spaties op, of staan "
        f"deze regio's ({', '.join(vraag.regios)}) of jaren niet in deze tabel"
    )
