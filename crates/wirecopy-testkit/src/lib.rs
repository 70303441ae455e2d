//! Laws, fixture runner and feed generator for importers and exporters of news.
