//! Exact decimal digits of floats.
