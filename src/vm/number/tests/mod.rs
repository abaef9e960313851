//! Claims about the whole room; the judges are CPython's own output, core's float text and 128-bit ints.

extern crate std;

mod arithmetic;
mod cpython;
mod floats;
mod hostile;

use std::string::String;
use std::vec::Vec;

use super::Sink;

impl Sink for Vec<u8> {
    fn byte(&mut self, byte: u8) {
        self.push(byte);
    }
}

/// Collects what is written.
fn written(write: impl FnOnce(&mut dyn Sink)) -> String {
    let mut text: Vec<u8> = Vec::new();
    write(&mut text);
    String::from_utf8(text).unwrap()
}

/// Random bits that are the same in every run (xorshift64*).
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.bits() >> 33) % end
    }

    /// Limbs, a good part of them all zeros or all ones.
    fn limbs(&mut self, most: u64) -> Vec<u32> {
        (0..self.below(most + 1))
            .map(|_| match self.below(4) {
                0 => 0,
                1 => u32::MAX,
                _ => self.bits() as u32,
            })
            .collect()
    }
}
