//! Numbers as plain algorithms over slices; nothing here knows of the VM.
//!
//! A big int is a *magnitude*: 32-bit limbs, least significant first, the sign kept apart by the caller.
//! Leading zero limbs are allowed in every input. Every output slice is written whole; an output that is
//! too short keeps the value modulo `2^(32 * len)`, so a wrong size is a wrong number and never a panic.
//! What may take long for huge numbers has a state with `step`, which does a stated amount of work.
//! Text goes to a [`Sink`]; what writes text says its length first, so that memory can be had before any side effect.

pub mod binary;
pub mod bitwise;
pub mod bytes;
#[cfg(any(test, feature = "f32"))]
pub mod circle;
pub mod decimal;
pub mod divide;
pub mod float_text;
pub mod format_field;
pub mod format_spec;
pub mod hex_float;
pub mod magnitude;
pub mod multiply;
pub mod parse;
pub mod percent;
pub mod power;
pub mod radix;
pub mod real;
pub mod root;
#[cfg(test)]
mod tests;

/// Python's `float`.
#[cfg(not(feature = "f32"))]
pub type Float = f64;
/// Python's `float`.
#[cfg(feature = "f32")]
pub type Float = f32;

/// The bits of a float.
#[cfg(not(feature = "f32"))]
type FloatBits = u64;
/// The bits of a float.
#[cfg(feature = "f32")]
type FloatBits = u32;

/// Where text goes, byte by byte.
pub trait Sink {
    /// Takes the next byte.
    fn byte(&mut self, byte: u8);

    /// Takes several bytes.
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.byte(*byte);
        }
    }
}

/// Fills a slice; what does not fit is dropped.
pub struct Slice<'a> {
    rest: core::slice::IterMut<'a, u8>,
}

impl<'a> Slice<'a> {
    /// Starts at the front of `out`.
    pub fn new(out: &'a mut [u8]) -> Self {
        Slice { rest: out.iter_mut() }
    }
}

impl Sink for Slice<'_> {
    fn byte(&mut self, byte: u8) {
        if let Some(place) = self.rest.next() {
            *place = byte;
        }
    }
}
