//! Articles to schema.org JSON-LD.
