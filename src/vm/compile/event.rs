//! The parser's events, read in parts.

use super::scratch::{self, Table};
use super::{Done, Halted, Heap, Memory, Name, Names, NoMemory, Pause, Source, Statement, Work};

/// Rules that the parser runs in one step: some thousand instructions.
const RULES: u32 = 32;

/// The parser's door to the names.
struct Interner<'a, 'm>(&'a mut Heap<'m>);

impl Names for Interner<'_, '_> {
    fn intern(&mut self, text: &[u8]) -> Result<u32, NoMemory> {
        self.0.intern(text).map(Name::bits).map_err(|_| NoMemory)
    }
}

impl Work<'_, '_> {
    /// Asks the parser for the next event; its memory grows as needed.
    pub(super) fn next_event(&mut self, source: &Source) -> Done<Statement> {
        loop {
            let (tree, blocks) = (self.words_of(Table::Tree), self.words_of(Table::Blocks));
            let rules = if self.state.at_a_stretch { u32::MAX } else { RULES };
            let memory = Memory { tree, blocks, rules };
            let (tree, blocks) = (tree.len(), blocks.len());
            let half_way = self.state.parser.is_half_way();
            let event = self.state.parser.next(source, &mut Interner(self.heap), memory);
            self.state.tree = if self.state.parser.is_half_way() { tree as u32 } else { 0 };
            match event {
                Ok(event) => {
                    self.state.at_a_stretch = false;
                    self.state.tree = self.state.parser.tree_words();
                    self.forget_wants();
                    return Ok(event);
                }
                Err(Halted::Syntax(error)) => {
                    *self.error = error;
                    return Err(Pause::Syntax);
                }
                Err(Halted::Full) => self.want(Table::Tree, tree + (tree / 4).max(12)),
                Err(Halted::Deep) => self.want(Table::Blocks, blocks + scratch::BLOCKS_MORE),
                Err(Halted::Turn) => return Err(Pause::Turn),
                Err(Halted::Starved) => return Err(Pause::Starved),
                Err(Halted::NoMemory) if self.squeeze(true) => continue,
                Err(Halted::NoMemory) => {
                    self.state.squeezed = false;
                    // What makes room goes on where it paused only if the same name is asked for in the next step, too.
                    self.state.at_a_stretch |= half_way;
                    return Err(Pause::Memory);
                }
            }
            self.make_space()?;
        }
    }
}
