//! Many inputs to many outputs: discovery, naming, threads, atomic writes, reports.
