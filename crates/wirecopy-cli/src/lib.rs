//! The wirecopy command: converts news between formats.
