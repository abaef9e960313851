//! The letters of `array.array`: how a number lies in memory.

use crate::vm::Vm;
use crate::vm::number::Float;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// How a number lies in memory: its bytes, the lowest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Number {
    /// An int with a sign.
    Signed(u8),
    /// An int without one.
    Unsigned(u8),
    /// A float.
    Float(u8),
}

/// A letter and what it stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Letter {
    /// The letter.
    pub letter: u8,
    /// What it stands for.
    pub number: Number,
}

/// All letters: sizes as on machines of 64 bits.
static LETTERS: &[Letter] = &[
    Letter { letter: b'b', number: Number::Signed(1) },
    Letter { letter: b'B', number: Number::Unsigned(1) },
    Letter { letter: b'h', number: Number::Signed(2) },
    Letter { letter: b'H', number: Number::Unsigned(2) },
    Letter { letter: b'i', number: Number::Signed(4) },
    Letter { letter: b'I', number: Number::Unsigned(4) },
    Letter { letter: b'l', number: Number::Signed(8) },
    Letter { letter: b'L', number: Number::Unsigned(8) },
    Letter { letter: b'q', number: Number::Signed(8) },
    Letter { letter: b'Q', number: Number::Unsigned(8) },
    Letter { letter: b'f', number: Number::Float(4) },
    Letter { letter: b'd', number: Number::Float(8) },
];

/// The letter of a byte.
pub fn letter_of(letter: u8) -> Option<Letter> {
    LETTERS.iter().copied().find(|row| row.letter == letter)
}

impl Letter {
    /// Bytes of a number.
    pub const fn size(self) -> usize {
        match self.number {
            Number::Signed(size) | Number::Unsigned(size) | Number::Float(size) => size as usize,
        }
    }

    /// The number that some bytes are.
    pub fn read(self, vm: &mut Vm, bytes: &[u8]) -> Outcome<Value> {
        let mut raw = [0; 8];
        for (place, byte) in raw.iter_mut().zip(bytes) {
            *place = *byte;
        }
        let bits = u64::from_le_bytes(raw);
        match self.number {
            Number::Signed(size) => {
                let unused = 64 - 8 * u32::from(size);
                vm.int_from_i64((bits << unused) as i64 >> unused)
            }
            Number::Unsigned(_) => vm.int_from_u64(bits),
            Number::Float(4) => vm.new_float(f32::from_bits(bits as u32) as Float),
            Number::Float(_) => vm.new_float(f64::from_bits(bits) as Float),
        }
    }

    /// The bytes of a number, the first ones of eight; `None` if Python must make it a number first.
    #[allow(clippy::unnecessary_cast)] // With feature `f32` it is necessary.
    pub fn write(self, vm: &mut Vm, value: Value) -> Outcome<Option<[u8; 8]>> {
        let Number::Float(size) = self.number else { return self.write_int(vm, value) };
        let Some(x) = vm.as_real(value)? else {
            if vm.is_instance(value) {
                return Ok(None);
            }
            return raise!(vm, TypeError, "must be real number, not {}", vm.type_of(value));
        };
        let bits = if size == 4 { u64::from((x as f32).to_bits()) } else { (x as f64).to_bits() };
        Ok(Some(bits.to_le_bytes()))
    }

    fn write_int(self, vm: &mut Vm, value: Value) -> Outcome<Option<[u8; 8]>> {
        let Some(int) = vm.as_int(value) else {
            if vm.has_index(value) {
                return Ok(None);
            }
            return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(value));
        };
        let is_below = int.negative && !int.is_zero();
        let (signed, wide) = (int.to_i64(&vm.heap), int.to_u64(&vm.heap));
        let found = match (self.letter, signed, wide) {
            (b'q' | b'l', Some(int), _) => Ok(int as u64),
            (b'Q' | b'L', _, Some(int)) => Ok(int),
            (b'I', _, Some(int)) if int >> 32 == 0 => Ok(int),
            (b'I', _, Some(_)) => Err("unsigned int is greater than maximum"),
            (b'I' | b'L', ..) if is_below => Err("can't convert negative value to unsigned int"),
            (b'I' | b'L', ..) => Err("Python int too large to convert to C unsigned long"),
            (b'Q', ..) if is_below => Err("can't convert negative int to unsigned"),
            (b'q' | b'Q', ..) => Err("int too big to convert"),
            (_, Some(int), _) => self.narrow(int),
            _ => Err("Python int too large to convert to C long"),
        };
        match found {
            Ok(bits) => Ok(Some(bits.to_le_bytes())),
            Err(text) => Err(vm.raise(super::TypeId::OverflowError, text, [Value::UNDEFINED; 2])),
        }
    }

    /// An int of at most four bytes.
    fn narrow(self, int: i64) -> Result<u64, &'static str> {
        let fits = |least: i64, most: i64, below: &'static str, above: &'static str| match int {
            int if int < least => Err(below),
            int if int > most => Err(above),
            int => Ok(int as u64),
        };
        let (short_below, short_above) =
            ("signed short integer is less than minimum", "signed short integer is greater than maximum");
        let (int_below, int_above) = ("signed integer is less than minimum", "signed integer is greater than maximum");
        match self.letter {
            b'b' => {
                fits(-0x8000, 0x7fff, short_below, short_above)?;
                fits(-0x80, 0x7f, "signed char is less than minimum", "signed char is greater than maximum")
            }
            b'B' => fits(
                0,
                0xff,
                "unsigned byte integer is less than minimum",
                "unsigned byte integer is greater than maximum",
            ),
            b'h' => fits(-0x8000, 0x7fff, short_below, short_above),
            b'H' => {
                fits(-0x8000_0000, 0x7fff_ffff, int_below, int_above)?;
                fits(0, 0xffff, "unsigned short is less than minimum", "unsigned short is greater than maximum")
            }
            _ => fits(-0x8000_0000, 0x7fff_ffff, int_below, int_above),
        }
    }
}
