//! `struct`: values as bytes. The class `Struct` and the error are in `python/struct.py`.
//!
//! Native formats are those of a machine of 64 bits with the lowest byte first, on every machine.

pub mod format;

use super::members::{module_value, raise_of};
use crate::vm::Vm;
use crate::vm::exec::operator;
use crate::vm::heap::{Portion, Task, Work};
use crate::vm::native::NativeModule;
use crate::vm::number::Float;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::text::{BYTES, Family, Text};
use crate::vm::types::{Args, Native, TypeId, bytes, native, tuple};
use crate::vm::value::{Ref, Value};
use format::{Format, Item, Kind, Order};

/// `struct`.
pub static MODULE: NativeModule = NativeModule { name: "struct", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("calcsize", "format, /", 1, 1, |vm, args| format_of(vm, args.get(0)).map(|format| Value::len(format.size))),
    native("pack", "*args", 0, 255, pack),
    native("pack_into", "*args", 0, 255, pack_into),
    native("unpack", "format, buffer, /", 2, 2, unpack),
    native("unpack_from", "format, /, buffer, offset=0", 2, 3, unpack_from),
];

/// `struct.error` with a text.
fn error<T>(vm: &mut Vm, text: &'static str, values: &[Value]) -> Outcome<T> {
    Err(raise_of(vm, "struct", "error", text, values))
}

/// A format, its bytes and its values.
#[derive(Clone, Copy)]
struct Measured {
    text: Text,
    size: usize,
    values: usize,
}

fn format_of(vm: &mut Vm, value: Value) -> Outcome<Measured> {
    let Some(text) = vm.text(value) else {
        return raise!(vm, TypeError, "Struct() argument 1 must be a str or bytes object, not {}", vm.type_of(value));
    };
    match Format::measure(text.bytes(vm)) {
        Ok((size, values)) => Ok(Measured { text, size, values }),
        Err(flaw) => error(vm, flaw.text(), &[]),
    }
}

/// The values that follow a format, of objects with `__index__` by way of it.
fn ask(vm: &mut Vm, args: Args, name: &str) -> Outcome<Stop> {
    let (module, name) = (module_value(vm, "struct"), vm.new_str(name.as_bytes())?);
    let arguments = tuple::from_args(vm, args)?;
    Ok(vm.tail_call(vm.prelude(Prelude::CallIndexed), &[module, name, arguments]))
}

/// So many bytes of a `bytes`.
fn place<'v>(vm: &'v mut Vm, at: Ref, start: usize, len: usize) -> &'v mut [u8] {
    vm.heap.bytes_mut(at, BYTES.saturating_add(start), len)
}

/// `pack(format, *values)`
fn pack<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    if args.count() == 0 {
        return raise!(vm, TypeError, "missing format argument");
    }
    let format = format_of(vm, args.get(0))?;
    let given = args.count() - 1;
    if given != format.values {
        let counts = [Value::len(format.values), Value::len(given)];
        return error(vm, "pack expected {} items for packing (got {})", &counts);
    }
    packed(vm, format, args, 1, "pack")
}

/// The bytes of all values of a call, from the argument `first` on.
fn packed<'m>(vm: &mut Vm<'m>, format: Measured, args: Args<'m>, first: usize, name: &str) -> Outcome<Value> {
    let mut values = Values::new(vm, format);
    let bytes = match values.made.is_defined() {
        true => values.made,
        false => zeros(vm, format.size)?,
    };
    values.made = bytes;
    write_all(vm, &mut values, args, first, bytes.block(), name)?;
    values.end(vm);
    Ok(bytes)
}

/// So many bytes, all 0.
fn zeros(vm: &mut Vm, size: usize) -> Outcome<Value> {
    bytes::zeros(vm, Value::len(size), Family::Bytes)
}

/// The values of a format on their way, some at a time.
struct Values<'m> {
    format: Format<'m>,
    /// The format where the item begins that is under way, the number of its first value, and how many are done.
    item: Format<'m>,
    first: usize,
    done: usize,
    left: usize,
    /// What is being made.
    made: Value,
}

/// Values that are packed or unpacked in one portion.
const VALUES_AT_ONCE: usize = 20;
/// Where the item stands, and where its values do.
const ITEM: Work = Work::of(Task::Module, 1);
const VALUE: Work = Work::of(Task::Module, 2);

impl<'m> Values<'m> {
    /// Begins, or goes on after a pause.
    fn new(vm: &Vm<'m>, format: Measured) -> Values<'m> {
        let text = format.text.detached(vm);
        let (item, first, done, made) = match (vm.heap.resumed(ITEM), vm.heap.resumed(VALUE)) {
            (Some(item), Some(value)) => {
                (Format::resume(text, item.at, item.extra), item.note as usize, value.at, value.held)
            }
            _ => (Format::new(text), 0, 0, Value::UNDEFINED),
        };
        Values { format: item, item, first, done, left: VALUES_AT_ONCE, made }
    }

    /// The next item.
    fn next(&mut self) -> Option<Item> {
        self.item = self.format;
        self.format.next().ok().flatten()
    }

    /// The item is done.
    fn passed(&mut self, values: usize) {
        self.first = self.first.saturating_add(values);
        self.done = 0;
    }

    /// To be called before the value of that number of the item.
    fn turn(&mut self, vm: &mut Vm, number: usize) -> Outcome<()> {
        if self.left == 0 {
            let (at, extra, note) = (self.item.left(), self.item.size, self.first as u32);
            if vm.heap.note(ITEM, Portion { at, extra, note, held: Value::UNDEFINED }) {
                vm.heap.pause(VALUE, Portion { at: number, extra: 0, note: 0, held: self.made })?;
            }
            self.left = VALUES_AT_ONCE;
        }
        self.left -= 1;
        Ok(())
    }

    fn end(&self, vm: &mut Vm) {
        vm.heap.end_work(ITEM);
        vm.heap.end_work(VALUE);
    }
}

/// `pack_into(format, buffer, offset, *values)`
fn pack_into<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    if args.count() == 0 {
        return raise!(vm, TypeError, "missing format argument");
    }
    let format = format_of(vm, args.get(0))?;
    if args.count() < 3 {
        let what =
            if args.count() == 1 { "pack_into expected buffer argument" } else { "pack_into expected offset argument" };
        return error(vm, what, &[]);
    }
    let given = args.count() - 3;
    if given != format.values {
        let counts = [Value::len(format.values), Value::len(given)];
        return error(vm, "pack_into expected {} items for packing (got {})", &counts);
    }
    let Some(array) = vm.writable_text(args.get(1)) else {
        let class = vm.type_of(args.get(1));
        return raise!(vm, TypeError, "argument must be read-write bytes-like object, not {}", class);
    };
    let Some(offset) = vm.as_clamped_index(args.get(2))? else { return Err(ask(vm, args, "pack_into")?) };
    let start = place_in(vm, offset, format.size, array.len(), true)?;
    // Elsewhere first: nothing is written if something is wrong.
    let packed = packed(vm, format, args, 3, "pack_into")?;
    if let Some(packed) = vm.text(packed) {
        array.part(start, start.saturating_add(format.size)).overwrite(vm, packed);
    }
    Ok(Value::NONE)
}

/// Where something of `size` bytes starts in a buffer.
fn place_in(vm: &mut Vm, offset: isize, size: usize, room: usize, packs: bool) -> Outcome<usize> {
    let shown = Value::try_small(offset as i64).unwrap_or(Value::ZERO);
    let (bytes, all) = (Value::len(size), Value::len(room));
    if offset < 0 {
        let back = offset.unsigned_abs();
        if size > back && packs {
            return error(vm, "no space to pack {} bytes at offset {}", &[bytes, shown]);
        }
        if size > back {
            return error(vm, "not enough data to unpack {} bytes at offset {}", &[bytes, shown]);
        }
        return match room.checked_sub(back) {
            Some(start) => Ok(start),
            None => error(vm, "offset {} out of range for {}-byte buffer", &[shown, all]),
        };
    }
    let start = offset.unsigned_abs();
    let end = start.saturating_add(size);
    if end > room {
        let values = [Value::len(end.min(1 << 29)), bytes, shown, all];
        let text = match packs {
            true => {
                "pack_into requires a buffer of at least {} bytes for packing {} bytes at offset {} (actual buffer size is {})"
            }
            false => {
                "unpack_from requires a buffer of at least {} bytes for unpacking {} bytes at offset {} (actual buffer size is {})"
            }
        };
        return error(vm, text, &values);
    }
    Ok(start)
}

/// Writes all values of a call, from the argument `first` on.
fn write_all(vm: &mut Vm, values: &mut Values, args: Args, first: usize, at: Ref, name: &str) -> Outcome<()> {
    while let Some(item) = values.next() {
        for number in values.done..item.values() {
            values.turn(vm, number)?;
            let value = args.get(first + values.first + number);
            if matches!(item.kind, Kind::Bytes | Kind::Pascal) {
                write_bytes(vm, item, value, at)?;
                continue;
            }
            let order = values.format.order;
            let Some(bits) = bits_of(vm, item, order, value)? else { return Err(ask(vm, args, name)?) };
            let place = place(vm, at, item.start + number * item.size, item.size);
            format::store(place, bits, order.big);
        }
        values.passed(item.values());
    }
    Ok(())
}

fn write_bytes(vm: &mut Vm, item: Item, value: Value, at: Ref) -> Outcome<()> {
    let is_bytes = matches!(vm.type_id(value), TypeId::Bytes | TypeId::ByteArray);
    let Some(text) = vm.buffer_text(value).filter(|_| is_bytes) else {
        return match item.kind {
            Kind::Pascal => error(vm, "argument for 'p' must be a bytes object", &[]),
            _ => error(vm, "argument for 's' must be a bytes object", &[]),
        };
    };
    let bytes = text.detached(vm);
    let front = usize::from(item.kind == Kind::Pascal);
    let len = bytes.len().min(item.count.saturating_sub(front));
    if front != 0 && item.count > 0 {
        place(vm, at, item.start, 1).fill(len.min(255) as u8);
    }
    let place = place(vm, at, item.start + front, len);
    if let Some(bytes) = bytes.get(..place.len()) {
        place.copy_from_slice(bytes);
    }
    Ok(())
}

/// The bits of a value; `None` if its `__index__` must be asked.
fn bits_of(vm: &mut Vm, item: Item, order: Order, value: Value) -> Outcome<Option<u64>> {
    match item.kind {
        Kind::Character => {
            let byte = vm.buffer_text(value).filter(|text| text.len() == 1).map(|text| text.detached(vm));
            match byte {
                Some([byte]) => Ok(Some((*byte).into())),
                _ => error(vm, "char format requires a bytes object of length 1", &[]),
            }
        }
        Kind::Truth => is_true(vm, value).map(|truth| Some(truth.into())),
        Kind::Float => float_bits(vm, item, order, value).map(Some),
        _ => int_bits(vm, item, value),
    }
}

/// `bool(value)`; of objects of Python classes the truth of what they are made of.
fn is_true(vm: &mut Vm, value: Value) -> Outcome<bool> {
    let plain = vm.payload(value);
    if vm.is_instance(plain) { Ok(true) } else { operator::truth(vm, plain) }
}

fn float_bits(vm: &mut Vm, item: Item, order: Order, value: Value) -> Outcome<u64> {
    let Some(x) = vm.as_real(value)? else { return error(vm, "required argument is not a float", &[]) };
    #[allow(clippy::unnecessary_cast)] // With feature `f32` it is necessary.
    let x = x as f64;
    match item.size {
        2 => match format::to_half(x) {
            Some(half) => Ok(half.into()),
            None => raise!(vm, OverflowError, "float too large to pack with e format"),
        },
        4 if !order.native && x.is_finite() && (x as f32).is_infinite() => {
            raise!(vm, OverflowError, "float too large to pack with f format")
        }
        4 => Ok((x as f32).to_bits().into()),
        _ => Ok(x.to_bits()),
    }
}

fn int_bits(vm: &mut Vm, item: Item, value: Value) -> Outcome<Option<u64>> {
    let Some(int) = vm.as_int(value) else {
        if vm.has_index(value) {
            return Ok(None);
        }
        return error(vm, "required argument is not an integer", &[]);
    };
    let bits = item.size as u32 * 8;
    let is_small = item.size < 4;
    let signed = item.kind == Kind::Signed;
    let wide = match signed || is_small {
        true => int.to_i64(&vm.heap).map(i128::from),
        false => int.to_u64(&vm.heap).map(i128::from),
    };
    if item.letter == b'P' {
        let low = int.to_i64(&vm.heap).map(|int| int as u64).or_else(|| int.to_u64(&vm.heap));
        return match low {
            Some(bits) => Ok(Some(bits)),
            None => error(vm, "int too large to convert", &[]),
        };
    }
    let Some(wide) = wide else { return error(vm, "argument out of range", &[]) };
    let (least, most) = match signed {
        true => (-1i128 << (bits - 1), (1i128 << (bits - 1)) - 1),
        false => (0, (1i128 << bits) - 1),
    };
    if (least..=most).contains(&wide) {
        return Ok(Some(wide as u64));
    }
    out_of_range(vm, item, least as i64, most as i64)
}

fn out_of_range<T>(vm: &mut Vm, item: Item, least: i64, most: i64) -> Outcome<T> {
    let (least, most) = (vm.int_from_i64(least)?, vm.int_from_i64(most)?);
    let text = match item.letter {
        b'b' => "byte format requires {} <= number <= {}",
        b'B' => "ubyte format requires {} <= number <= {}",
        b'h' => "short format requires {} <= number <= {}",
        b'H' => "ushort format requires {} <= number <= {}",
        b'i' => "'i' format requires {} <= number <= {}",
        b'I' => "'I' format requires {} <= number <= {}",
        b'l' => "'l' format requires {} <= number <= {}",
        b'L' => "'L' format requires {} <= number <= {}",
        _ => "argument out of range",
    };
    error(vm, text, &[least, most])
}

/// `unpack(format, buffer)`
fn unpack(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let format = format_of(vm, args.get(0))?;
    let buffer = vm.need_buffer(args.get(1))?;
    if buffer.len() != format.size {
        return error(vm, "unpack requires a buffer of {} bytes", &[Value::len(format.size)]);
    }
    read_all(vm, format, buffer)
}

/// `unpack_from(format, buffer, offset=0)`
fn unpack_from(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let format = format_of(vm, args.get(0))?;
    let buffer = vm.need_buffer(args.get(1))?;
    let Some(offset) = vm.as_clamped_index(args.get_or(2, Value::ZERO))? else {
        return Err(ask(vm, args, "unpack_from")?);
    };
    let start = place_in(vm, offset, format.size, buffer.len(), false)?;
    read_all(vm, format, buffer.part(start, start.saturating_add(format.size)))
}

/// A tuple of the values in a buffer of the right size.
fn read_all(vm: &mut Vm, format: Measured, buffer: Text) -> Outcome<Value> {
    let mut values = Values::new(vm, format);
    if !values.made.is_defined() {
        values.made = Value::reference(tuple::with_len(&mut vm.heap, format.values)?);
    }
    let all = values.made.block();
    while let Some(item) = values.next() {
        for number in values.done..item.values() {
            values.turn(vm, number)?;
            let start = item.start + number * item.size;
            let value = match item.kind {
                Kind::Bytes => buffer.part(start, start + item.count).in_family(Family::Bytes).value(vm)?,
                Kind::Pascal => {
                    let len = usize::from(buffer.detached(vm).get(start).copied().unwrap_or(0));
                    let end = start + item.count.min(1 + len);
                    buffer.part(start + item.count.min(1), end).in_family(Family::Bytes).value(vm)?
                }
                _ => read(vm, item, values.format.order, buffer.part(start, start + item.size).detached(vm))?,
            };
            vm.heap.set(all, tuple::ITEMS + values.first + number, value);
        }
        values.passed(item.values());
    }
    values.end(vm);
    Ok(values.made)
}

/// The value of the bytes of a letter.
fn read(vm: &mut Vm, item: Item, order: Order, bytes: &[u8]) -> Outcome<Value> {
    let bits = format::load(bytes, order.big, item.kind == Kind::Signed);
    match item.kind {
        Kind::Character => vm.new_bytes(bytes),
        Kind::Truth => Ok(Value::bool(bits != 0)),
        Kind::Signed => vm.int_from_i64(bits as i64),
        Kind::Float => {
            let x = match item.size {
                2 => format::from_half(bits as u16),
                4 => f64::from(f32::from_bits(bits as u32)),
                _ => f64::from_bits(bits),
            };
            vm.new_float(x as Float)
        }
        _ => vm.int_from_u64(bits),
    }
}
