//! A heap as bytes that another heap can take: all blocks lie together from the arena's start, and references are
//! addresses in the arena, so that the bytes are the same on every machine with the same layouts.
//!
//! What was read is proven before anything runs: one block after the other, of kinds that may stand in a snapshot and as
//! long as they say, and every value a block's start, a name that is there, or a value without memory. What kinds of
//! blocks a block counts on stands in a table, [`FORMS`]. Rust objects are not in the bytes: each comes back as a husk,
//! into which who knows its type puts it again.

use super::layout::{GRANULE, Header, Kind, LARGE, LONG_STR_TEXT};
use super::memory::FIRST;
use super::{Heap, ROOTS, Root, StackTop};
use crate::vm::name::STATIC_NAMES;
use crate::vm::raise::Stop;
use crate::vm::value::{FLASH, Ref, Value};

/// What is wrong with the bytes, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unsound {
    /// The byte, counted from the first block.
    pub at: u32,
    /// What it is.
    pub what: &'static str,
}

/// Why a heap cannot be saved as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pinned {
    /// A future is under way.
    Future,
    /// A text is being compiled.
    Compilation,
}

/// What a heap must know besides its blocks.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// Where the blocks end.
    pub end: u32,
    /// The roots.
    pub roots: [Value; ROOTS],
    /// The running frame.
    pub stack_top: StackTop,
    /// [`Heap::moves`].
    pub moves: u32,
}

/// Words of a float.
const FLOAT: usize = if cfg!(feature = "f32") { 1 } else { 2 };

/// The least words of a block, its header included, and what its words refer to: the word, whether there must be a
/// block, the kinds that it may be of.
type Form = (Kind, usize, &'static [(usize, bool, &'static [Kind])]);

/// The form of each kind that may stand in a snapshot.
const FORMS: &[Form] = &[
    (Kind::Native, 6, &[]),
    (Kind::Str, 2, &[]),
    (Kind::Float, 1 + FLOAT, &[]),
    (Kind::FloatTemp, 1 + FLOAT, &[]),
    (Kind::BigInt, 3, &[]),
    (Kind::LongStr, 3, &[]),
    (Kind::Bytes, 2, &[]),
    (Kind::ByteArray, 2, &[(1, false, &[Kind::ByteBuffer])]),
    (Kind::Array, 3, &[(1, false, &[Kind::ByteBuffer])]),
    (Kind::ByteBuffer, 2, &[]),
    (Kind::List, 2, &[(1, false, &[Kind::ListBuffer])]),
    (Kind::ListBuffer, 2, &[]),
    (Kind::Tuple, 2, &[]),
    (Kind::Dict, 2, &[(1, false, &[Kind::DictTable])]),
    (Kind::DictTable, 2, &[]),
    (Kind::Set, 2, &[(1, false, &[Kind::SetTable])]),
    (Kind::FrozenSet, 2, &[(1, false, &[Kind::SetTable])]),
    (Kind::SetTable, 2, &[]),
    (Kind::Deque, 4, &[(1, false, &[Kind::ListBuffer])]),
    (Kind::Range, 4, &[]),
    (Kind::Slice, 4, &[]),
    (Kind::Function, 4, &[(1, true, &[Kind::Code]), (2, false, &[Kind::Dict]), (3, false, &[Kind::FunctionExtras])]),
    (Kind::FunctionExtras, 6, &[(1, false, &[Kind::Tuple])]),
    (Kind::BoundMethod, 3, &[]),
    (Kind::Cell, 2, &[]),
    (Kind::Generator, 5, &[(1, true, &[Kind::Function])]),
    (Kind::Code, 6, &[]),
    (Kind::Class, 9, &[(2, true, &[Kind::Tuple]), (3, true, &[Kind::Tuple]), (4, true, &[Kind::Dict])]),
    (Kind::Instance, 2, &[(1, false, &[Kind::Class])]),
    (Kind::LooseInstance, 4, &[(1, false, &[Kind::Class]), (2, false, &[Kind::Dict])]),
    (Kind::Exception, 5, &[(4, false, &[Kind::ExceptionExtra])]),
    (Kind::ExceptionExtra, 6, &[]),
    (Kind::Module, 4, &[(1, true, &[Kind::Dict])]),
    (Kind::Iterator, 5, &[]),
    (Kind::Property, 5, &[]),
    (Kind::ClassMethod, 2, &[]),
    (Kind::StaticMethod, 2, &[]),
    (Kind::MemoryView, 6, &[]),
    (Kind::Complex, 1 + 2 * FLOAT, &[]),
    (Kind::DictView, 3, &[]),
    (Kind::Super, 3, &[]),
    (Kind::Alias, 3, &[]),
    (Kind::Traceback, 2, &[]),
    (Kind::Stack, 2, &[]),
    (Kind::Names, 2, &[]),
    (Kind::MappingProxy, 2, &[]),
    (Kind::Member, 3, &[]),
    (Kind::Weak, 3, &[]),
    (Kind::WeakNode, 4, &[]),
    (Kind::DueNode, 4, &[]),
];

/// The form of a kind, by number.
static FORM_OF: [Option<&Form>; 64] = {
    let mut forms = [None; 64];
    let mut row = 0;
    while row < FORMS.len() {
        forms[FORMS[row].0 as usize] = Some(&FORMS[row]);
        row += 1;
    }
    forms
};

/// Words of a native block that are saved: its header and its class.
const NATIVE_WORDS: u32 = 2;

/// What stands for a Rust object.
static NOTHING: [u8; 64] = [0; 64];

type Proof = Result<(), Unsound>;

fn check(good: bool, at: u32, what: &'static str) -> Proof {
    if good { Ok(()) } else { Err(Unsound { at: at.wrapping_sub(FIRST), what }) }
}

impl Heap<'_> {
    /// Moves all blocks together, after a collection; the address behind the last one.
    pub fn pack(&mut self) -> Result<u32, Pinned> {
        let mut pinned = None;
        let _ = self.each_block(|block| {
            let header = self.header(block);
            pinned = match () {
                _ if header.is_future() => Some(Pinned::Future),
                _ if header.is(Kind::Workspace) || header.is(Kind::Scratch) => Some(Pinned::Compilation),
                _ => return Ok(()),
            };
            Err(())
        });
        if let Some(pinned) = pinned {
            return Err(pinned);
        }
        self.compact_all();
        Ok(self.space.hole)
    }

    /// Where the blocks start.
    pub const BLOCKS: u32 = FIRST;

    /// Calls a function with the bytes of all blocks of a packed heap, from the first to the last.
    pub fn each_run(&self, end: u32, f: &mut dyn FnMut(&[u8])) {
        let mut from = FIRST;
        let mut native = self.next_of_kind(Ref::NONE, Kind::Native);
        while let Some(block) = native {
            let kept = block.0 + NATIVE_WORDS * 4;
            f(self.bytes(Ref(from), 0, (kept - from) as usize));
            from = block.0 + self.size(block) as u32;
            for at in (kept..from).step_by(NOTHING.len()) {
                f(&NOTHING[..NOTHING.len().min((from - at) as usize)]);
            }
            native = self.next_of_kind(block, Kind::Native);
        }
        f(self.bytes(Ref(from), 0, (end - from) as usize));
    }

    /// What a packed heap must know besides.
    pub fn around(&self, end: u32) -> Around {
        Around { end, roots: self.roots, stack_top: self.stack_top, moves: self.moves() }
    }

    /// The place for blocks that end at an address: some bytes of it.
    pub fn place_for_blocks(&mut self, from: u32, len: usize) -> &mut [u8] {
        self.bytes_mut(Ref(FIRST + from), 0, len)
    }

    /// True if blocks that end at an address have room, and what proves them.
    pub fn has_room_for_blocks(&self, end: u32) -> bool {
        end >= FIRST && end.is_multiple_of(GRANULE) && end as usize + Starts::bytes(end) <= self.memory.limit() as usize
    }

    /// The bytes of arena that blocks which end at an address need.
    pub fn needed_for_blocks(end: u32) -> usize {
        end as usize + Starts::bytes(end)
    }

    /// Takes the blocks whose bytes have been read, once they are proven; `is_table` tells whether a table of a dict or set
    /// is as long as it says, `is_immediate` whether a value without memory is one.
    pub fn adopt(
        &mut self,
        around: &Around,
        is_table: fn(&Heap, Ref) -> bool,
        is_immediate: fn(Value) -> bool,
    ) -> Proof {
        self.space.forget();
        self.open_hole(around.end, self.memory.limit());
        self.cycle.compactions = around.moves;
        self.roots = around.roots;
        self.stack_top = around.stack_top;
        let proof = Proving { heap: self, starts: Starts { at: around.end }, end: around.end, is_table, is_immediate };
        let proven = proof.blocks().and_then(|()| proof.values());
        self.memory.clear(around.end, around.end + Starts::bytes(around.end) as u32);
        proven?;
        self.roots[Root::Dead as usize] = Value::UNDEFINED;
        self.roots[Root::Futures as usize] = Value::UNDEFINED;
        let mut native = self.next_of_kind(Ref::NONE, Kind::Native);
        while let Some(block) = native {
            self.make_husk(block);
            native = self.next_of_kind(block, Kind::Native);
        }
        self.rest();
        Ok(())
    }

    /// Calls a function for every value of every block, which may change it; what counts things is not among them.
    pub fn each_value(&mut self, mut f: impl FnMut(Value) -> Value) {
        let mut next = self.next_block(Ref::NONE);
        while let Some(block) = next {
            for index in self.value_words(block) {
                let value = self.value(block, index);
                let new = f(value);
                if new != value {
                    self.set_raw(block, index, new.bits());
                }
            }
            next = self.next_block(block);
        }
        for root in &mut self.roots {
            *root = f(*root);
        }
    }

    fn next_block(&self, after: Ref) -> Option<Ref> {
        self.block_from(if after.is_some() { self.end_of(after) } else { FIRST })
    }

    /// The words of a block that are values, whatever holds them.
    fn value_words(&self, at: Ref) -> core::ops::Range<usize> {
        let header = self.header(at);
        match header.kind() {
            Kind::Stack => 1..self.used_slots(at).max(1),
            Kind::Names => self.name_blocks(at),
            Kind::Weak => self.weak_words(at),
            Kind::WeakNode => 1..4,
            _ => self.memory.values(at, header),
        }
    }

    /// Puts one block in another's place: all that referred to it refers to the new one, which was made after it.
    pub fn replace(&mut self, old: Ref, new: Ref) {
        self.each_value(|value| if value == Value::reference(old) { Value::reference(new) } else { value });
        self.sort_weak();
    }
}

/// A bit for each granule of the blocks: does one start there? They stand behind the blocks.
#[derive(Clone, Copy)]
struct Starts {
    at: u32,
}

impl Starts {
    fn bytes(end: u32) -> usize {
        (end / GRANULE / 8 + 8) as usize & !7
    }

    fn place(self, block: Ref) -> (usize, u32) {
        let granule = block.0 / GRANULE;
        (granule as usize / 32, 1 << (granule % 32))
    }
}

/// A heap that is being proven.
struct Proving<'h, 'm> {
    heap: &'h Heap<'m>,
    starts: Starts,
    end: u32,
    is_table: fn(&Heap, Ref) -> bool,
    is_immediate: fn(Value) -> bool,
}

impl Proving<'_, '_> {
    fn starts_at(&self, block: Ref) -> bool {
        let (word, bit) = self.starts.place(block);
        block.0 < self.end && self.heap.word(Ref(self.starts.at), word) & bit != 0
    }

    /// Sizes and kinds.
    fn blocks(&self) -> Proof {
        let memory = self.heap.memory;
        memory.clear(self.starts.at, self.starts.at + Starts::bytes(self.end) as u32);
        let mut at = FIRST;
        while at < self.end {
            let is_large = memory.load(at) == Header::new(Kind::Large, 1).0;
            let block = Ref(at + u32::from(is_large) * GRANULE);
            let header = memory.header(block);
            let is_counted = header.size() == LARGE && !header.is(Kind::Str);
            check(header.0 & !0xff3f == 0 && header.kind_bits() < 64, at, "a block is marked")?;
            check(is_large == is_counted, at, "the size of a block is wrong")?;
            let granules = memory.granules(block, header);
            let says = if is_large { memory.load(at + 4) } else { granules };
            let fits = block.0 < self.end && granules == says && granules <= (self.end - block.0) / GRANULE;
            let Some((_, least, _)) = FORM_OF[header.kind_bits() as usize] else {
                return check(false, at, "a block of a kind that no snapshot has");
            };
            check(fits && (header.size() > 0 || header.is(Kind::Str)), at, "the size of a block is wrong")?;
            check(granules as usize * 2 >= *least && self.is_full(block), at, "a block is shorter than it says")?;
            let (word, bit) = self.starts.place(block);
            let place = self.starts.at + word as u32 * 4;
            memory.store(place, memory.load(place) | bit);
            at = block.0 + granules * GRANULE;
        }
        check(at == self.end, at, "the last block is not whole")
    }

    /// True if a block has room for as much as it says.
    fn is_full(&self, block: Ref) -> bool {
        let (bytes, word) = (self.heap.size(block), self.heap.word(block, 1));
        let len = Value::from_bits(word).as_small().and_then(|len| usize::try_from(len).ok());
        let holds = |first: usize, unit: usize| len.is_some_and(|len| first + len.saturating_mul(unit) <= bytes);
        match self.heap.kind(block) {
            Kind::Bytes | Kind::ByteBuffer => holds(8, 1),
            Kind::LongStr => holds(LONG_STR_TEXT, 1),
            Kind::ListBuffer | Kind::Tuple => holds(8, 4),
            Kind::Traceback => holds(8, 8),
            Kind::BigInt => word >> 1 > 0 && (word >> 1) as usize * 4 + 8 <= bytes,
            Kind::Code => 24 + (word & 0xffff) as usize * 4 <= bytes,
            Kind::DictTable | Kind::SetTable => (self.is_table)(self.heap, block),
            Kind::Names => self.heap.is_name_table(block),
            Kind::Weak => len.is_some_and(|len| 12 + len.saturating_mul(8) <= bytes),
            _ => true,
        }
    }

    /// What blocks and roots refer to.
    fn values(&self) -> Proof {
        for root in self.heap.roots {
            check(self.is_value(root), FIRST, "a root is none")?;
        }
        let is_root = |root: Root, kind: Kind| {
            let value = self.heap.root(root);
            !value.is_defined() || self.heap.kind(value.block()) == kind
        };
        let roots = [
            (Root::Stack, Kind::Stack),
            (Root::Modules, Kind::Dict),
            (Root::Names, Kind::Names),
            (Root::Handles, Kind::List),
            (Root::Scheduled, Kind::List),
            (Root::Sources, Kind::List),
            (Root::Weak, Kind::Weak),
            (Root::Due, Kind::DueNode),
        ];
        check(roots.iter().all(|(root, kind)| is_root(*root, *kind)), FIRST, "a root is of another kind")?;
        let stack = self.heap.root(Root::Stack).block();
        check(stack.is_some() && self.heap.used_slots(stack) <= self.heap.size(stack) / 4, FIRST, "there is no stack")?;
        self.heap.each_block(|block| {
            for index in self.heap.value_words(block) {
                let value = self.heap.value(block, index);
                check(self.is_value(value), block.0 + index as u32 * 4, "a value is none")?;
            }
            let kind = self.heap.kind(block);
            let Some((_, _, words)) = FORM_OF[kind as usize] else { return Ok(()) };
            for (index, needed, kinds) in *words {
                let value = self.heap.value(block, *index);
                let good = match value.as_ref() {
                    Some(target) => kinds.contains(&self.heap.kind(target)),
                    None => !needed && (!value.is_defined() || value.is_none() || value.is_type()),
                };
                check(good, block.0 + *index as u32 * 4, "a block refers to one of another kind")?;
            }
            Ok(())
        })
    }

    /// True for a value that a program can have.
    fn is_value(&self, value: Value) -> bool {
        if let Some(block) = value.as_ref() {
            if block.0 < FLASH {
                return self.starts_at(block);
            }
            let header = self.heap.header(block);
            return FORM_OF[header.kind_bits() as usize].is_some() && header.0 & !0xff3f == 0;
        }
        match value.as_name() {
            Some(name) if name.index() < STATIC_NAMES || self.heap.static_text(name).is_some() => {
                self.heap.static_text(name).is_some_and(|text| crate::vm::name::hash16(text) == name.hash())
            }
            Some(name) => {
                let text = self.heap.name_block(name);
                let is_text = matches!(self.heap.kind(text), Kind::Str | Kind::LongStr);
                is_text && self.starts_at(text) && self.heap.text_hash(text) == name.hash()
            }
            None => value.is_small() || !value.is_defined() || (self.is_immediate)(value),
        }
    }
}

impl Heap<'_> {
    /// Makes a Rust object of a type in place of a husk.
    pub fn revive_native<T: 'static>(&mut self, husk: Ref, object: T) -> Result<(), Stop> {
        let Some(object) = self.fill_husk(husk, object) else { return Ok(()) };
        let class = self.value(husk, 1);
        let block = self.alloc_native::<T>()?;
        self.init(block, 1, class);
        self.fill_native(block, object);
        self.replace(husk, block);
        Ok(())
    }
}
