//! Words of a paragraph outside its quotes, the names among them, and whose names they are.

mod directory;
mod mention;
mod pages;
mod sharing;
mod token;

pub(crate) use directory::{Directory, Known, Person, is_other_rank, words_of};
pub(crate) use mention::{Mention, is_body_noun, is_given_as_name, mentions};
pub(crate) use pages::{Page, Pages};
pub(crate) use token::{Sort, Token, tokens, tokens_and_quotes};
