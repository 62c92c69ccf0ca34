"""Goals: the frozen foto, feasibility, the path, the begrotingstabel, whom to learn from."""
