"""A fetched payload to waarnemingen: pure, and every row is accounted for.

Every live source gives this form (see `etl.bronnen.lezer`). Metadata `vraag` of the Parquet file
holds: tabel, onderwerp (code, titel, eenheid, groep), geo and tijd (names of the columns; tijd ""
means that every row is of the one period named), and perioden (code → Status, Title,
Description); perhaps wat, to begin a message with. Column
ValueAttribute is "None" where Value counts, else a key of `_REDENEN`, or a word of the source.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.snapshot import SLEUTEL_META
from etl.transformaties.perioden import TE_VROEG, is_te_vroeg
from welvaart.catalogus import LiveBron, SwingBron
from welvaart.catalogus.bron import GEEN_CIJFER
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.waarneming import KOLOMMEN, check_waarnemingen
from welvaart.fouten import BronFout, KeuzeFout
from welvaart.regio.regio import parse_regio_code

NOOIT_BESTAAN = "de regio bestond toen niet"
ONBEKENDE_REGIO = "een regio die de monitor niet kent, of van voor 2010"
ONBEKENDE_PERIODE = "een periode die de monitor niet kent"
LEGE_PERIODE = "een periode zonder enig cijfer"
_KAN_NIET = "Dit cijfer kan hier niet bestaan."
_REDENEN = {
    "Impossible": _KAN_NIET,
    "Confidential": "Het CBS houdt dit cijfer geheim, omdat het over te weinig mensen of bedrijven "
    "gaat.",
    "NotAvailable": "Het CBS heeft dit cijfer niet, of het is niet betrouwbaar genoeg.",
    "Blank": "De bron laat dit leeg: het cijfer kan hier niet bestaan, of is er nog niet.",
    "Unknown": "De bron heeft dit cijfer niet, of het is niet betrouwbaar genoeg of geheim.",
    "Withheld": "De bron geeft hier een teken in plaats van een cijfer: het is er niet, of is niet "
    "openbaar.",
    "None": GEEN_CIJFER,
}
_KAN_ONTBREKEN = ("Impossible", "Blank", "Withheld")
"""Words for a row that is only there because the source gives every regio in every period."""
_STATUS = {
    "Definitief": "definitief",
    "Voorlopig": "voorlopig",
    "NaderVoorlopig": "nader_voorlopig",
}


@dataclass(frozen=True, slots=True)
class Levering:
    """A payload: what the rows mean, and the rows as they came."""

    meta: Mapping[str, Any]
    rijen: pa.Table


@dataclass(frozen=True, slots=True)
class Omzetting:
    """Waarnemingen, and per reason how many rows did not become one."""

    waarnemingen: pd.DataFrame
    weggelaten: Mapping[str, int]


def load_levering(inhoud: bytes, naam: str) -> Levering:
    """Load a payload; only the columns that count.

    Raises:
        BronFout: it is no payload of ours.
    """
    try:
        meta = json.loads(pq.read_schema(io.BytesIO(inhoud)).metadata[SLEUTEL_META])
        woorden = ["ValueAttribute", meta["geo"], *([meta["tijd"]] if meta["tijd"] else [])]
        bestand = pq.ParquetFile(io.BytesIO(inhoud), read_dictionary=woorden)
        rijen = bestand.read(columns=[*woorden, "Value"], use_threads=False)
        return Levering(meta, rijen if meta["tijd"] else _add_periode(rijen, meta))
    except (KeyError, TypeError, ValueError, OSError, pa.ArrowException) as fout:
        raise BronFout(
            f"{naam}: geen leesbare opgehaalde cijfers; haal het bestand weg, met de .json, en "
            'draai "python -m etl fetch"'
        ) from fout


def _add_periode(rijen: pa.Table, meta: Mapping[str, Any]) -> pa.Table:
    """Give every row of a table without a dimension of time its one period, in column ""."""
    (periode,) = meta["perioden"]
    return rijen.append_column("", pa.array([periode] * len(rijen), pa.string()))


def to_waarnemingen(
    levering: Levering,
    indicator_id: str,
    bron: LiveBron,
    regio: pd.DataFrame,
    snapshot_id: str,
) -> Omzetting:
    """Turn fetched rows into waarnemingen of one indicator, in its own eenheid.

    CBS gives a row for every regio in every period, also where the regio did not exist: those are
    left out. What is empty for another reason stays, with that reason.

    Args:
        levering: see `load_levering`.
        indicator_id: the id that the rows get.
        bron: for factor and indeling.
        regio: table `regio`, with the days between which each exists.
        snapshot_id: sha256 of the payload.

    Raises:
        BronFout: no figure at all, or a regio twice in one period.
    """
    meta = levering.meta
    kolommen = {naam: levering.rijen[naam] for naam in levering.rijen.column_names}
    codes = {
        naam: kolommen[kolom].dictionary_encode().to_pandas()
        for naam, kolom in {
            "regio_code": meta["geo"],
            "periode_code": meta["tijd"],
            "kenmerk": "ValueAttribute",
        }.items()
    }
    kenmerk = codes["kenmerk"].cat.add_categories([""]).fillna("")
    ruw = pd.DataFrame(
        {
            "regio_code": _translate(codes["regio_code"], parse_regio_code),
            "periode_code": _translate(codes["periode_code"], partial(_parse_periode, bron)),
            "periode_tekst": _translate(codes["periode_code"], str.strip),
            "kenmerk": kenmerk,
            "waarde": _scale(kolommen["Value"].to_pandas().where(kenmerk == "None"), bron.factor),
        }
    )
    weg = _find_weg(ruw, bron, regio)
    uit = ruw[weg.isna()]
    _check_uitkomst(uit, meta.get("wat") or f"CBS, tabel {meta['tabel']}")
    leeg = uit["waarde"].isna()
    statussen = {code: _parse_status(velden) for code, velden in meta["perioden"].items()}
    frame = pd.DataFrame(
        {
            "indicator_id": indicator_id,
            "regio_code": uit["regio_code"].astype("str"),
            "periode_code": uit["periode_code"].astype("str"),
            "indeling_jaar": 0,
            "waarde": uit["waarde"].astype(np.float64),
            "onder": np.nan,
            "boven": np.nan,
            "status": uit["periode_tekst"].astype("str").map(statussen).fillna("onbekend"),
            "ontbreekt_omdat": uit["kenmerk"].astype("str").map(_name_reden).where(leeg, None),
            "herkomst": "bron",
            "snapshot_id": snapshot_id,
        }
    )[KOLOMMEN]
    geteld = {str(reden): int(aantal) for reden, aantal in weg.value_counts().items() if aantal}
    frame = frame.sort_values(["regio_code", "periode_code"], ignore_index=True)
    return Omzetting(check_waarnemingen(frame), geteld)


def _parse_periode(bron: LiveBron, tekst: str) -> str:
    """Code of a period; the one month that an entry is about stands for its year."""
    code = Periode.parse(tekst).code
    maand = None if isinstance(bron, SwingBron) else bron.maand
    return f"{code[:4]}JJ00" if maand is not None and code.endswith(f"MM{maand:02d}") else code


def _translate(kolom: pd.Series, parse: Callable[[str], str]) -> pd.Series:
    """Translate each different text of a categorical once; what cannot be read becomes missing."""
    geduid: list[str | None] = []
    for tekst in kolom.cat.categories:
        try:
            geduid.append(parse(tekst))
        except KeuzeFout:
            geduid.append(None)
    namen = pd.Index([naam for naam in dict.fromkeys(geduid) if naam is not None], dtype="str")
    nummers = np.array([-1 if naam is None else namen.get_loc(naam) for naam in geduid] or [-1])
    oud = kolom.cat.codes.to_numpy()
    nieuw = np.where(oud < 0, -1, nummers[oud])
    return pd.Series(pd.Categorical.from_codes(nieuw, categories=namen), index=kolom.index)


def _scale(waarden: pd.Series, factor: float) -> pd.Series:
    """Multiply exactly: 52.3 × 1000 is 52300."""
    if factor == 1:
        return waarden
    maal = Decimal(str(factor))
    uniek = {getal: float(Decimal(str(getal)) * maal) for getal in waarden.dropna().unique()}
    return waarden.map(uniek)


def _find_weg(ruw: pd.DataFrame, bron: LiveBron, regio: pd.DataFrame) -> pd.Series:
    """Reason to leave a row out; missing where it stays."""
    redenen = [NOOIT_BESTAAN, ONBEKENDE_PERIODE, TE_VROEG, ONBEKENDE_REGIO, LEGE_PERIODE]
    onbekend = ~ruw["regio_code"].isin(regio["regio_code"])
    nooit = ruw["kenmerk"].isin(_KAN_ONTBREKEN) & (onbekend | ~_existed(ruw, bron, regio))
    codes = ruw["periode_code"].cat.categories
    vroeg = ruw["periode_code"].isin([code for code in codes if is_te_vroeg(code, bron.indeling)])
    blijft = ~(nooit | onbekend | vroeg | ruw["periode_code"].isna())
    gevuld = ruw.loc[blijft & ruw["waarde"].notna(), "periode_code"].unique()
    leeg = ~ruw["periode_code"].isin(gevuld)
    keuzes = [nooit, ruw["periode_code"].isna(), vroeg, onbekend, leeg]
    nummers = np.select(keuzes, range(len(keuzes)), -1)
    uit = pd.Categorical.from_codes(nummers, categories=pd.Index(redenen))
    return pd.Series(uit, index=ruw.index)


def _existed(ruw: pd.DataFrame, bron: LiveBron, regio: pd.DataFrame) -> pd.Series:
    """Whether the regio existed in the year of the row, or of the fixed indeling."""
    geldig = regio.set_index("regio_code")[["geldig_van", "geldig_tot"]].apply(pd.to_datetime)
    einde = geldig["geldig_tot"] - pd.Timedelta(days=1)
    van = _look_up(ruw["regio_code"], geldig["geldig_van"].dt.year.fillna(-np.inf).to_dict())
    tot = _look_up(ruw["regio_code"], einde.dt.year.fillna(np.inf).to_dict())
    vast = bron.indeling if isinstance(bron.indeling, int) else None
    perioden = ruw["periode_code"].cat.categories
    jaren = {code: float(vast or Periode(code).laatste_jaar) for code in perioden}
    jaar = _look_up(ruw["periode_code"], jaren)
    return pd.Series((van <= jaar) & (jaar <= tot), index=ruw.index)


def _look_up(kolom: pd.Series, tabel: Mapping[str, float]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Number of each code; NaN where there is none."""
    getallen = np.array([*(tabel.get(code, np.nan) for code in kolom.cat.categories), np.nan])
    uit: np.ndarray[Any, np.dtype[np.float64]] = getallen[kolom.cat.codes.to_numpy()]
    return uit


def _check_uitkomst(uit: pd.DataFrame, wat: str) -> None:
    if uit["waarde"].notna().sum() == 0:
        raise BronFout(
            f"{wat}: er komt geen enkel cijfer mee; controleer onderwerp, selectie, regios en "
            "vanaf in indicators.yaml"
        )
    dubbel = uit[uit.duplicated(["regio_code", "periode_code"])]
    if not dubbel.empty:
        code, periode = dubbel[["regio_code", "periode_code"]].iloc[0]
        raise BronFout(
            f"{wat}: {code} in {periode} komt vaker voor ({len(dubbel)} rijen dubbel); zet de "
            "dimensie die verschilt in selectie"
        )


def _name_reden(kenmerk: str) -> str:
    return _REDENEN.get(kenmerk, f"De bron geeft hier geen cijfer ({kenmerk}).")


def _parse_status(velden: Mapping[str, str | None]) -> str:
    """Status of a period: the field; where that is empty, asterisks or the words beside it."""
    if velden.get("Status"):
        return _STATUS.get(str(velden["Status"]), "onbekend")
    titel, tekst = velden.get("Title") or "", (velden.get("Description") or "").casefold()
    if titel.endswith("**") or "nader voorlopig" in tekst:
        return "nader_voorlopig"
    return "voorlopig" if titel.endswith("*") or "voorlopig" in tekst else "onbekend"
