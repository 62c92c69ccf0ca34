"""Make the bundled figures and boundaries from the source files; not part of a build."""
