//! The bytes of a snapshot: ints, frames, sums, and the first frame.

use super::{ModuleName, SnapshotError};
use crate::vm::heap::{HeapState, ROOTS, StackTop};
use crate::vm::limits::MODULES;
use crate::vm::value::Value;

/// What was read, or why not.
pub type Taken<T = ()> = Result<T, SnapshotError>;

/// One byte more in a sum: FNV-1a, with the high bits folded in.
pub fn summed(sum: u32, byte: u8) -> u32 {
    let sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    sum ^ sum >> 15
}

/// What an empty sum is.
pub const SUM: u32 = 0x811c_9dc5;

/// What takes the bytes.
type Out<'w> = &'w mut dyn FnMut(&[u8]);

/// Where a snapshot goes; or its length alone.
pub struct Sink<'w> {
    out: Option<Out<'w>>,
    sum: u32,
    pub len: usize,
}

impl<'w> Sink<'w> {
    pub fn new(out: Out<'w>) -> Sink<'w> {
        Sink { out: Some(out), sum: SUM, len: 0 }
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.len += bytes.len();
        if let Some(out) = &mut self.out {
            self.sum = bytes.iter().fold(self.sum, |sum, byte| summed(sum, *byte));
            out(bytes);
        }
    }

    pub fn int(&mut self, int: u64) {
        let mut rest = int;
        while rest > 0x7f {
            self.bytes(&[rest as u8 | 0x80]);
            rest >>= 7;
        }
        self.bytes(&[rest as u8]);
    }

    pub fn ints<I: Into<u64>>(&mut self, ints: impl IntoIterator<Item = I>) {
        ints.into_iter().for_each(|int| self.int(int.into()));
    }

    /// A frame with what a function writes, which it does twice: to know the length.
    pub fn frame(&mut self, write: impl Fn(&mut Sink)) {
        let mut length = Sink { out: None, sum: SUM, len: 0 };
        write(&mut length);
        self.int(length.len as u64);
        self.sum = SUM;
        write(self);
        let sum = self.sum.to_le_bytes();
        self.bytes(&sum);
    }
}

/// Where a snapshot comes from.
pub struct Source<'r> {
    /// Fills a slice, or says that it cannot.
    read: &'r mut dyn FnMut(&mut [u8]) -> bool,
    sum: u32,
    /// Bytes that have been read.
    pub at: u32,
}

impl<'r> Source<'r> {
    pub fn new(read: &'r mut dyn FnMut(&mut [u8]) -> bool) -> Source<'r> {
        Source { read, sum: SUM, at: 0 }
    }

    pub fn damaged<T>(&self, what: &'static str) -> Taken<T> {
        Err(SnapshotError::Damaged { at: self.at, what })
    }

    pub fn bytes(&mut self, into: &mut [u8]) -> Taken {
        if !(self.read)(into) {
            return self.damaged("the snapshot ends too soon");
        }
        self.sum = into.iter().fold(self.sum, |sum, byte| summed(sum, *byte));
        self.at = self.at.saturating_add(into.len() as u32);
        Ok(())
    }

    pub fn byte(&mut self) -> Taken<u8> {
        let mut byte = [0];
        self.bytes(&mut byte)?;
        Ok(byte[0])
    }

    pub fn long(&mut self) -> Taken<u64> {
        let (mut int, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            int |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return Ok(int);
            }
            if shift > 63 {
                return self.damaged("an int has no end");
            }
        }
    }

    pub fn int(&mut self) -> Taken<u32> {
        match u32::try_from(self.long()?) {
            Ok(int) => Ok(int),
            Err(_) => self.damaged("an int is too large"),
        }
    }

    /// The length of the next frame, whose sum begins.
    pub fn frame(&mut self) -> Taken<u32> {
        let len = self.int()?;
        self.sum = SUM;
        Ok(len)
    }

    /// The end of a frame.
    pub fn end(&mut self) -> Taken {
        let (sum, mut stated) = (self.sum, [0; 4]);
        self.bytes(&mut stated)?;
        if u32::from_le_bytes(stated) == sum { Ok(()) } else { self.damaged("the snapshot is damaged: a sum is wrong") }
    }
}

/// What a program counts on, and where it stands: the first frame.
pub struct Head {
    pub firmware: u32,
    pub library: u32,
    pub image: u32,
    pub modules: [Option<(ModuleName, u32)>; MODULES],
    pub now: u64,
    pub until: u64,
    pub alarm: u64,
    pub depth: u32,
    pub frame: [u32; 3],
    pub flags: u32,
    pub state: HeapState,
}

pub const THROWN: u32 = 1;
pub const EARLY: u32 = 2;
pub const CALLING_BACK: u32 = 4;

impl Head {
    pub fn write(&self, sink: &mut Sink) {
        sink.ints([self.firmware, self.library, self.image]);
        sink.int(self.modules.iter().flatten().count() as u64);
        for (name, version) in self.modules.iter().flatten() {
            sink.int(name.len.into());
            sink.bytes(name.as_str().as_bytes());
            sink.int((*version).into());
        }
        sink.ints([self.now, self.until, self.alarm]);
        sink.ints([self.depth, self.flags]);
        sink.ints(self.frame);
        let HeapState { end, roots, stack_top, moves } = self.state;
        sink.ints([end, stack_top.fp, stack_top.end, moves]);
        sink.ints(roots.map(|root| root.bits()));
    }

    pub fn read(source: &mut Source) -> Taken<Head> {
        let len = source.frame()?;
        let start = source.at;
        let [firmware, library, image] = [source.int()?, source.int()?, source.int()?];
        let mut modules = [None; MODULES];
        let count = source.int()? as usize;
        let Some(places) = modules.get_mut(..count) else { return source.damaged("there are too many modules") };
        for place in places {
            let mut name = ModuleName::EMPTY;
            let len = source.int()? as usize;
            let Some(bytes) = name.bytes.get_mut(..len) else { return source.damaged("a name is too long") };
            source.bytes(bytes)?;
            name.len = len as u8;
            *place = Some((name, source.int()?));
        }
        let [now, until, alarm] = [source.long()?, source.long()?, source.long()?];
        let [depth, flags] = [source.int()?, source.int()?];
        let frame = [source.int()?, source.int()?, source.int()?];
        let [end, fp, top, moves] = [source.int()?, source.int()?, source.int()?, source.int()?];
        let mut roots = [Value::UNDEFINED; ROOTS];
        for root in &mut roots {
            *root = Value::from_bits(source.int()?);
        }
        if source.at.wrapping_sub(start) != len {
            return source.damaged("a frame is not as long as it says");
        }
        source.end()?;
        let state = HeapState { end, roots, stack_top: StackTop { fp, end: top }, moves };
        Ok(Head { firmware, library, image, modules, now, until, alarm, depth, frame, flags, state })
    }
}
