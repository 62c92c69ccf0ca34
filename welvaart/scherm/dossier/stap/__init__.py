"""The ten steps, the bar to walk through them, and the handouts that some of them make."""
