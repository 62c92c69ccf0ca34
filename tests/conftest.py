"""Warehouses to test with, both made by the build itself: a made-up small one and the real one."""

from pathlib import Path

import pytest
from hypothesis import settings

from etl.bouw import build
from etl.instellingen import load_instellingen
from tests.klein import write_klein
from welvaart.stand import Stand
from welvaart.standlezer import read_stand

# A machine that is busy with something else must not fail a property.
settings.register_profile("rustig", deadline=None)
settings.load_profile("rustig")


@pytest.fixture(scope="session")
def klein_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of the warehouse of `tests.klein`: three gemeenten, six indicators."""
    instellingen = write_klein(tmp_path_factory.mktemp("klein"))
    return build(instellingen).pad


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a warehouse with all bundled figures, built once per test run."""
    pad = tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb"
    leeg = tmp_path_factory.mktemp("snapshots")
    omgeving = {"WELVAART_WAREHOUSE": str(pad), "WELVAART_SNAPSHOTS": str(leeg)}
    return build(load_instellingen(omgeving)).pad


@pytest.fixture(scope="session")
def stand(warehouse: Path) -> Stand:
    """All bundled figures, read and judged once per test run."""
    return read_stand(warehouse)
