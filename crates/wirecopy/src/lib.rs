//! Reads news in every form and writes it in every form.
