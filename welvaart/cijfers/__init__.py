"""What a figure is: indicator, periode, status, series and values of groups of regio's."""
