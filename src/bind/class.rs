//! Rust types as Python classes.
