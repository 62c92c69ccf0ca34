"""What a regio is: its code, its name in every spelling, its deelgebieden."""
