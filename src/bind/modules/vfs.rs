//! `_vfs`: the volumes of the firmware as functions. Mounts, paths and file objects are in `python/_vfs.py` and
//! `python/_files.py`.
//!
//! An open file is an object of its own that only the file objects of `io` hold: of those that no script can reach the
//! collector leaves none, so the files that have no such object are closed when a volume has no number left.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::exception::errno;
use crate::vm::types::{Args, Native, TypeId, native, tuple};
use crate::vm::value::{Ref, Value};
use crate::vm::volume::{Access, Fault, Name, Seek, Stat, Volume};

/// `_vfs`.
pub static MODULE: NativeModule = NativeModule { name: "_vfs", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_label", "volume, /", 1, 1, label),
    native("_open", "volume, path, flags, /", 3, 3, open),
    native("_close_lost", "volume, /", 1, 1, close_lost),
    native("_stat", "volume, path, /", 2, 2, stat),
    native("_entry", "volume, path, index, /", 3, 3, entry),
    native("_mkdir", "volume, path, /", 2, 2, |vm, args| change(vm, args, |volume, path| volume.make_folder(path))),
    native("_remove", "volume, path, /", 2, 2, |vm, args| change(vm, args, |volume, path| volume.remove_file(path))),
    native("_rmdir", "volume, path, /", 2, 2, |vm, args| change(vm, args, |volume, path| volume.remove_folder(path))),
    native("_rename", "volume, from, to, /", 3, 3, rename),
    native("_space", "volume, /", 1, 1, space),
    native("_sync", "volume, /", 1, 1, sync),
];

/// `_files`: what an open file does.
pub static FILES: NativeModule = NativeModule { name: "_files", functions: FILE_FUNCTIONS, ..NativeModule::PLAIN };

static FILE_FUNCTIONS: &[Native] = &[
    native("_close", "file, /", 1, 1, |vm, args| on_file(vm, args, |volume, file| volume.close(file).map(|()| 0))),
    native("_read", "file, into, start, /", 3, 3, read),
    native("_write", "file, data, start, /", 3, 3, write),
    native("_seek", "file, offset, whence, /", 3, 3, seek),
    native("_truncate", "file, length, /", 2, 2, truncate),
    native("_flush", "file, /", 1, 1, |vm, args| on_file(vm, args, |volume, file| volume.flush(file).map(|()| 0))),
];

/// The most bytes that one call moves.
const CHUNK: usize = 1024;

/// Open files that a volume can have when those are sought that nobody can reach.
const OPEN_MAX: usize = 64;

/// An open file.
#[derive(Clone, Copy)]
struct OpenFile {
    volume: u8,
    number: u16,
}

fn volume_number(args: Args) -> usize {
    args.get(0).as_small().and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX)
}

/// Runs something on the volume of the first argument.
fn on_volume<T>(vm: &mut Vm, args: Args, action: impl FnOnce(&mut dyn Volume) -> Result<T, Fault>) -> Outcome<T> {
    let done = match vm.host.volume(volume_number(args)) {
        Some(volume) => action(volume),
        None => Err(Fault::NO_DEVICE),
    };
    done.map_err(|fault| errno::raise_fault(vm, fault))
}

/// The path in an argument; nothing collects while it is used.
fn path<'m>(vm: &mut Vm<'m>, value: Value) -> Outcome<&'m str> {
    let bytes = vm.str_text(value).map(|text| text.detached(vm));
    match bytes.and_then(|bytes| core::str::from_utf8(bytes).ok()) {
        Some(path) => Ok(path),
        None => raise!(vm, TypeError, "the path must be str, not {}", vm.type_of(value)),
    }
}

/// `_label(volume)`: None if there is no such volume.
fn label(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let number = volume_number(args);
    let mut name = Name::EMPTY;
    match vm.host.volume(number) {
        Some(volume) => name.set(volume.label().as_bytes()),
        None => return Ok(Value::NONE),
    }
    vm.new_str(name.bytes())
}

/// `_open(volume, path, flags)`: flags count from bit 0 in the order of [`Access`].
fn open(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let path = path(vm, args.get(1))?;
    let flags = args.get(2).as_small().unwrap_or(0);
    let has = |bit: u32| flags >> bit & 1 != 0;
    let access =
        Access { read: has(0), write: has(1), create: has(2), exclusive: has(3), truncate: has(4), append: has(5) };
    let block = vm.heap.alloc_native::<OpenFile>()?;
    vm.heap.init(block, 1, Value::builtin_type(TypeId::Object));
    match on_volume(vm, args, |volume| volume.open(path, access)) {
        Ok(number) => {
            vm.heap.fill_native(block, OpenFile { volume: volume_number(args) as u8, number });
            Ok(Value::reference(block))
        }
        Err(stop) => {
            vm.heap.free_now(block);
            Err(stop)
        }
    }
}

/// `_close_lost(volume)`: closes the files that have no object, after a collection.
fn close_lost(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let wanted = volume_number(args);
    let mut reachable = 0u64;
    let mut at = Ref::NONE;
    while let Some(block) = vm.heap.next_of_kind(at, Kind::Native) {
        let file = vm.heap.with_native(block, |file: &mut OpenFile| *file);
        if let Some(file) = file.filter(|file| usize::from(file.volume) == wanted) {
            reachable |= 1u64.checked_shl(file.number.into()).unwrap_or(0);
        }
        at = block;
    }
    let mut closed = 0;
    for number in (0..OPEN_MAX as u16).filter(|number| reachable >> number & 1 == 0) {
        closed += on_volume(vm, args, |volume| Ok(volume.close(number).is_ok()))? as i32;
    }
    Ok(Value::small(closed))
}

/// A tuple: whether it is a folder, its bytes, when it was changed.
fn stat_tuple(vm: &mut Vm, stat: Stat) -> Outcome<Value> {
    let (size, modified) = (vm.int_from_u64(stat.size.into())?, vm.int_from_u64(stat.modified.into())?);
    tuple::new(vm, &[Value::bool(stat.folder), size, modified])
}

/// `_stat(volume, path)`
fn stat(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let path = path(vm, args.get(1))?;
    let stat = on_volume(vm, args, |volume| volume.stat(path))?;
    stat_tuple(vm, stat)
}

/// `_entry(volume, path, index)`: the name, then what `_stat` gives; None at the end.
fn entry(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let path = path(vm, args.get(1))?;
    let index = args.get(2).as_small().unwrap_or(0).unsigned_abs();
    let mut name = Name::EMPTY;
    let Some(stat) = on_volume(vm, args, |volume| volume.entry(path, index, &mut name))? else {
        return Ok(Value::NONE);
    };
    let (name, size) = (vm.new_str(name.bytes())?, vm.int_from_u64(stat.size.into())?);
    let modified = vm.int_from_u64(stat.modified.into())?;
    tuple::new(vm, &[name, Value::bool(stat.folder), size, modified])
}

fn change(vm: &mut Vm, args: Args, action: fn(&mut dyn Volume, &str) -> Result<(), Fault>) -> Outcome<Value> {
    let path = path(vm, args.get(1))?;
    on_volume(vm, args, |volume| action(volume, path))?;
    Ok(Value::NONE)
}

/// `_rename(volume, from, to)`
fn rename(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (from, to) = (path(vm, args.get(1))?, path(vm, args.get(2))?);
    on_volume(vm, args, |volume| volume.rename(from, to))?;
    Ok(Value::NONE)
}

/// `_space(volume)`: bytes of a block, blocks, free blocks, bytes of a name.
fn space(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let space = on_volume(vm, args, |volume| volume.space())?;
    let (block, blocks) = (vm.int_from_u64(space.block.into())?, vm.int_from_u64(space.blocks.into())?);
    let (free, name) = (vm.int_from_u64(space.free.into())?, vm.int_from_u64(space.name.into())?);
    tuple::new(vm, &[block, blocks, free, name])
}

/// `_sync(volume)`
fn sync(vm: &mut Vm, args: Args) -> Outcome<Value> {
    on_volume(vm, args, |volume| volume.sync())?;
    Ok(Value::NONE)
}

/// The open file of the first argument.
fn open_file(vm: &Vm, args: Args) -> Option<OpenFile> {
    args.get(0).as_ref().and_then(|block| vm.heap.with_native(block, |file: &mut OpenFile| *file))
}

/// The result of what was done to a file: a length or a place.
fn done(vm: &mut Vm, done: Option<Result<u32, Fault>>) -> Outcome<Value> {
    match done.unwrap_or(Err(Fault::NOT_OPEN)) {
        Ok(count) => vm.int_from_u64(count.into()),
        Err(fault) => Err(errno::raise_fault(vm, fault)),
    }
}

/// Runs something on an open file; the result is a length or a place.
fn on_file(vm: &mut Vm, args: Args, action: impl FnOnce(&mut dyn Volume, u16) -> Result<u32, Fault>) -> Outcome<Value> {
    let file = open_file(vm, args);
    let result = file.and_then(|file| Some(action(vm.host.volume(file.volume.into())?, file.number)));
    done(vm, result)
}

fn start(args: Args) -> usize {
    args.get(2).as_small().and_then(|start| usize::try_from(start).ok()).unwrap_or(0)
}

/// `_read(file, into, start)`: how many bytes were read.
fn read(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.writable_text(args.get(1)) else {
        return raise!(vm, TypeError, "a writable bytes-like object is required, not '{}'", vm.type_of(args.get(1)));
    };
    let text = text.part(start(args), start(args).saturating_add(CHUNK));
    let Some(file) = open_file(vm, args) else { return done(vm, None) };
    let place = text.bytes_mut(&mut vm.heap);
    let result = vm.host.volume(file.volume.into()).map(|volume| volume.read(file.number, place));
    done(vm, result.map(|read| read.map(|count| count as u32)))
}

/// `_write(file, data, start)`: how many bytes were written.
fn write(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.need_buffer(args.get(1))?;
    let bytes = text.part(start(args), start(args).saturating_add(CHUNK)).detached(vm);
    on_file(vm, args, |volume, file| volume.write(file, bytes).map(|count| count as u32))
}

/// `_seek(file, offset, whence)`: the new place.
fn seek(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let offset = vm.as_int(args.get(1)).and_then(|offset| offset.to_i64(&vm.heap)).unwrap_or(i64::MAX);
    let small = i32::try_from(offset);
    // The place may be a large number: it must have its memory before the file moves.
    crate::bind::arguments::reserve(vm, 16)?;
    let to = match args.get(2).as_small() {
        Some(0) => u32::try_from(offset).ok().map(Seek::Start),
        Some(1) => small.ok().map(Seek::Current),
        Some(2) => small.ok().map(Seek::End),
        _ => None,
    };
    on_file(vm, args, |volume, file| volume.seek(file, to.ok_or(Fault::INVALID)?))
}

/// `_truncate(file, length)`
fn truncate(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let length = vm.as_int(args.get(1)).and_then(|length| length.to_u64(&vm.heap));
    let length = length.and_then(|length| u32::try_from(length).ok());
    on_file(vm, args, |volume, file| volume.truncate(file, length.ok_or(Fault::INVALID)?).map(|()| 0))
}

/// True for an open file.
#[cfg(feature = "snapshot")]
pub(crate) fn is_file(heap: &crate::vm::heap::Heap, block: Ref) -> bool {
    heap.is_native_of::<OpenFile>(block)
}
