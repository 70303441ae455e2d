//! The article model as JSON Lines, both ways, lossless.
