"""The page Nulmeting: scorekaart, one indicator, who resembles us."""
