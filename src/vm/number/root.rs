//! `math.isqrt` and `math.gcd` of magnitudes, in place and in steps.

use super::magnitude::{bit_length, compare, length, limb, subtract_assign};

/// A square root on its way, one bit a step, so that no other room is needed than the two numbers.
pub struct Root {
    /// The bits of the root still to be found.
    bits: usize,
}

impl Root {
    /// Starts: `rest` holds the number and ends as what the square leaves; `root` needs the same length and is cleared.
    pub fn start(rest: &[u32], root: &mut [u32]) -> Self {
        root.fill(0);
        Root { bits: bit_length(rest).div_ceil(2) }
    }

    /// Finds at most `bits` bits (each a few passes over both numbers); says whether it is done.
    pub fn step(&mut self, rest: &mut [u32], root: &mut [u32], bits: usize) -> bool {
        for _ in 0..bits.min(self.bits) {
            self.bits -= 1;
            let bit = self.bits.saturating_mul(2);
            // `root` holds the true root times 2^(bits + 1), whose low bits up to `bit` are clear.
            flip(root, bit);
            let fits = compare(rest, root).is_ge();
            if fits {
                subtract_assign(rest, root);
            }
            flip(root, bit);
            halve(root);
            if fits {
                flip(root, bit);
            }
        }
        self.bits == 0
    }
}

/// Flips one bit.
fn flip(a: &mut [u32], bit: usize) {
    if let Some(place) = a.get_mut(bit / 32) {
        *place ^= 1 << (bit % 32);
    }
}

/// Sets `a >>= 1`.
fn halve(a: &mut [u32]) {
    let mut above = 0;
    for place in a.iter_mut().rev() {
        let current = *place;
        *place = current >> 1 | above << 31;
        above = current;
    }
}

/// A greatest common divisor on its way: the binary algorithm, in place.
pub struct Gcd {
    twos: usize,
}

impl Gcd {
    /// Starts; both numbers are used up, and need the same length.
    pub const fn start() -> Self {
        Gcd { twos: 0 }
    }

    /// Takes at most `bits` bits off the two numbers (each a few passes over both); says whether `a` is the divisor.
    /// Where one number is much the longer, a [`Division`](super::divide::Division) first makes them alike.
    pub fn step(&mut self, a: &mut [u32], b: &mut [u32], bits: usize) -> bool {
        for _ in 0..bits {
            if length(b) != 0 {
                self.reduce(a, b);
            } else if self.twos != 0 {
                self.twos -= 1;
                double(a);
            } else {
                return true;
            }
        }
        false
    }

    /// Takes a bit off the greater or the even one.
    fn reduce(&mut self, a: &mut [u32], b: &mut [u32]) {
        if length(a) == 0 {
            return swap(a, b);
        }
        match (limb(a, 0) & 1, limb(b, 0) & 1) {
            (0, 0) => {
                halve(a);
                halve(b);
                self.twos = self.twos.saturating_add(1);
            }
            (0, _) => halve(a),
            (_, 0) => halve(b),
            _ => {
                if compare(a, b).is_lt() {
                    swap(a, b);
                }
                subtract_assign(a, b);
                halve(a);
            }
        }
    }
}

fn swap(a: &mut [u32], b: &mut [u32]) {
    for (left, right) in a.iter_mut().zip(b) {
        core::mem::swap(left, right);
    }
}

/// Sets `a *= 2`.
fn double(a: &mut [u32]) {
    let mut below = 0;
    for place in a.iter_mut() {
        let current = *place;
        *place = current << 1 | below >> 31;
        below = current;
    }
}
