"""Where a build reads from and writes to: the environment, with the project folder as default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
"""Project folder: where dashboard.py and indicators.yaml stand."""
CBS_V4 = "https://datasets.cbs.nl/odata/v1/CBS"
"""The official address of CBS OData v4."""
CBS_V3 = "opendata.cbs.nl"
"""The official server of CBS OData v3."""


@dataclass(frozen=True, slots=True)
class Instellingen:
    """Everything a build needs to know about the outside.

    Attributes:
        warehouse: the file to build.
        catalogus: indicators.yaml.
        correcties: correcties.yaml; a file that is not there means no corrections.
        momentopname: folder with the bundled parquet files.
        snapshots: folder with what the user fetched or imported; need not exist.
        kaart: folder for the static map files, or None when this build makes none.
        sta_toe_krimp: publish also when figures or regio's vanish.
        mag_krimpen: ids of indicators of which figures may vanish, as somebody asked for that.
        wacht_s: how long to wait for another build that is running, in seconds.
        cbs_v4_url: root of CBS OData v4: the official one, a proxy, a mirror or a test server.
        cbs_v3_host: server of CBS OData v3, host[:port]; `http://` in front means no TLS.
        swing_url: address of a Swing Open Data Service; None when there is none.
        swing_apikey: its key; never shown, logged or stored.
    """

    warehouse: Path
    catalogus: Path
    correcties: Path
    momentopname: Path
    snapshots: Path
    kaart: Path | None = None
    sta_toe_krimp: bool = False
    mag_krimpen: frozenset[str] = frozenset()
    wacht_s: float = 60.0
    cbs_v4_url: str = CBS_V4
    cbs_v3_host: str = CBS_V3
    swing_url: str | None = None
    swing_apikey: str | None = field(default=None, repr=False)

    @property
    def eigen_indicatoren(self) -> Path:
        """The indicators that teams described themselves; beside their files, need not exist."""
        return self.snapshots / "eigen_indicatoren.yaml"


def load_instellingen(
    omgeving: Mapping[str, str], *, wortel: Path = WORTEL, sta_toe_krimp: bool = False
) -> Instellingen:
    """Make the settings from environment variables (see `.env.example`).

    The corrections belong to the catalogue, so they are looked for beside it. The static map
    files come from the bundled boundaries and are served by the dashboard, wherever the warehouse
    stands.

    Args:
        omgeving: `os.environ`, or a part of it; an empty value counts as absent.
        wortel: project folder, for the defaults.
        sta_toe_krimp: see `Instellingen`.
    """
    warehouse = Path(omgeving.get("WELVAART_WAREHOUSE") or wortel / "warehouse.duckdb").absolute()
    catalogus = Path(omgeving.get("WELVAART_CATALOGUS") or wortel / "indicators.yaml").absolute()
    snapshots = Path(omgeving.get("WELVAART_SNAPSHOTS") or wortel / "snapshots").absolute()
    return Instellingen(
        warehouse=warehouse,
        catalogus=catalogus,
        correcties=catalogus.with_name("correcties.yaml"),
        momentopname=wortel / "etl" / "momentopname",
        snapshots=snapshots,
        kaart=wortel / "static" / "kaart",
        sta_toe_krimp=sta_toe_krimp,
        cbs_v4_url=(omgeving.get("CBS_V4_URL") or CBS_V4).rstrip("/"),
        cbs_v3_host=omgeving.get("CBS_V3_HOST") or CBS_V3,
        swing_url=omgeving.get("SWING_URL") or None,
        swing_apikey=omgeving.get("SWING_APIKEY") or None,
    )
