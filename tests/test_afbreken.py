"""kill -9 at fifty moments of fetching and building: nothing broken, and the next run goes on."""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.bouw import build
from etl.publicatie import read_vorige
from etl.snapshot import read_snapshots, remove_resten
from tests.afbreker import run_bouw, run_opdracht, run_until
from tests.klein import CIJFERS, Cijfers, build_waarnemingen, write_klein
from tests.ophaalwereld import INWONERS, Wereld
from welvaart.lezen.revisielog import read_revisielog
from welvaart.lezen.warehouse import Warehouse

KEREN = 25
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows kent geen kill -9")


def spread(seed: int, geheel: float) -> Iterator[float]:
    """One random moment in each of KEREN equal parts of a run, in random order.

    In the unit of the whole: its seconds, or its number of requests.
    """
    toeval = random.Random(seed)  # noqa: S311 - no secret
    momenten = [(n + toeval.random()) * geheel / KEREN for n in range(KEREN)]
    toeval.shuffle(momenten)
    yield from momenten


def test_a_fetch_killed_at_25_moments_leaves_only_whole_snapshots(tmp_path: Path) -> None:
    with Wereld(tmp_path, {"inwoners": INWONERS}, pagina=400) as wereld:
        snapshots = wereld.instellingen.snapshots
        omgeving = {
            "CBS_V4_URL": wereld.server.v4_url,
            "WELVAART_CATALOGUS": str(wereld.instellingen.catalogus),
            "WELVAART_SNAPSHOTS": str(snapshots),
        }
        wereld.server.wacht_s = 0.04
        opdracht = (["fetch", "inwoners", "--all"], omgeving)
        run_until(run_opdracht, opdracht, None)
        (heel,) = read_snapshots(snapshots)
        inhoud = heel.load_inhoud()
        wereld.server.verzoeken.clear()
        run_until(run_opdracht, opdracht, None)
        alle = len(wereld.server.verzoeken)
        halverwege = 0
        for verzoek in spread(1, alle + 0.5):  # the half: what is written after the last reply
            wereld.server.verzoeken.clear()
            run_until(run_opdracht, opdracht, verzoek % 1 * 0.1, gathered(wereld, int(verzoek)))
            for snapshot in read_snapshots(snapshots):
                assert snapshot.load_inhoud() == inhoud
            halverwege += bool(list(snapshots.glob(".bezig/*/*.parquet")))
        assert halverwege >= KEREN // 3  # the kills did hit the work
        for rest in snapshots.glob(".*.nieuw-*"):
            os.utime(rest, (0, 0))
        run_until(run_opdracht, opdracht, None)
        assert [deel.load_inhoud() for deel in read_snapshots(snapshots)] == [inhoud]
        assert not list(snapshots.glob(".bezig/*/*"))
        assert not list(snapshots.glob(".*.nieuw-*"))


def gathered(wereld: Wereld, aantal: int) -> Callable[[], bool]:
    """Whether the server of this world has had so many requests."""
    return lambda: len(wereld.server.verzoeken) >= aantal


def test_a_build_killed_at_25_moments_leaves_a_whole_warehouse(tmp_path: Path) -> None:
    instellingen = replace(write_klein(tmp_path), wacht_s=10.0)
    run_until(run_bouw, (instellingen,), None)
    write_vermogen(tmp_path, 1)
    duur = run_until(run_bouw, (instellingen,), None)
    geldig = {101.0}
    halverwege = 0
    for n, moment in enumerate(spread(2, duur), start=2):
        write_vermogen(tmp_path, n)
        geldig.add(100.0 + n)
        if n % 2:
            run_until(run_bouw, (instellingen,), moment)
        else:
            run_until(run_bouw, (instellingen,), moment / 10, lambda: is_writing(tmp_path))
        halverwege += is_writing(tmp_path)
        assert read_vorige(instellingen.warehouse) is not None
        assert read_vermogen(instellingen.warehouse) in geldig
        with Warehouse.open(instellingen.warehouse) as warehouse:
            read_revisielog(warehouse)
    assert halverwege >= KEREN // 4  # the kills did hit the writing
    assert build(instellingen).pad.exists()
    assert read_vermogen(instellingen.warehouse) == 100.0 + KEREN + 1
    assert not list(tmp_path.glob("*.nieuw-*"))


def is_writing(map_: Path) -> bool:
    """Whether a build is writing its new warehouse here, or died doing so."""
    return bool(list(map_.glob("warehouse.duckdb.nieuw-*")))


def write_vermogen(map_: Path, n: int) -> None:
    """Other figures for the next build: gemeente A gets 100 + n."""
    cijfers: Cijfers = {
        **CIJFERS,
        ("mediaan_vermogen", 2021): {"GM9001": 100 + n, "GM9002": 200, "GM9003": 600},
    }
    write_klein(map_, waarnemingen=build_waarnemingen(cijfers))


def read_vermogen(pad: Path) -> float:
    with duckdb.connect() as db:
        db.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        rijen = db.execute(
            "SELECT waarde FROM w.waarneming WHERE indicator_id = 'mediaan_vermogen' "
            "AND regio_code = 'GM9001' AND indeling_jaar = 0"
        ).fetchall()
        return float(rijen[0][0])


def test_only_old_remains_are_removed(tmp_path: Path) -> None:
    oud, vers, ander = (tmp_path / n for n in (".a.nieuw-1", ".b.nieuw-2", "c.parquet"))
    for pad in (oud, vers, ander):
        pad.write_bytes(b"x")
        os.utime(pad, (time.time() - (7200 if pad != vers else 60),) * 2)
    assert remove_resten(tmp_path) == [".a.nieuw-1"]
    assert vers.exists()
    assert ander.exists()
