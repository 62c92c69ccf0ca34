"""Lines of a scorekaart made by hand, for tests of sentences and headlines."""

from typing import Any

from welvaart.cijfers.indicator import Indicator
from welvaart.methode.positie import Positie, Richting
from welvaart.methode.trend import Oordeel, RelatieveTrend, Trend
from welvaart.oordeel.regel import Regel


def build_indicator(**velden: Any) -> Indicator:  # noqa: ANN401 - any field of Indicator
    basis: dict[str, Any] = {naam: None for naam in Indicator.__dataclass_fields__}
    basis |= {
        "indicator_id": "netto_arbeidsparticipatie",
        "titel": "Netto arbeidsparticipatie",
        "thema": "arbeid_en_vrije_tijd",
        "ook_in": (),
        "deel": "hier_en_nu",
        "monitor": True,
        "eenheid": "procent van de inwoners van 15 tot 75 jaar",
        "eenheid_kort": "%",
        "decimalen": 1,
        "afronding": 0.1,
        "richting": Richting.HOGER_IS_BETER,
        "regionaal": "gewogen",
        "bron_naam": "CBS",
        "editie": "2023",
        "volgorde": 1,
    }
    return Indicator(**(basis | velden))


def build_regel(**velden: Any) -> Regel:  # noqa: ANN401 - any field of Regel or Indicator
    van_indicator = {k: v for k, v in velden.items() if k in Indicator.__dataclass_fields__}
    basis: dict[str, Any] = {
        "indicator": build_indicator(**van_indicator),
        "r": 0,
        "decimalen": 1,
        "waarde": 69.3,
        "waarde_begin": 65.0,
        "onder": float("nan"),
        "boven": float("nan"),
        "periode_code": "2022JJ00",
        "status": "definitief",
        "ontbreekt_omdat": "",
        "is_nieuwste": True,
        "n": 342,
        "rang_van": 290.0,
        "rang_tot": 290.0,
        "gelijk": 1,
        "positie": Positie.SLECHTSTE_KWART,
        "trend": Trend.GELIJK,
        "trend_helling": 0.0,
        "trend_p": 0.5,
        "trend_jaren": tuple(range(2015, 2023)),
        "trend_venster": (2015, 2022),
        "trend_oordeel": Oordeel.GELIJK,
        "zelfde_trend_als": 10,
        "trend_n": 342,
        "relatieve_trend": RelatieveTrend.GEEN_OORDEEL,
        "relatieve_helling": 0.0,
        "relatieve_p": 0.5,
        "relatief_begin": -3.0,
        "relatief_eind": -3.0,
        "is_binnen_afronding": False,
        "zelfde_relatief_als": 20,
        "relatief_n": 342,
        "groep": None,
    }
    return Regel(**(basis | {k: v for k, v in velden.items() if k in Regel.__dataclass_fields__}))
