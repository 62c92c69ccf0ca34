"""The page Eigen cijfers: from an uploaded file to an indicator."""
