//! RSS and Atom to articles, nothing lost.
