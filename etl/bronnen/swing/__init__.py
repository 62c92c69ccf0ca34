"""The Swing Open Data Service of waarstaatjegemeente and the like."""
