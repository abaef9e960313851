//! `deflate`: inflating step by step, with a window of the caller's. RFC 1951; formats are in `python/deflate.py`.

use crate::vm::Vm;
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::{Args, Native, TypeId, native, tuple};
use crate::vm::value::{Ref, Value};

/// `deflate`.
pub static MODULE: NativeModule = NativeModule { name: "deflate", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_inflater", "", 0, 0, inflater),
    native("_inflate", "inflater, data, start, window, place, count, /", 6, 6, inflate),
    native("_adler32", "data, start, value, /", 3, 3, adler32),
];

/// Bytes that one call makes at most.
const CHUNK: usize = 256;
/// Bytes that `_adler32` takes at most.
const SUM_CHUNK: usize = 1024;

/// The code lengths' own code lengths come in this order.
const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/// First length and extra bits of the symbols from 257 on.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// A canonical Huffman code: how many codes there are of each length, and the symbols in the order of their codes.
#[derive(Clone, Copy)]
struct Code<const N: usize> {
    counts: [u16; 16],
    symbols: [u16; N],
}

impl<const N: usize> Code<N> {
    const EMPTY: Code<N> = Code { counts: [0; 16], symbols: [0; N] };

    /// Of the lengths of the symbols' codes; false if there are more codes than fit.
    fn set(&mut self, lengths: &[u8]) -> bool {
        *self = Code::EMPTY;
        let mut offsets = [0u16; 16];
        for length in lengths {
            if let Some(count) = self.counts.get_mut(*length as usize) {
                *count += 1;
            }
        }
        let mut left = 1i32;
        for count in self.counts.iter().skip(1) {
            left = left * 2 - i32::from(*count);
            if left < 0 {
                return false;
            }
        }
        let mut sum = 0;
        for (offset, count) in offsets.iter_mut().zip(self.counts).skip(1) {
            *offset = sum;
            sum += count;
        }
        for (symbol, length) in lengths.iter().enumerate().filter(|(_, length)| **length != 0) {
            if let Some(offset) = offsets.get_mut(*length as usize) {
                if let Some(place) = self.symbols.get_mut(*offset as usize) {
                    *place = symbol as u16;
                }
                *offset += 1;
            }
        }
        if let Some(none) = self.counts.first_mut() {
            *none = 0;
        }
        true
    }
}

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Block,
    StoredLength,
    Stored,
    Header,
    CodeLengths,
    Lengths,
    /// The extra bits of a symbol that repeats a length.
    Repeat(u8),
    Symbol,
    /// The extra bits of a length, then the distance and its extra bits.
    Length(u8),
    Distance,
    DistanceBits(u8),
    Copy,
    End,
}

/// Why it stops.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Halt {
    Input,
    Broken,
}

/// The state between two bytes of input.
struct Inflater {
    bits: u32,
    count: u8,
    phase: Phase,
    is_last: bool,
    /// Bytes to copy, and from how far back.
    length: u16,
    distance: u16,
    /// Numbers of codes in the header, and how many lengths are there.
    literals: u16,
    distances: u16,
    known: u16,
    /// Bytes made so far, up to the largest window.
    made: u32,
    lengths: [u8; 320],
    literal: Code<288>,
    far: Code<32>,
}

/// The input of a call.
struct Source<'a> {
    data: &'a [u8],
    at: usize,
}

impl Inflater {
    fn new() -> Inflater {
        Inflater {
            bits: 0,
            count: 0,
            phase: Phase::Block,
            is_last: false,
            length: 0,
            distance: 0,
            literals: 0,
            distances: 0,
            known: 0,
            made: 0,
            lengths: [0; 320],
            literal: Code::EMPTY,
            far: Code::EMPTY,
        }
    }

    /// Makes sure of so many bits, 16 at most.
    fn need(&mut self, source: &mut Source, count: u8) -> Result<(), Halt> {
        while self.count < count {
            let byte = source.data.get(source.at).ok_or(Halt::Input)?;
            source.at += 1;
            self.bits |= u32::from(*byte) << self.count;
            self.count += 8;
        }
        Ok(())
    }

    fn drop_bits(&mut self, count: u8) -> u16 {
        let value = self.bits & ((1 << count) - 1);
        self.bits >>= count;
        self.count -= count;
        value as u16
    }

    fn take(&mut self, source: &mut Source, count: u8) -> Result<u16, Halt> {
        self.need(source, count)?;
        Ok(self.drop_bits(count))
    }

    /// The next symbol of a code; without enough input nothing is taken.
    fn symbol(&mut self, source: &mut Source, is_far: bool) -> Result<u16, Halt> {
        let (mut code, mut first, mut index) = (0i32, 0i32, 0i32);
        for length in 1..16u8 {
            self.need(source, length)?;
            code |= (self.bits >> (length - 1) & 1) as i32;
            let (counts, symbols): (&[u16], &[u16]) = match is_far {
                true => (&self.far.counts, &self.far.symbols),
                false => (&self.literal.counts, &self.literal.symbols),
            };
            let count = i32::from(counts.get(length as usize).copied().unwrap_or(0));
            if code - count < first {
                let symbol = symbols.get((index + code - first) as usize).copied().ok_or(Halt::Broken)?;
                self.drop_bits(length);
                return Ok(symbol);
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Halt::Broken)
    }

    /// The codes of a block with fixed ones.
    fn set_fixed(&mut self) {
        for (symbol, length) in self.lengths.iter_mut().enumerate() {
            *length = match symbol {
                0..144 => 8,
                144..256 => 9,
                256..280 => 7,
                280..288 => 8,
                _ => 5,
            };
        }
        let lengths = self.lengths;
        self.literal.set(lengths.get(..288).unwrap_or_default());
        self.far.set(lengths.get(288..318).unwrap_or_default());
    }

    /// Adds lengths of codes.
    fn add_lengths(&mut self, length: u8, count: u16) -> Result<(), Halt> {
        let (start, end) = (self.known as usize, (self.known + count) as usize);
        if end > usize::from(self.literals + self.distances) {
            return Err(Halt::Broken);
        }
        self.lengths.get_mut(start..end).ok_or(Halt::Broken)?.fill(length);
        self.known += count;
        Ok(())
    }

    fn put(&mut self, byte: u8, window: &mut [u8], place: &mut usize) {
        if let Some(cell) = window.get_mut(*place) {
            *cell = byte;
        }
        *place = if *place + 1 >= window.len() { 0 } else { *place + 1 };
        self.made = self.made.saturating_add(1);
    }

    /// Does what is next; puts bytes into the window from `place` on. `Ok`: go on.
    fn step(&mut self, source: &mut Source, window: &mut [u8], place: &mut usize) -> Result<(), Halt> {
        match self.phase {
            Phase::Block if self.is_last => self.phase = Phase::End,
            Phase::Block => {
                let head = self.take(source, 3)?;
                self.is_last = head & 1 != 0;
                self.phase = match head >> 1 {
                    0 => Phase::StoredLength,
                    1 => {
                        self.set_fixed();
                        Phase::Symbol
                    }
                    2 => Phase::Header,
                    _ => return Err(Halt::Broken),
                };
                if head >> 1 == 0 {
                    self.drop_bits(self.count % 8);
                    self.known = 0;
                }
            }
            Phase::StoredLength => {
                // The length, then its complement.
                let half = self.take(source, 16)?;
                if self.known == 0 {
                    (self.length, self.known) = (half, 1);
                } else if half != !self.length {
                    return Err(Halt::Broken);
                } else {
                    self.phase = Phase::Stored;
                }
            }
            Phase::Stored if self.length == 0 => self.phase = Phase::Block,
            Phase::Stored => {
                let byte = self.take(source, 8)? as u8;
                self.put(byte, window, place);
                self.length -= 1;
            }
            Phase::Header => {
                let head = self.take(source, 14)?;
                self.literals = 257 + (head & 31);
                self.distances = 1 + (head >> 5 & 31);
                self.length = 4 + (head >> 10);
                self.known = 0;
                self.lengths = [0; 320];
                if self.literals > 286 || self.distances > 30 {
                    return Err(Halt::Broken);
                }
                self.phase = Phase::CodeLengths;
            }
            Phase::CodeLengths if self.known == self.length => {
                let mut lengths = [0; 19];
                lengths.copy_from_slice(self.lengths.first_chunk::<19>().unwrap_or(&[0; 19]));
                if !self.literal.set(&lengths) {
                    return Err(Halt::Broken);
                }
                self.known = 0;
                self.phase = Phase::Lengths;
            }
            Phase::CodeLengths => {
                let length = self.take(source, 3)? as u8;
                let symbol = ORDER.get(self.known as usize).copied().unwrap_or(0);
                if let Some(place) = self.lengths.get_mut(symbol as usize) {
                    *place = length;
                }
                self.known += 1;
            }
            Phase::Lengths if self.known == self.literals + self.distances => {
                let lengths = self.lengths;
                let (literals, all) = (self.literals as usize, self.known as usize);
                let is_good = lengths.get(256) != Some(&0)
                    && self.literal.set(lengths.get(..literals).unwrap_or_default())
                    && self.far.set(lengths.get(literals..all).unwrap_or_default());
                if !is_good {
                    return Err(Halt::Broken);
                }
                self.phase = Phase::Symbol;
            }
            Phase::Lengths => match self.symbol(source, false)? {
                symbol @ 16..19 => self.phase = Phase::Repeat(symbol as u8),
                length => self.add_lengths(length as u8, 1)?,
            },
            Phase::Repeat(symbol) => {
                let (extra, first) = match symbol {
                    16 => (2, 3),
                    17 => (3, 3),
                    _ => (7, 11),
                };
                let more = self.take(source, extra)?;
                let last = self.lengths.get((self.known as usize).wrapping_sub(1)).copied();
                let length = if symbol == 16 { last.ok_or(Halt::Broken)? } else { 0 };
                self.add_lengths(length, first + more)?;
                self.phase = Phase::Lengths;
            }
            Phase::Symbol => match self.symbol(source, false)? {
                byte @ 0..256 => self.put(byte as u8, window, place),
                256 => self.phase = Phase::Block,
                symbol => {
                    let (first, extra) = LENGTHS.get((symbol - 257) as usize).copied().ok_or(Halt::Broken)?;
                    self.length = first;
                    self.phase = Phase::Length(extra);
                }
            },
            Phase::Length(extra) => {
                self.length += self.take(source, extra)?;
                self.phase = Phase::Distance;
            }
            Phase::Distance => {
                let symbol = self.symbol(source, true)?;
                let extra = (symbol / 2).saturating_sub(1) as u8;
                self.distance = match symbol {
                    0..4 => symbol + 1,
                    4..30 => (2 + symbol % 2) << extra,
                    _ => return Err(Halt::Broken),
                };
                if symbol >= 4 {
                    self.distance += 1;
                }
                self.phase = Phase::DistanceBits(extra);
            }
            Phase::DistanceBits(extra) => {
                self.distance += self.take(source, extra)?;
                if self.distance as usize > window.len() || u32::from(self.distance) > self.made {
                    return Err(Halt::Broken);
                }
                self.phase = Phase::Copy;
            }
            Phase::Copy if self.length == 0 => self.phase = Phase::Symbol,
            Phase::Copy => {
                let from = (*place + window.len() - self.distance as usize) % window.len();
                let byte = window.get(from).copied().unwrap_or(0);
                self.put(byte, window, place);
                self.length -= 1;
            }
            Phase::End => {}
        }
        Ok(())
    }
}

/// `_inflater()`
fn inflater(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let block = vm.heap.alloc_native::<Inflater>()?;
    vm.heap.init(block, 1, Value::builtin_type(TypeId::Object));
    vm.heap.fill_native(block, Inflater::new());
    Ok(Value::reference(block))
}

fn number(args: Args, index: usize) -> usize {
    args.get(index).as_small().and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
}

/// `_inflate(inflater, data, start, window, place, count)`: at most `count` bytes from `place` of the window on, which is
/// a ring; how many bytes of the data were used up, how many were made, whether that was the end.
fn inflate(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(window) = vm.writable_text(args.get(3)).filter(|window| !window.is_empty()) else {
        return raise!(vm, TypeError, "the window must be a bytearray");
    };
    let data = vm.need_buffer(args.get(1))?.part(number(args, 2), usize::MAX);
    // The result comes first: behind the effects there must be no want of memory.
    let result = tuple::new(vm, &[Value::ZERO; 3])?;
    let mut source = Source { data: data.detached(vm), at: 0 };
    let (limit, mut place) = (number(args, 5).min(CHUNK) as u32, number(args, 4) % window.len());
    let block = args.get(0).as_ref().unwrap_or(Ref::NONE);
    let inflated = vm.heap.lend_native(block, |heap, state: &mut Inflater| {
        let window = window.bytes_mut(heap);
        let before = state.made;
        // Each turn makes a byte at most; headers make none, but they are short.
        while state.phase != Phase::End && state.made - before < limit {
            match state.step(&mut source, window, &mut place) {
                Ok(()) => {}
                Err(Halt::Input) => break,
                Err(Halt::Broken) => return None,
            }
        }
        let made = (state.made - before) as usize;
        // The window's size is all that `made` is for: it must not run over.
        state.made = state.made.min(1 << 16);
        let mut unused = 0;
        if state.phase == Phase::End {
            // Whole bytes that were read ahead are not part of the text.
            unused = usize::from(state.count / 8).min(source.at);
        }
        Some((source.at - unused, made, state.phase == Phase::End))
    });
    match inflated {
        Some(Some((used, made, is_over))) => {
            for (index, item) in [Value::len(used), Value::len(made), Value::bool(is_over)].into_iter().enumerate() {
                vm.heap.init(result.block(), 2 + index, item);
            }
            Ok(result)
        }
        Some(None) => raise!(vm, ValueError, "the compressed data is broken"),
        None => raise!(vm, TypeError, "the first argument must be an inflater"),
    }
}

/// `_adler32(data, start, value)`: over at most so many bytes; the sum as two small ints.
fn adler32(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let start = number(args, 1);
    let data = vm.need_buffer(args.get(0))?.part(start, start.saturating_add(SUM_CHUNK));
    let value = vm.as_int(args.get(2)).and_then(|value| value.to_u64(&vm.heap)).unwrap_or(1);
    let (mut low, mut high) = ((value & 0xffff) as u32, (value >> 16 & 0xffff) as u32);
    for byte in data.bytes(vm) {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    vm.int_from_u64(u64::from(high) << 16 | u64::from(low))
}
