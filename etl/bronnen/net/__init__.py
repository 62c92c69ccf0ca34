"""How every source is reached: requests that are bounded, counted and tried again."""
