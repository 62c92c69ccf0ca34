"""A block of figures made by hand: five gemeenten, and whatever indicators a test needs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from welvaart.cijfers.grondslag import Grondslag, build_grondslag
from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.reeksen import Reeksen
from welvaart.methode.positie import Richting

NAN = float("nan")
JAREN = (2020, 2021, 2022)
CODES = ("GM0001", "GM0002", "GM0003", "GM0004", "GM0005")
INWONERS_2023 = (1000.0, 600.0, 2300.0, 100.0, 50.0)
Cijfers = Mapping[str, Sequence[Sequence[float]]]  # code → one row per gemeente, one cell per year


def build_indicator(indicator_id: str, regionaal: str = "som", **anders: object) -> Indicator:
    """An indicator on one indeling, percent, higher is better, unless said otherwise."""
    leeg = Indicator(
        indicator_id=indicator_id,
        titel=indicator_id.capitalize(),
        thema="werk",
        ook_in=(),
        deel="context",
        monitor=False,
        eenheid="procent",
        eenheid_kort="%",
        decimalen=1,
        afronding=0.1,
        richting=Richting.HOGER_IS_BETER,
        definitie="",
        bewerking="geen",
        peilmoment="1 januari",
        agenda="context",
        ez_groep=None,
        bbv_nummer=None,
        invloed="gemeente",
        indeling_bron=2024,
        regionaal=regionaal,
        gewicht=None,
        regionaal_gewicht=None,
        regionaal_peildatum=None,
        regionaal_maal=None,
        regionaal_teller=None,
        regionaal_noemer=None,
        bron_soort="bestand",
        bron_naam="CBS",
        bron_tabel=None,
        bron_url="",
        editie="1",
        hoe_gekregen="",
        gecontroleerd=False,
        volgorde=0,
    )
    if regionaal == "gewogen":
        leeg = replace(leeg, regionaal_gewicht="inwoners", regionaal_peildatum="2023JJ00")
    return replace(leeg, **anders)  # type: ignore[arg-type]  # the fields are the caller's


def build_blok(cijfers: Cijfers, *, herkomst: str = "bron") -> Reeksen:
    """The figures as a block; a row with only NaN has no row in the source."""
    waarde = np.array([np.array(rijen, dtype=float) for rijen in cijfers.values()])
    vorm = waarde.shape
    rij = np.repeat((~np.isnan(waarde)).any(axis=-1, keepdims=True), vorm[2], axis=-1)
    perioden = np.full((vorm[0], vorm[2]), "", dtype=object)
    perioden[:] = [f"{jaar}JJ00" for jaar in JAREN[: vorm[2]]]
    return Reeksen(
        indicator_ids=tuple(cijfers),
        regio_codes=CODES[: vorm[1]],
        jaren=JAREN[: vorm[2]],
        waarde=waarde,
        onder=np.full(vorm, NAN),
        boven=np.full(vorm, NAN),
        status=np.where(rij, "definitief", "").astype(object),
        ontbreekt_omdat=np.full(vorm, "", dtype=object),
        herkomst=np.where(rij, herkomst, "").astype(object),
        perioden=perioden,
    )


def build_gewichten(
    gewichten: Mapping[str, Sequence[float]], indicator_id: str = "inwoners"
) -> pd.DataFrame:
    """Rows of table `regiogewicht` from periode_code → weight per gemeente; NaN = no row."""
    return pd.DataFrame(
        [
            (indicator_id, code, periode, gewicht)
            for periode, rij in gewichten.items()
            for code, gewicht in zip(CODES, rij, strict=False)
        ],
        columns=["indicator_id", "gemeente_code", "periode_code", "gewicht"],
    ).dropna()


def build_uit(
    cijfers: Cijfers,
    *indicatoren: Indicator,
    gewichten: pd.DataFrame | None = None,
    regio_breuken: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    reeksen: Reeksen | None = None,
) -> Grondslag:
    """What group values are computed from, with the inhabitants of 2023 as weights."""
    reeksen = build_blok(cijfers) if reeksen is None else reeksen
    vast = build_gewichten({"2023JJ00": INWONERS_2023})
    return build_grondslag(
        reeksen,
        {indicator.indicator_id: indicator for indicator in indicatoren},
        CODES,
        gewichten=vast if gewichten is None else gewichten,
        regio_breuken={} if regio_breuken is None else regio_breuken,
    )
