//! Dates as feeds and news documents write them.
