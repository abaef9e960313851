//! `float.hex` and `float.fromhex`.

use super::{Float, Sink};

/// The length of the longest text of [`write_hex`].
pub const HEX_LENGTH: usize = 24;

/// Writes `float.hex()`.
pub fn write_hex(x: Float, sink: &mut dyn Sink) {
    let _ = (x, sink);
}

/// Why hexadecimal text is no float.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HexError {
    /// ValueError: "invalid hexadecimal floating-point string".
    Invalid,
    /// OverflowError: "hexadecimal value too large to represent as a float".
    TooLarge,
}

/// Reads `float.fromhex(text)` without surrounding whitespace.
pub fn parse_hex(text: &[u8]) -> Result<Float, HexError> {
    let _ = text;
    Err(HexError::Invalid)
}
