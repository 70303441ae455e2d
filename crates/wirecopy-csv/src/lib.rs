//! Articles to CSV, exact and safe to open.
