"""How a file would be read, without storing anything: for a person who looks before it counts."""

import re
from collections.abc import Mapping, Set
from math import isnan
from typing import TYPE_CHECKING, Any

import pandas as pd

from etl.bronnen.bestand.formule import check_formules
from etl.bronnen.bestand.tabel import get_extensie, load_bestand, read_tabel
from etl.bronnen.bestand.werkboek import find_bladen, open_werkmap
from etl.controleren.grenzen import find_buiten_grenzen
from etl.eigen.bestand import Opdracht, choose_bron
from etl.transformaties.bestand import Uitkomst, check_uitkomst, to_waarnemingen
from etl.transformaties.getal import find_decimaalteken
from etl.transformaties.lml import prepare_lml
from welvaart.catalogus import CatalogusIndicator
from welvaart.cijfers.periode import Periode
from welvaart.fouten import BronFout, CatalogusFout, KeuzeFout
from welvaart.regio.naam import Naamregister
from welvaart.regio.regio import get_gemeente_van

if TYPE_CHECKING:
    from openpyxl import Workbook

_RIJEN = 6
_CEL = 60
_KOLOMMEN = 40
_CODE = re.compile(r"(?<!\[)\b(?:GM|EI)(?P<nummer>\d{4})\b(?P<deel>(?:-[A-Z0-9]+)*)")
_JAAR = re.compile(r"\b(\d{4})JJ00\b")


def try_bestand(
    opdracht: Opdracht,
    indicator: CatalogusIndicator,
    namen: Naamregister,
    geef: Set[str] = frozenset(),
) -> dict[str, Any]:
    """Read a file as an import would, and say everything about it; nothing is written.

    Args:
        opdracht: the file and how to read it.
        indicator: what it is for; for a new one any description will do.
        namen: every regio.
        geef: codes of the regio's whose figures are wanted in the answer, as `cijfers`: code, name,
            period and value (None = no figure), also of parts of these gemeenten.

    Returns:
        For JSON. Always `goed` and `problemen`; as far as reading came: bladen, koppen, rijen,
        kolommen, decimaalteken, perioden, cellen, weggelaten, namen_open, voorbeeld, opmerkingen.
    """
    uit: dict[str, Any] = {"goed": False, "problemen": [], "bladen": []}
    try:
        tabel = _read(opdracht, uit)
        bron, regels = choose_bron(indicator, tabel, opdracht)
        uitkomst = to_waarnemingen(
            tabel,
            indicator.indicator_id,
            bron,
            namen.add_toewijzing(opdracht.namen),
            "proef",
            decimaalteken=opdracht.decimaalteken,
            herkomst="import",
        )
        uit |= _describe_uitkomst(uitkomst, tabel, namen)
        uit["opmerkingen"] = regels
        if geef:
            uit["cijfers"] = _give_cijfers(uitkomst, namen, geef)
        _check(uitkomst, indicator)
    except (BronFout, CatalogusFout) as fout:
        uit["problemen"] = [_name_codes(regel, namen) for regel in fout.problemen]
    except KeuzeFout as fout:
        uit["problemen"] = [str(fout)]
    uit["goed"] = not uit["problemen"] and not uit.get("namen_open")
    return uit


def _read(opdracht: Opdracht, uit: dict[str, Any]) -> pd.DataFrame:
    """The table of a file, with its sheets and first rows in the answer; its bytes are let go."""
    inhoud = load_bestand(opdracht.pad)
    werkmap = _open(inhoud, opdracht)
    uit["bladen"] = find_bladen(werkmap) if werkmap else []
    check_formules(inhoud, opdracht.pad.name, opdracht.blad)
    tabel = read_tabel(inhoud, opdracht.pad.name, opdracht.blad, werkmap)
    uit |= _describe_tabel(tabel)
    return prepare_lml(tabel)


def _name_codes(regel: str, namen: Naamregister) -> str:
    """Put the names of gemeenten and years where a line has only codes."""

    def name(gevonden: re.Match[str]) -> str:
        gemeente_code = namen.find_code(f"GM{gevonden['nummer']}")
        wie = gevonden[0] if gemeente_code is None else namen.describe(gemeente_code)
        deel = (gevonden["deel"] or "").replace("-", " ").strip().capitalize()
        return f"{deel} in {wie}" if deel else wie

    regel = _CODE.sub(name, regel)
    return _JAAR.sub(r"\1", regel)


def _check(uitkomst: Uitkomst, indicator: CatalogusIndicator) -> None:
    """Raise what stands in the way, but for open names: those have a choice each."""
    if uitkomst.problemen:
        raise BronFout(uitkomst.problemen)
    frame = uitkomst.waarnemingen
    if not uitkomst.namen_open:
        check_uitkomst(uitkomst)
    if buiten := find_buiten_grenzen(frame, indicator):
        raise BronFout(buiten)


def _open(inhoud: bytes, opdracht: Opdracht) -> "Workbook | None":
    """The workbook, opened once for its sheets and its cells; None for a CSV."""
    if get_extensie(opdracht.pad.name, inhoud) != "xlsx":
        return None
    return open_werkmap(inhoud, opdracht.pad.name)


def _describe_tabel(tabel: pd.DataFrame) -> dict[str, Any]:
    """The header, the first rows and the number of rows; long cells are cut."""
    kop = [str(naam) for naam in tabel.columns]
    return {
        "koppen": kop[:_KOLOMMEN],
        "aantal_kolommen": len(kop),
        "aantal_rijen": len(tabel),
        "rijen": [
            [str(cel)[:_CEL] for cel in rij[:_KOLOMMEN]]
            for rij in tabel.head(_RIJEN).itertuples(index=False, name=None)
        ],
    }


def _describe_uitkomst(
    uitkomst: Uitkomst, tabel: pd.DataFrame, namen: Naamregister
) -> dict[str, Any]:
    frame, kolommen = uitkomst.waarnemingen, uitkomst.kolommen
    codes = [str(code) for code in frame["regio_code"].unique()]
    perioden = [Periode(str(code)).label for code in sorted(frame["periode_code"].unique())]
    gekozen = {} if kolommen is None else _describe_kolommen(kolommen)
    waarden = [] if kolommen is None else list(kolommen.waarden)
    return {
        "kolommen": gekozen,
        "decimaalteken": _find_teken(tabel, waarden),
        "perioden": perioden,
        "gemeenten": sum(code.startswith("GM") for code in codes),
        "deelgebieden": sorted(uitkomst.deelgebieden.values()),
        "cellen": uitkomst.cellen,
        "ingelezen": len(frame),
        "leeg": int(frame["waarde"].isna().sum()),
        "decimalen": _count_decimalen(frame["waarde"]),
        "laagste": _read_grens(frame["waarde"].min()),
        "hoogste": _read_grens(frame["waarde"].max()),
        "weggelaten": uitkomst.weggelaten,
        "namen_open": [
            {
                "tekst": deel.tekst,
                "aantal": deel.aantal,
                "uitleg": deel.regel,
                "bestond_niet": deel.bestond_niet,
                "kandidaten": [namen.describe(code) for code in deel.kandidaten],
            }
            for deel in uitkomst.namen_open
        ],
        "voorbeeld": _build_voorbeeld(uitkomst, namen),
    }


def _describe_kolommen(kolommen: Any) -> Mapping[str, Any]:  # noqa: ANN401 - Kolommen, or a later form of it
    return {
        "regio": kolommen.regio,
        "periode": kolommen.periode,
        "vast": kolommen.vast,
        "waarden": list(kolommen.waarden)[:_KOLOMMEN],
        "deelgebied": kolommen.deelgebied,
    }


def _find_teken(tabel: pd.DataFrame, waarden: list[str]) -> str | None:
    """Decimal sign that the figures prove; None when none has decimals."""
    try:
        return find_decimaalteken(
            cel for kolom in waarden if kolom in tabel for cel in tabel[kolom].unique()
        )
    except BronFout:
        return None


def _count_decimalen(waarden: "pd.Series[float]") -> int:
    """Figures after the comma that the numbers have, at most 2."""
    gevuld = waarden.dropna()
    return next((n for n in (0, 1) if ((gevuld - gevuld.round(n)).abs() < 1e-9).all()), 2)


def _read_grens(waarde: float) -> float | None:
    return None if pd.isna(waarde) else float(waarde)


def _build_voorbeeld(uitkomst: Uitkomst, namen: Naamregister) -> list[list[Any]]:
    """The first figures as they are understood: name, period label, value or None."""
    rijen = uitkomst.waarnemingen.head(_RIJEN)
    return [
        [_name(str(code), uitkomst, namen), Periode(str(periode)).label, waarde]
        for code, periode, waarde in zip(
            rijen["regio_code"],
            rijen["periode_code"],
            [None if isnan(getal) else getal for getal in rijen["waarde"].astype(float).tolist()],
            strict=True,
        )
    ]


def _give_cijfers(
    uitkomst: Uitkomst, namen: Naamregister, geef: Set[str]
) -> list[tuple[str, str, str, float | None, float | None, float | None, str]]:
    """Code, name, period, value, lower and upper bound of its margin, status; None = none."""
    frame = uitkomst.waarnemingen
    teksten = [frame[kolom].astype(str).tolist() for kolom in ("regio_code", "periode_code")]
    getallen = [
        [None if isnan(getal) else getal for getal in frame[kolom].astype(float).tolist()]
        for kolom in ("waarde", "onder", "boven")
    ]
    status = frame["status"].astype(str).tolist()
    return [
        (code, _name(code, uitkomst, namen), periode, *rij)
        for code, periode, *rij in zip(*teksten, *getallen, status, strict=True)
        if code in geef or get_gemeente_van(code) in geef
    ]


def _name(regio_code: str, uitkomst: Uitkomst, namen: Naamregister) -> str:
    """A gemeente as "Delft [GM0503]", a part of it as "Binnenstad (Delft [GM0503])"."""
    gemeente_code = get_gemeente_van(regio_code)
    if gemeente_code is None:
        return namen.describe(regio_code)
    return f"{uitkomst.deelgebieden[regio_code]} ({namen.describe(gemeente_code)})"
