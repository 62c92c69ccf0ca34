"""Goals on screen: the chart, how they stand, and the team's own figures they may be about."""
