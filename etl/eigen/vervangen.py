"""Whether a file may come in the place of one that somebody else brought in."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from etl.eigen.reeks import EigenReeks, find_eigen_reeksen
from etl.snapshot import Snapshot
from welvaart.fouten import BronFout
from welvaart.opmaak import format_datum

_HIER = ZoneInfo("Europe/Amsterdam")


def check_vervangen(
    alle: Sequence[Snapshot],
    indicator_id: str,
    snapshot_id: str,
    bestandsnaam: str,
    door: str | None,
) -> None:
    """Refuse to replace an own series in silence.

    The same file again, or a newer version of it (same name, same team), is an update and passes.

    Args:
        alle: what is stored.
        indicator_id: whose series the file brings.
        snapshot_id: of the new file.
        bestandsnaam: of the new file.
        door: the team that brings it; None when it does not say.

    Raises:
        BronFout: another file, or another team, brought the series that counts now; with what
            stands there and how to replace it all the same.
    """
    oud = find_eigen_reeksen(alle).get(indicator_id)
    if oud is None or oud.snapshot.snapshot_id == snapshot_id:
        return
    oude_naam = str(oud.snapshot.sidecar.get("bestandsnaam", ""))
    if (oude_naam, oud.door) == (bestandsnaam, door):
        return
    raise BronFout(
        f"{bestandsnaam}: voor '{indicator_id}' staan er al eigen cijfers: {_describe(oud)}. Dit "
        "bestand komt daar in zijn geheel voor in de plaats. Is dat de bedoeling, zeg dat dan met "
        "--vervang; anders maakt u met --titel een nieuw cijfer ernaast"
    )


def _describe(reeks: EigenReeks) -> str:
    """What stands there: file, team and day."""
    dag = datetime.fromisoformat(reeks.ingelezen_op).astimezone(_HIER)
    team = f" van {reeks.door}" if reeks.door else ""
    return f"{reeks.snapshot.sidecar.get('bestandsnaam')}{team}, ingelezen op {format_datum(dag)}"
