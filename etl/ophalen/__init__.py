"""Pull from live sources into snapshots: one round, its report, and what is refused."""
