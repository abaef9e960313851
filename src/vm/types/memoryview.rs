//! `memoryview`: `[target][start][length][format][step]`: a view of the bytes of a `bytes` or `bytearray`.
//!
//! Start and step count bytes, length counts items; the format is a small int of one of `FORMATS`' letters, plus
//! `READ_ONLY`. A view of a `bytearray` that has become shorter shows what is left. Views have one dimension.

use super::array;
use super::bytearray;
use super::hex;
use super::text::{self, BYTES, Draft, Family, Steps, Text};
use super::{Args, Getter, Native, Out, Slots, Type, TypeId, iterator, list, native, slice, str, tuple};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::number::Float;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// The table of `memoryview`.
pub static TYPE: Type = Type {
    name: "memoryview",
    slots: Slots {
        make: Some(make),
        repr: Some(repr),
        hash: Some(hash),
        len: Some(|vm, view| Ok(View::of(vm, view).len(vm))),
        item: Some(item),
        set_item: Some(set_item),
        contains: Some(contains),
        iter: Some(iterator::sequence),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("cast", "self, format", 2, 2, cast),
    native("hex", "self, sep=None, bytes_per_sep=1", 1, 3, to_hex),
    native("release", "self, /", 1, 1, release),
    native("tobytes", "self, order=None", 1, 2, to_bytes),
    native("tolist", "self, /", 1, 1, to_list),
    native("toreadonly", "self, /", 1, 1, to_read_only),
    native("__enter__", "self, /", 1, 1, |vm, args| View::need(vm, args.get(0)).map(|_| args.get(0))),
    native("__exit__", "self, *args", 1, 255, release),
];

static GETTERS: &[Getter] = &[
    Getter { name: "c_contiguous", get: is_contiguous },
    Getter { name: "contiguous", get: is_contiguous },
    Getter { name: "f_contiguous", get: is_contiguous },
    Getter { name: "format", get: |vm, view| View::need(vm, view).and_then(|view| vm.new_str(&[view.format.letter])) },
    Getter { name: "itemsize", get: |vm, view| View::need(vm, view).map(|view| Value::len(view.format.size.into())) },
    Getter { name: "nbytes", get: |vm, view| View::need(vm, view).map(|view| Value::len(view.byte_count(vm))) },
    Getter { name: "ndim", get: |vm, view| View::need(vm, view).map(|_| Value::small(1)) },
    Getter { name: "obj", get: |vm, view| View::need(vm, view).map(|view| view.target) },
    Getter { name: "readonly", get: |vm, view| View::need(vm, view).map(|view| Value::bool(view.read_only)) },
    Getter {
        name: "shape",
        get: |vm, view| View::need(vm, view).and_then(|view| one_tuple(vm, view.len(vm) as isize)),
    },
    Getter { name: "strides", get: |vm, view| View::need(vm, view).and_then(|view| one_tuple(vm, view.step)) },
    Getter { name: "suboffsets", get: |vm, view| View::need(vm, view).and_then(|_| tuple::new(vm, &[])) },
];

/// Set in the format word of a view that must not write.
const READ_ONLY: i32 = 0x100;

/// How an item lies in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format {
    /// The letter of the `struct` module.
    pub letter: u8,
    /// Bytes of an item.
    pub size: u8,
    /// True for ints that may be negative.
    signed: bool,
}

/// The native formats: sizes as on machines of 64 bits, but for `n`, `N` and `P`, which are left out.
static FORMATS: &[Format] = &[
    Format { letter: b'B', size: 1, signed: false },
    Format { letter: b'b', size: 1, signed: true },
    Format { letter: b'c', size: 1, signed: false },
    Format { letter: b'?', size: 1, signed: false },
    Format { letter: b'h', size: 2, signed: true },
    Format { letter: b'H', size: 2, signed: false },
    Format { letter: b'i', size: 4, signed: true },
    Format { letter: b'I', size: 4, signed: false },
    Format { letter: b'l', size: 8, signed: true },
    Format { letter: b'L', size: 8, signed: false },
    Format { letter: b'q', size: 8, signed: true },
    Format { letter: b'Q', size: 8, signed: false },
    Format { letter: b'f', size: 4, signed: true },
    Format { letter: b'd', size: 8, signed: true },
];

/// The format with a letter.
pub fn format_of(letter: u8) -> Option<Format> {
    FORMATS.iter().copied().find(|format| format.letter == letter)
}

/// The words of a view.
#[derive(Clone, Copy)]
struct View {
    target: Value,
    start: usize,
    length: usize,
    step: isize,
    format: Format,
    read_only: bool,
}

impl View {
    fn of(vm: &Vm, view: Value) -> View {
        let words = vm.heap.words::<6>(view.block());
        let format = words.value(4).small_int();
        View {
            target: words.value(1),
            start: words.value(2).small_int() as usize,
            length: words.value(3).small_int() as usize,
            step: words.value(5).small_int() as isize,
            format: format_of(format as u8).unwrap_or(FORMATS[0]),
            read_only: format & READ_ONLY != 0,
        }
    }

    /// The view, unless it has been released.
    fn need(vm: &mut Vm, view: Value) -> Outcome<View> {
        let view = View::of(vm, view);
        if view.target.is_none() {
            return raise!(vm, ValueError, "operation forbidden on released memoryview object");
        }
        Ok(view)
    }

    fn value(self, vm: &mut Vm) -> Outcome<Value> {
        let at = vm.heap.alloc(Kind::MemoryView, 6)?;
        let format = i32::from(self.format.letter) | if self.read_only { READ_ONLY } else { 0 };
        vm.heap.init(at, 1, self.target);
        for (index, word) in [self.start as i32, self.length as i32, format, self.step as i32].into_iter().enumerate() {
            vm.heap.init(at, 2 + index, Value::small(word));
        }
        Ok(Value::reference(at))
    }

    /// All bytes of the target.
    fn bytes(&self, vm: &Vm) -> Text {
        vm.buffer_text(self.target).unwrap_or(Text::NONE)
    }

    /// The items that the target still has.
    fn len(&self, vm: &Vm) -> usize {
        let all = self.bytes(vm).len();
        let first = self.start.saturating_add(self.format.size.into());
        match self.length.checked_sub(1) {
            Some(more) if self.step >= 0 && first.saturating_add(more.saturating_mul(self.step as usize)) > all => {
                let room = all.saturating_sub(self.start);
                if first > all { 0 } else { (room - self.format.size as usize) / self.step.unsigned_abs().max(1) + 1 }
            }
            Some(_) if self.step < 0 && first > all => 0,
            _ => self.length,
        }
    }

    fn byte_count(&self, vm: &Vm) -> usize {
        self.len(vm).saturating_mul(self.format.size.into())
    }

    fn is_contiguous(&self) -> bool {
        self.step == isize::from(self.format.size) || self.length < 2
    }

    /// Where an item starts in the target.
    fn offset(&self, index: usize) -> usize {
        self.start.saturating_add_signed(self.step.saturating_mul(index as isize))
    }

    /// The bytes of an item, the first ones of eight.
    fn raw(&self, vm: &Vm, index: usize) -> [u8; 8] {
        let mut raw = [0; 8];
        let offset = self.offset(index);
        let bytes = self.bytes(vm).part(offset, offset.saturating_add(self.format.size.into()));
        for (place, byte) in raw.iter_mut().zip(bytes.bytes(vm)) {
            *place = *byte;
        }
        raw
    }
}

/// True for a view that nobody may write through.
pub fn is_read_only(vm: &Vm, view: Value) -> bool {
    View::of(vm, view).read_only
}

/// The bytes of a contiguous view.
pub fn text(vm: &Vm, at: Ref) -> Option<Text> {
    let view = View::of(vm, Value::reference(at));
    if !view.is_contiguous() || view.target.is_none() {
        return None;
    }
    // The target is never a view.
    let (all, count) = (view.bytes(vm), view.byte_count(vm));
    Some(all.part(view.start, view.start.saturating_add(count)).in_family(Family::Bytes))
}

/// `memoryview(object)`.
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() != 1 || !args.get(0).is_defined() {
        return raise!(vm, TypeError, "memoryview() missing required argument 'object' (pos 1)");
    }
    let object = vm.payload(args.get(0));
    if vm.kind(object) == Some(Kind::MemoryView) {
        return View::need(vm, object)?.value(vm);
    }
    let Some(bytes) = vm.buffer_text(object) else {
        return raise!(vm, TypeError, "memoryview: a bytes-like object is required, not '{}'", vm.type_of(object));
    };
    if vm.kind(object) == Some(Kind::Array) {
        let format = format_of(array::letter(vm, object).letter).unwrap_or(FORMATS[0]);
        let (length, step) = (array::len(vm, object), format.size.into());
        return View { target: object, start: 0, length, step, format, read_only: false }.value(vm);
    }
    let read_only = bytes.family != Family::ByteArray;
    View { target: object, start: 0, length: bytes.len(), step: 1, format: FORMATS[0], read_only }.value(vm)
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    out.text(vm, if View::of(vm, value).target.is_none() { &b"<released memory"[..] } else { b"<memory" })?;
    out.address(vm, value)?;
    out.byte(vm, b'>')
}

fn hash(vm: &mut Vm, value: Value) -> Outcome<i32> {
    let view = View::need(vm, value)?;
    if !view.read_only {
        return raise!(vm, ValueError, "cannot hash writable memoryview object");
    }
    bytes_of(vm, view).map(|text| name::hash_of_bytes(text.bytes(vm)).into())
}

/// The bytes of the items, one after the other.
fn bytes_of(vm: &mut Vm, view: View) -> Outcome<Text> {
    let all = view.bytes(vm);
    if view.is_contiguous() {
        let count = view.byte_count(vm);
        return Ok(all.part(view.start, view.start.saturating_add(count)).in_family(Family::Bytes));
    }
    let mut draft = Draft::new(vm, Family::Bytes, view.byte_count(vm))?;
    for index in 0..view.len(vm) {
        let offset = view.offset(index);
        draft.append(vm, all.part(offset, offset.saturating_add(view.format.size.into())));
    }
    Ok(Text::of_block(draft.block(), BYTES, view.byte_count(vm)))
}

/// An item as a value.
fn item_at(vm: &mut Vm, view: View, index: usize) -> Outcome<Value> {
    let raw = view.raw(vm, index);
    let [a, b, c, d, ..] = raw;
    match view.format.letter {
        b'c' => vm.new_bytes(&[a]),
        b'?' => Ok(Value::bool(a != 0)),
        b'f' => vm.new_float(f32::from_le_bytes([a, b, c, d]) as Float),
        b'd' => vm.new_float(f64::from_le_bytes(raw) as Float),
        _ => {
            let unused = 64 - u32::from(view.format.size) * 8;
            let bits = u64::from_le_bytes(raw) << unused;
            if view.format.signed { vm.int_from_i64(bits as i64 >> unused) } else { vm.int_from_u64(bits >> unused) }
        }
    }
}

/// The bytes of a value as an item.
fn raw_of(vm: &mut Vm, format: Format, value: Value) -> Outcome<[u8; 8]> {
    let letter = format.letter;
    if letter == b'c' {
        return match vm.text(value) {
            Some(text) if vm.type_id(value) == TypeId::Bytes && text.len() == 1 => {
                Ok([text.bytes(vm).first().copied().unwrap_or(0), 0, 0, 0, 0, 0, 0, 0])
            }
            _ => invalid_type(vm, letter),
        };
    }
    if letter == b'?' {
        let truth = value == Value::TRUE || vm.as_int(value).is_some_and(|int| !int.is_zero());
        return Ok([truth.into(), 0, 0, 0, 0, 0, 0, 0]);
    }
    if matches!(letter, b'f' | b'd') {
        let float = match (vm.as_float(value), vm.as_int(value)) {
            (Some(float), _) => float,
            (None, Some(int)) => int.to_float(&vm.heap).unwrap_or(Float::INFINITY),
            _ => return invalid_type(vm, letter),
        };
        let mut raw = [0; 8];
        match letter {
            b'f' => raw[..4].copy_from_slice(&(float as f32).to_le_bytes()),
            _ => raw = (float as f64).to_le_bytes(),
        }
        return Ok(raw);
    }
    let Some(int) = vm.as_int(value) else { return invalid_type(vm, letter) };
    let bits = u32::from(format.size) * 8;
    let fits = match format.signed {
        true => {
            int.to_i64(&vm.heap).filter(|int| *int >> (bits - 1) == 0 || *int >> (bits - 1) == -1).map(|int| int as u64)
        }
        false if int.negative && !int.is_zero() => None,
        false => int.to_u64(&vm.heap).filter(|int| bits == 64 || *int >> bits == 0),
    };
    match fits {
        Some(int) => Ok(int.to_le_bytes()),
        None => {
            let letter = vm.new_str(&[letter])?;
            raise!(vm, ValueError, "memoryview: invalid value for format '{}'", letter)
        }
    }
}

fn invalid_type<T>(vm: &mut Vm, letter: u8) -> Outcome<T> {
    let letter = vm.new_str(&[letter])?;
    raise!(vm, TypeError, "memoryview: invalid type for format '{}'", letter)
}

/// The number of an item; `None` if the prelude must be asked.
fn index_of(vm: &mut Vm, view: View, key: Value) -> Outcome<Option<usize>> {
    if !text::is_index(vm, key) {
        return raise!(vm, TypeError, "memoryview: invalid slice key");
    }
    let Some(index) = vm.as_index(key)? else { return Ok(None) };
    let count = view.len(vm);
    let index = if index < 0 { index.saturating_add(count as isize) } else { index };
    match usize::try_from(index).ok().filter(|index| *index < count) {
        Some(index) => Ok(Some(index)),
        None => raise!(vm, IndexError, "index out of bounds on dimension 1"),
    }
}

/// The view of a slice.
fn part(view: View, steps: Steps) -> View {
    let start = view.start.saturating_add_signed(view.step.saturating_mul(steps.start.max(0)));
    View { start, length: steps.count, step: view.step.saturating_mul(steps.step), ..view }
}

fn item(vm: &mut Vm, value: Value, key: Value) -> Outcome<Value> {
    let view = View::need(vm, value)?;
    if vm.type_id(key) == TypeId::Slice {
        return match slice::indices(vm, key, view.len(vm))? {
            Some(steps) => part(view, steps).value(vm),
            None => Err(str::ask_item(vm, value, key)),
        };
    }
    match index_of(vm, view, key)? {
        Some(index) => item_at(vm, view, index),
        None => Err(str::ask_item(vm, value, key)),
    }
}

fn set_item(vm: &mut Vm, object: Value, key: Value, value: Value) -> Outcome<()> {
    let view = View::need(vm, object)?;
    if view.read_only {
        return raise!(vm, TypeError, "cannot modify read-only memory");
    }
    if !value.is_defined() {
        return raise!(vm, TypeError, "cannot delete memory");
    }
    if vm.type_id(key) != TypeId::Slice {
        let Some(index) = index_of(vm, view, key)? else { return Err(bytearray::ask(vm, object, key, value)) };
        let raw = raw_of(vm, view.format, value)?;
        write(vm, view, index, &raw);
        return Ok(());
    }
    let Some(steps) = slice::indices(vm, key, view.len(vm))? else {
        return Err(bytearray::ask(vm, object, key, value));
    };
    let (target, source) = (part(view, steps), vm.need_buffer(value)?);
    let letter = match vm.kind(value) {
        Some(Kind::MemoryView) => View::of(vm, value).format.letter,
        _ => b'B',
    };
    if source.len() != target.byte_count(vm) || letter != view.format.letter {
        return raise!(vm, ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    }
    let source = source.copied(vm)?;
    if target.is_contiguous() {
        let (start, bytes) = (target.offset(0), source.detached(vm));
        let array = vm.payload(target.target).block();
        let all = bytearray::bytes_mut(&mut vm.heap, array);
        if let Some(place) = all.get_mut(start..start.saturating_add(bytes.len())) {
            place.copy_from_slice(bytes);
        }
        return Ok(());
    }
    let size = usize::from(view.format.size);
    for index in 0..target.len(vm) {
        let mut raw = [0; 8];
        let from = index.saturating_mul(size);
        for (place, byte) in raw.iter_mut().zip(source.part(from, from.saturating_add(size)).bytes(vm)) {
            *place = *byte;
        }
        write(vm, target, index, &raw);
    }
    Ok(())
}

/// Writes an item into a `bytearray`.
fn write(vm: &mut Vm, view: View, index: usize, raw: &[u8; 8]) {
    let offset = view.offset(index);
    let target = vm.payload(view.target);
    let all = bytearray::bytes_mut(&mut vm.heap, target.block());
    let place = all.get_mut(offset..offset.saturating_add(view.format.size.into())).unwrap_or_default();
    for (place, byte) in place.iter_mut().zip(raw) {
        *place = *byte;
    }
}

fn contains(vm: &mut Vm, value: Value, item: Value) -> Outcome<bool> {
    let view = View::need(vm, value)?;
    for index in 0..view.len(vm) {
        let other = item_at(vm, view, index)?;
        if vm.quick_equal(other, item) == Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    if !matches!(op, Op::Equal | Op::NotEqual) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if a == b {
        return Ok(Value::bool(op == Op::Equal));
    }
    let equal = match (as_view(vm, a), as_view(vm, b)) {
        (Some(left), Some(right)) => equal_views(vm, left, right)?,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(equal == (op == Op::Equal)))
}

/// Anything with bytes as a view; `None` for what has none and for released views.
fn as_view(vm: &Vm, value: Value) -> Option<View> {
    if vm.kind(value) == Some(Kind::MemoryView) {
        return Some(View::of(vm, value)).filter(|view| !view.target.is_none());
    }
    let length = vm.buffer_text(value)?.len();
    Some(View { target: value, start: 0, length, step: 1, format: FORMATS[0], read_only: true })
}

fn equal_views(vm: &mut Vm, left: View, right: View) -> Outcome<bool> {
    let count = left.len(vm);
    if count != right.len(vm) {
        return Ok(false);
    }
    for index in 0..count {
        if left.format == right.format && !matches!(left.format.letter, b'f' | b'd') {
            if left.raw(vm, index) != right.raw(vm, index) {
                return Ok(false);
            }
            continue;
        }
        let (a, b) = (item_at(vm, left, index)?, item_at(vm, right, index)?);
        if vm.quick_equal(a, b) != Some(true) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `view.cast(format)`.
fn cast(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let view = View::need(vm, args.get(0))?;
    let Some(text) = vm.str_text(args.get(1)) else {
        return raise!(vm, TypeError, "cast() argument 'format' must be str, not {}", vm.type_of(args.get(1)));
    };
    let format = match text.bytes(vm) {
        [b'@', letter] | [letter] => format_of(*letter),
        _ => None,
    };
    let Some(format) = format else {
        return raise!(
            vm,
            ValueError,
            "memoryview: destination format must be a native single character format prefixed with an optional '@'"
        );
    };
    if !view.is_contiguous() {
        return raise!(vm, TypeError, "memoryview: casts are restricted to C-contiguous views");
    }
    if view.format.size != 1 && format.size != 1 {
        return raise!(vm, TypeError, "memoryview: cannot cast between two non-byte formats");
    }
    let (count, size) = (view.byte_count(vm), usize::from(format.size));
    if count.checked_rem(size) != Some(0) {
        return raise!(vm, TypeError, "memoryview: length is not a multiple of itemsize");
    }
    View { length: count / size, step: size as isize, format, ..view }.value(vm)
}

fn to_hex(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let view = View::need(vm, args.get(0))?;
    let bytes = bytes_of(vm, view)?;
    hex::hex_text(vm, args, bytes)
}

fn release(vm: &mut Vm, args: Args) -> Outcome<Value> {
    vm.heap.set(args.get(0).block(), 1, Value::NONE);
    Ok(Value::NONE)
}

fn to_bytes(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let view = View::need(vm, args.get(0))?;
    bytes_of(vm, view)?.value(vm)
}

fn to_list(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let view = View::need(vm, args.get(0))?;
    let count = view.len(vm);
    list::made_of(vm, count, |vm, index| item_at(vm, view, index))
}

fn to_read_only(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let view = View::need(vm, args.get(0))?;
    View { read_only: true, ..view }.value(vm)
}

fn is_contiguous(vm: &mut Vm, view: Value) -> Outcome<Value> {
    View::need(vm, view).map(|view| Value::bool(view.is_contiguous()))
}

fn one_tuple(vm: &mut Vm, number: isize) -> Outcome<Value> {
    tuple::new(vm, &[Value::small(number as i32)])
}
