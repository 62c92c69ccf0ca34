"""What a table of CBS has in both its services: dimensions, topics, codes; and how to find them.

Nothing is looked up by position or by a fixed name: tables differ, and change between editions.
"""

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from etl.bronnen.net.ploeg import ask_samen
from welvaart.catalogus import Onderwerp
from welvaart.fouten import BronFout

BRON = "CBS, StatLine"
STUB = "TijdelijkNietBeschikbaar"
_STATLINE = "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{tabel}/table"
_HOOGSTENS = 3
TIJDNAMEN = ("Perioden", "Periods")


@dataclass(frozen=True, slots=True)
class Maat:
    """A topic: code, title, unit and the groups above it ("Groei > Netto").

    `decimalen` is how many the source shows, as text; "" = it does not say.
    """

    code: str
    titel: str
    eenheid: str
    groep: str
    decimalen: str = ""

    def describe(self) -> str:
        """The topic as a choice in a message."""
        waar = f", groep {self.groep}" if self.groep else ""
        return f"{self.code} ({self.titel}, {self.eenheid or 'geen eenheid'}{waar})"

    def to_dict(self) -> dict[str, str]:
        """The topic as it stands in a payload and in a sidecar."""
        return {
            "code": self.code,
            "titel": self.titel,
            "eenheid": self.eenheid,
            "groep": self.groep,
            "decimalen": self.decimalen,
        }


class TabelBeschrijving(Protocol):
    """What a table says about itself. Every member may raise BronFout."""

    tabel: str
    wat: str

    @property
    def dimensies(self) -> Mapping[str, str]:
        """Dimension → kind (Dimension, GeoDimension, GeoDetail, TimeDimension)."""

    @property
    def maten(self) -> Sequence[Maat]:
        """Every topic."""

    def get_codes(self, dimensie: str) -> Sequence[Mapping[str, Any]]:
        """Code list of a dimension: Identifier (as the source writes it), Title, and more."""


def ask_vooraf(
    tabel: TabelBeschrijving,
    *zelf: Callable[[], object],
    gekozen: Collection[str],
    overige: Callable[[], Iterable[str]],
) -> None:
    """Ask side by side for what every question to a table needs; the table keeps the answers.

    Args:
        tabel: the table.
        zelf: what it says of itself.
        gekozen: dimensions whose codes are needed. One that is not there is named later, beside
            those that are.
        overige: further dimensions, as soon as the table has said which it has.
    """

    def try_codes(dimensie: str) -> None:
        with suppress(BronFout):
            tabel.get_codes(dimensie)

    def ask_overige() -> None:
        namen = [naam for naam in overige() if naam not in gekozen]
        if namen:
            ask_samen(*(partial(tabel.get_codes, naam) for naam in namen))

    ask_samen(*zelf, ask_overige, *(partial(try_codes, naam) for naam in sorted(gekozen)))


def get_statline_url(tabel: str) -> str:
    """Page of a table for people."""
    return _STATLINE.format(tabel=tabel)


def check_stub(namen: Iterable[str], wat: str) -> None:
    """Refuse a table that is only there to say that it is not there.

    Raises:
        BronFout: it is.
    """
    if any(naam.startswith(STUB) for naam in namen):
        raise BronFout(
            f"{wat} is bij het CBS tijdelijk niet beschikbaar; de cijfers die u had, "
            "blijven staan. Probeer het morgen opnieuw"
        )


def build_groepspad(groep: Any, groepen: Mapping[Any, tuple[str, Any]]) -> str:  # noqa: ANN401 - text in v4, number in v3
    """Titles from the top group down, joined by " > "; `groepen` is id → title, id above."""
    delen: list[str] = []
    while groep is not None and groep in groepen and len(delen) <= len(groepen):
        titel, groep = groepen[groep]
        delen.insert(0, titel)
    return " > ".join(delen)


def read_decimalen(rij: Mapping[str, Any]) -> str:
    """How many decimals a topic is given with, as text; "" where its row does not say."""
    decimalen = rij.get("Decimals")
    return str(decimalen) if isinstance(decimalen, int) and decimalen >= 0 else ""


def find_assen(
    tabel: TabelBeschrijving, selectie: Mapping[str, str], periode: str | None = None
) -> tuple[str, str]:
    """Names of the dimension of regio's and that of time; every other one must be fixed.

    A table of one edition may have no dimension of time: with `periode` that is fine, and its
    name is "".

    Raises:
        BronFout: a dimension of the selection is not in the table, or one of the table not in the
            selection; with what to write in indicators.yaml.
    """
    dimensies = tabel.dimensies
    if vreemd := [naam for naam in selectie if naam not in dimensies]:
        raise BronFout(
            f"{tabel.wat} heeft geen dimensie {', '.join(vreemd)}; wel: {', '.join(dimensies)}. "
            "Verbeter selectie in indicators.yaml"
        )
    los = {naam: soort for naam, soort in dimensies.items() if naam not in selectie}
    tijd = next((n for n, soort in los.items() if soort == "TimeDimension"), None) or next(
        (naam for naam in los if naam in TIJDNAMEN), None
    )
    if tijd is None and periode is None:
        raise BronFout(
            f"{tabel.wat} heeft geen perioden; zet bij bron in indicators.yaml over welk jaar de "
            "tabel gaat, bijvoorbeeld periode: 2024, of kies een andere tabel"
        )
    los.pop(tijd or "", None)
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
    return str(geo), tijd or ""


def _name_voorbeelden(tabel: TabelBeschrijving, dimensie: str) -> str:
    codes = tabel.get_codes(dimensie)[:3]
    return ", ".join(f"{str(rij['Identifier']).strip()} ({rij.get('Title')})" for rij in codes)


def find_maat(tabel: TabelBeschrijving, onderwerp: str | Onderwerp) -> Maat:
    """Find the one topic that an entry means, by code or by its words.

    Raises:
        BronFout: none or more than one; with the nearest ones.
    """
    if isinstance(onderwerp, str):
        passend = [maat for maat in tabel.maten if maat.code == onderwerp.strip()]
        naam = onderwerp
    else:
        gevonden = (
            [x for x in tabel.maten if _fits(x, onderwerp, hoe)] for hoe in (fold, strip_leestekens)
        )
        passend = next((maten for maten in gevonden if maten), [])
        naam = onderwerp.titel
    if len(passend) == 1:
        return passend[0]
    if passend:
        keuzes = "; ".join(maat.describe() for maat in passend)
        raise BronFout(
            f"{tabel.wat}: onderwerp '{naam}' komt vaker voor: {keuzes}. Zet eenheid of groep bij "
            "onderwerp in indicators.yaml, of kies een code"
        )
    zelfde = [
        maat for maat in tabel.maten if strip_leestekens(maat.titel) == strip_leestekens(naam)
    ]
    if zelfde:  # the title is right, what stands beside it is not
        keuzes = "; ".join(maat.describe() for maat in zelfde[:_HOOGSTENS])
        raise BronFout(
            f"{tabel.wat}: onderwerp '{naam}' bestaat wel, maar niet zoals het er staat; kies uit: "
            f"{keuzes}. Zet de code, of titel met eenheid en groep, in onderwerp in indicators.yaml"
        )
    raise BronFout(
        f"{tabel.wat}: onderwerp '{naam}' bestaat niet in {tabel.tabel}; lijkt op: "
        f"{_find_lijkt_op(tabel.maten, onderwerp)}. Verbeter onderwerp in indicators.yaml"
    )


def _fits(maat: Maat, onderwerp: Onderwerp, hoe: Callable[[str], str]) -> bool:
    """Whether title, unit and group agree; the group is its own title, or the whole path."""
    groep = onderwerp.groep
    return (
        hoe(maat.titel) == hoe(onderwerp.titel)
        and (onderwerp.eenheid is None or fold(maat.eenheid) == fold(onderwerp.eenheid))
        and (groep is None or hoe(groep) in (hoe(maat.groep), hoe(maat.groep.split(" > ")[-1])))
    )


def fold(tekst: str) -> str:
    """Text to compare by: blanks and capitals do not count."""
    return " ".join(tekst.split()).casefold()


def strip_leestekens(tekst: str) -> str:
    """Letters and digits only: CBS writes "Personen relatief" and "Personen, relatief"."""
    return "".join(teken for teken in tekst.casefold() if teken.isalnum())


def _find_lijkt_op(maten: Sequence[Maat], onderwerp: str | Onderwerp) -> str:
    naam = onderwerp if isinstance(onderwerp, str) else onderwerp.titel
    per_tekst: dict[str, list[Maat]] = {}
    for maat in maten:
        for woord in (maat.titel, maat.code):
            per_tekst.setdefault(fold(woord), []).append(maat)
    lijkt = difflib.get_close_matches(fold(naam), per_tekst, n=3, cutoff=0.4)
    gekozen = list(dict.fromkeys(maat for tekst in lijkt for maat in per_tekst[tekst]))
    return "; ".join(maat.describe() for maat in (gekozen or list(maten))[:_HOOGSTENS])


def explain_code(tabel: TabelBeschrijving, vast: Mapping[str, str]) -> str | None:
    """Name the first fixed code that is not in its list, or is there with blanks; else None."""
    for dimensie, code in vast.items():
        rijen = tabel.get_codes(dimensie)
        codes = [str(rij["Identifier"]) for rij in rijen]
        if code in codes:
            continue
        if code.strip() in {bekend.strip() for bekend in codes}:
            return f"code '{code}' van {dimensie} staat bij het CBS met spaties erachter"
        titels = {
            bekend.strip(): str(rij.get("Title")) for bekend, rij in zip(codes, rijen, strict=True)
        }
        keuzes = find_lijkende_codes(code, titels)
        return f"code '{code}' bestaat niet in {dimensie}; lijkt op: {keuzes}"
    return None


def find_lijkende_codes(gevraagd: str, titels: Mapping[str, str]) -> str:
    """The nearest codes, by code or by title (code → title), as "3000 (Mannen)"."""
    per_tekst = {fold(titel): code for code, titel in titels.items()} | {
        fold(code): code for code in titels
    }
    lijkt = difflib.get_close_matches(fold(gevraagd), per_tekst, n=_HOOGSTENS, cutoff=0.5)
    gekozen = list(dict.fromkeys(per_tekst[tekst] for tekst in lijkt)) or list(titels)[:_HOOGSTENS]
    return ", ".join(f"{code} ({titels[code]})" for code in gekozen)


def check_maand(tabel: TabelBeschrijving, codes: Iterable[str], maand: int | None) -> None:
    """Refuse an entry that wants one month of a table without such a month.

    Raises:
        BronFout: no period code is of that month.
    """
    if maand is not None and not any(code.strip().endswith(f"MM{maand:02d}") for code in codes):
        raise BronFout(
            f"{tabel.wat} heeft geen cijfers van maand {maand}; haal maand weg uit "
            "indicators.yaml, of kies een andere tabel"
        )


def get_perioden(
    tabel: TabelBeschrijving, tijd: str, periode: str | None = None
) -> dict[str, dict[str, str | None]]:
    """Period code → Status, Title and Description, of the whole table; see `find_assen`."""
    rijen = tabel.get_codes(tijd) if tijd else [{"Identifier": periode}]
    return {
        str(rij["Identifier"]).strip(): {
            naam: rij.get(naam) for naam in ("Status", "Title", "Description")
        }
        for rij in rijen
    }
