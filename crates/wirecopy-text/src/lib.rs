//! Plain text to structured articles, each inference with its certainty and evidence.
