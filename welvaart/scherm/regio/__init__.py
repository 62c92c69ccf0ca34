"""The page Regiovergelijking."""
