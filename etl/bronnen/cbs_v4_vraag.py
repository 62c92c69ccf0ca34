"""The question that one catalogue entry asks of a table of CBS OData v4.

Nothing is looked up by position or by a fixed name: tables differ, and change between editions.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.bronnen.cbs_v4 import CbsTabel, Maat
from welvaart.catalogus import CbsV4Bron, Onderwerp
from welvaart.fouten import BronFout

_TIJDNAMEN = ("Perioden", "Periods")
_JAAR = "JJ00"


@dataclass(frozen=True, slots=True)
class Vraag:
    """The question to Observations: one topic, every other dimension fixed, regio's and years.

    Attributes:
        vast: dimension → the one code.
        perioden: code → Status, Title and Description, of the whole table.
    """

    tabel: str
    maat: Maat
    geo: str
    tijd: str
    vast: Mapping[str, str]
    regios: tuple[str, ...]
    filter: str
    perioden: Mapping[str, Mapping[str, str | None]]


def build_vraag(tabel: CbsTabel, bron: CbsV4Bron) -> Vraag:
    """Hold one entry of the catalogue against the table and make its question.

    A table that has years and also quarters or months is asked for its years only.

    Raises:
        BronFout: the table is a stub, the topic is gone or not unique, or a dimension has no
            fixed code; with what to write in indicators.yaml.
    """
    geo, tijd = _find_assen(tabel, bron)
    maat = find_maat(tabel, bron.onderwerp)
    perioden = {
        str(rij["Identifier"]).strip(): {
            naam: rij.get(naam) for naam in ("Status", "Title", "Description")
        }
        for rij in tabel.get_codes(tijd)
    }
    eisen = [f"Measure eq {_quote(maat.code)}"]
    eisen += [f"{naam} eq {_quote(code)}" for naam, code in bron.selectie.items()]
    begin = " or ".join(f"startswith({geo},{_quote(prefix)})" for prefix in bron.regios)
    eisen.append(f"({begin})")
    jaarlijks = [code.endswith(_JAAR) for code in perioden]
    if any(jaarlijks) and not all(jaarlijks):
        eisen.append(f"contains({tijd},{_quote(_JAAR)})")
    if bron.vanaf is not None:
        vanaf = f"{bron.vanaf}{_JAAR}" if any(jaarlijks) else str(bron.vanaf)
        eisen.append(f"{tijd} ge {_quote(vanaf)}")
    vast = dict(bron.selectie)
    vraag = " and ".join(eisen)
    return Vraag(tabel.tabel, maat, geo, tijd, vast, bron.regios, vraag, perioden)


def _quote(tekst: str) -> str:
    return "'" + tekst.replace("'", "''") + "'"


def _find_assen(tabel: CbsTabel, bron: CbsV4Bron) -> tuple[str, str]:
    """Names of the dimension of regio's and that of time; every other one must be fixed."""
    dimensies = tabel.dimensies
    if vreemd := [naam for naam in bron.selectie if naam not in dimensies]:
        raise BronFout(
            f"{tabel.wat} heeft geen dimensie {', '.join(vreemd)}; wel: {', '.join(dimensies)}. "
            "Verbeter selectie in indicators.yaml"
        )
    los = {naam: soort for naam, soort in dimensies.items() if naam not in bron.selectie}
    tijd = next((n for n, soort in los.items() if soort == "TimeDimension"), None) or next(
        (naam for naam in los if naam in _TIJDNAMEN), None
    )
    if tijd is None:
        raise BronFout(f"{tabel.wat} heeft geen perioden; kies een andere tabel")
    los.pop(tijd)
    # CBS gives RegioS of 85792NED the kind Dimension: then it is the only one left over.
    geo = next((naam for naam, soort in los.items() if soort.startswith("Geo")), None)
    geo = geo or (next(iter(los)) if len(los) == 1 else None)
    if geo is None and not los:
        raise BronFout(f"{tabel.wat} heeft geen regio's; kies een andere tabel")
    if te_kiezen := [naam for naam in los if naam != geo]:
        raise BronFout(
            f"{tabel.wat}: dimensie {', '.join(te_kiezen)} staat niet in selectie; zet er in "
            f"indicators.yaml één code bij, bijvoorbeeld {_name_voorbeelden(tabel, te_kiezen[0])}"
        )
    return str(geo), tijd


def _name_voorbeelden(tabel: CbsTabel, dimensie: str) -> str:
    codes = tabel.get_codes(dimensie)[:3]
    return ", ".join(f"{str(rij['Identifier']).strip()} ({rij.get('Title')})" for rij in codes)


def find_maat(tabel: CbsTabel, onderwerp: str | Onderwerp) -> Maat:
    """Find the one topic that an entry means, by code or by its words.

    Raises:
        BronFout: none or more than one; with the nearest ones.
    """
    if isinstance(onderwerp, str):
        passend = [maat for maat in tabel.maten if maat.code == onderwerp.strip()]
        naam = onderwerp
    else:
        passend = [maat for maat in tabel.maten if _fits(maat, onderwerp)]
        naam = onderwerp.titel
    if len(passend) == 1:
        return passend[0]
    if passend:
        keuzes = "; ".join(maat.describe() for maat in passend)
        raise BronFout(
            f"{tabel.wat}: onderwerp '{naam}' komt vaker voor: {keuzes}. Zet eenheid of groep bij "
            "onderwerp in indicators.yaml, of kies een code"
        )
    raise BronFout(
        f"{tabel.wat}: onderwerp '{naam}' bestaat niet in {tabel.tabel}; lijkt op: "
        f"{_find_lijkt_op(tabel.maten, onderwerp)}. Verbeter onderwerp in indicators.yaml"
    )


def _fits(maat: Maat, onderwerp: Onderwerp) -> bool:
    """Whether title, unit and group agree; the group is its own title, or the whole path."""
    groep = onderwerp.groep
    return (
        fold(maat.titel) == fold(onderwerp.titel)
        and (onderwerp.eenheid is None or fold(maat.eenheid) == fold(onderwerp.eenheid))
        and (groep is None or fold(groep) in (fold(maat.groep), fold(maat.groep.split(" > ")[-1])))
    )


def fold(tekst: str) -> str:
    """Text to compare by: blanks and capitals do not count."""
    return " ".join(tekst.split()).casefold()


def _find_lijkt_op(maten: Sequence[Maat], onderwerp: str | Onderwerp) -> str:
    naam = onderwerp if isinstance(onderwerp, str) else onderwerp.titel
    per_tekst = {fold(woord): maat for maat in maten for woord in (maat.titel, maat.code)}
    lijkt = difflib.get_close_matches(fold(naam), per_tekst, n=3, cutoff=0.4)
    gekozen = list(dict.fromkeys(per_tekst[tekst] for tekst in lijkt)) or list(maten[:3])
    return "; ".join(maat.describe() for maat in gekozen)


def explain_leeg(tabel: CbsTabel, vraag: Vraag) -> str:
    """Say why a question has no answer: a code that is not in its list, or padding."""
    for dimensie, code in vraag.vast.items():
        codes = [str(rij["Identifier"]) for rij in tabel.get_codes(dimensie)]
        if code in codes:
            continue
        if code.strip() in {bekend.strip() for bekend in codes}:
            return f"code '{code}' van {dimensie} staat bij het CBS met spaties erachter"
        lijkt = difflib.get_close_matches(code, codes, n=3, cutoff=0.3) or codes[:3]
        return f"code '{code}' bestaat niet in {dimensie}; lijkt op: {', '.join(lijkt)}"
    return (
        "de codes bestaan wel; misschien vult het CBS ze in de cijfers met spaties op, of staan "
        f"deze regio's ({', '.join(vraag.regios)}) of jaren niet in deze tabel"
    )
