//! Looking into a VM's memory: how much there is, what is in it, and what lies where.

use core::fmt::{self, Write};

use crate::vm::Vm;
use crate::vm::heap::{Kind, Report};

/// What a kind of block takes; see [`HeapReport::kinds`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindUse {
    /// What the blocks are: `"Float"`, `"ListBuffer"` (a list's items), `"Code"`, ….
    pub name: &'static str,
    /// How many there are.
    pub count: usize,
    /// The bytes that they take, headers included.
    pub bytes: usize,
}

/// All there is to know of a VM's memory. All sizes in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HeapReport {
    /// The sums, the high-water mark and what the collector did.
    pub sums: Report,
    /// The largest block that an allocation gets, what no script can reach being collected before: all that is free
    /// lies together when blocks have slid together.
    pub placeable: usize,
    /// The largest free piece as the memory lies now.
    pub largest: usize,
    /// How many free pieces there are.
    pub pieces: usize,
    kinds: [KindUse; Kind::ALL.len()],
}

impl HeapReport {
    /// What each kind of block takes, of those that there are.
    pub fn kinds(&self) -> impl Iterator<Item = KindUse> + '_ {
        self.kinds.iter().filter(|kind| kind.count > 0).copied()
    }
}

/// A block or a free piece; see [`Vm::each_block`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Its distance from the first one.
    pub at: usize,
    /// Its size.
    pub bytes: usize,
    /// What it is; `None`: free.
    pub name: Option<&'static str>,
}

/// The letters of [`Vm::write_heap_map`]: the first that fits the name of most of the bytes.
const LETTERS: &[(&str, char)] = &[
    ("Code", 'C'),
    ("Stack", 'S'),
    ("Scratch", 's'),
    ("Workspace", 's'),
    ("Dict", 'D'),
    ("Set", 'D'),
    ("List", 'L'),
    ("Tuple", 'T'),
    ("Str", 't'),
    ("Bytes", 'b'),
    ("Byte", 'b'),
    ("Instance", 'I'),
    ("Class", 'K'),
    ("Function", 'F'),
    ("Names", 'N'),
];

impl Vm<'_> {
    /// Looks through all of the memory. That takes as long as there are blocks: not for between two deadlines.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.exec("halves = [i / 2 for i in range(100)]")?;
    /// let report = vm.heap_report();
    /// let floats = report.kinds().find(|kind| kind.name == "Float").unwrap();
    /// assert!(floats.count >= 100 && floats.bytes == 16 * floats.count);
    /// assert_eq!(report.sums.live, report.kinds().map(|kind| kind.bytes).sum());
    /// assert!(report.placeable <= report.sums.free && report.sums.high_water >= report.sums.live);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn heap_report(&mut self) -> HeapReport {
        self.settle();
        let mut kinds = [KindUse { name: "", count: 0, bytes: 0 }; Kind::ALL.len()];
        let (mut largest, mut pieces) = (0, 0);
        self.heap.each_piece(|piece| {
            if piece.kind == Kind::Free {
                (largest, pieces) = (piece.bytes.max(largest), pieces + 1);
            } else if let Some(kind) = kinds.get_mut(piece.kind as usize) {
                let name = piece.kind.name();
                *kind = KindUse { name, count: kind.count + 1, bytes: kind.bytes + piece.bytes };
            }
        });
        let sums = self.heap.report();
        HeapReport { sums, placeable: sums.free, largest, pieces, kinds }
    }

    /// Calls `f` for every block and free piece, in the order in which they lie.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// let mut end = 0;
    /// vm.each_block(|block| {
    ///     assert_eq!(block.at, end);
    ///     end += block.bytes;
    /// });
    /// assert_eq!(end, vm.memory().total);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn each_block(&mut self, mut f: impl FnMut(Block)) {
        self.settle();
        self.heap.each_piece(|piece| {
            let name = (piece.kind != Kind::Free).then(|| piece.kind.name());
            f(Block { at: piece.at, bytes: piece.bytes, name });
        });
    }

    /// Writes a map of the memory: a letter for each `grain` bytes, 64 in a line, for what takes most of them. A dot is
    /// free; `C` code, `D` dicts and sets, `L` lists, `T` tuples, `t` text, `b` bytes, `I` instances, `K` classes,
    /// `F` functions, `S` the stack, `s` the compiler's memory, `N` names, `x` others.
    ///
    /// *Errors*: those of `out`.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.exec("data = bytes(4096)")?;
    /// let mut map = String::new();
    /// vm.write_heap_map(64, &mut map)?;
    /// assert!(map.contains("bbbbbbbb") && map.contains("........"));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn write_heap_map(&mut self, grain: usize, out: &mut impl Write) -> fmt::Result {
        let grain = grain.max(8);
        let mut cell = Cell { index: 0, best: 0, letter: '.' };
        let mut result = Ok(());
        self.each_block(|block| {
            let letter = letter(block.name);
            let (mut at, end) = (block.at, block.at + block.bytes);
            while at < end && result.is_ok() {
                let limit = (at / grain + 1) * grain;
                let bytes = end.min(limit) - at;
                if bytes > cell.best {
                    (cell.best, cell.letter) = (bytes, letter);
                }
                at += bytes;
                if at == limit {
                    result = cell.write(out);
                }
            }
        });
        result?;
        if cell.best > 0 {
            cell.write(out)?;
        }
        if cell.index.is_multiple_of(LINE) { Ok(()) } else { out.write_char('\n') }
    }
}

/// Letters in a line of a map.
const LINE: usize = 64;

/// A letter of a map.
struct Cell {
    index: usize,
    /// The bytes of the block that decides.
    best: usize,
    letter: char,
}

impl Cell {
    fn write(&mut self, out: &mut impl Write) -> fmt::Result {
        out.write_char(self.letter)?;
        self.index += 1;
        self.best = 0;
        if self.index.is_multiple_of(LINE) { out.write_char('\n') } else { Ok(()) }
    }
}

fn letter(name: Option<&str>) -> char {
    let Some(name) = name else { return '.' };
    LETTERS.iter().find(|(part, _)| name.contains(part)).map_or('x', |row| row.1)
}
