"""The judgement of one regio per indicator: position, trend, and the row of the scorekaart."""
