//! A tolerant XML pull reader: bounded window, recovery, entities, positions.
