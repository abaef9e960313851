//! The table of scopes: the names of an outermost function and of all that is nested in it.
//!
//! Entries of two words. A scope's record: its position, then flags, kind and the record of the scope around. A name's
//! entry: the name, then flags, slot and the record of its scope, which lies before it. Before [`Work::settle`] the flags
//! say how a name is used; after it they say where it is kept, and the slots of captured cells are numbered. Registers
//! are numbered when the function is entered.

use super::scratch::Table;
use super::{Done, Work};
use crate::vm::name::{self, Name};
use crate::vm::syntax::Position;

/// No scope: module level.
pub(super) const NO_SCOPE: u32 = 0xfff;
/// The scope of what a pattern captures: see `pattern.rs`.
pub(super) const CAPTURES: u32 = 0xffe;
/// Entries at most.
const LIMIT: u32 = CAPTURES;

/// A parameter.
pub(super) const PARAMETER: u32 = 1;
/// Bound in the scope.
pub(super) const BOUND: u32 = 2;
/// Read in the scope.
pub(super) const USED: u32 = 4;
/// Declared `global`.
pub(super) const GLOBAL: u32 = 8;
/// Declared `nonlocal`.
pub(super) const NONLOCAL: u32 = 16;
/// Used by a function inside: kept in a cell.
pub(super) const CHILD: u32 = 32;
/// Deleted somewhere in the scope.
pub(super) const DELETED: u32 = 64;
/// Bound by an assignment expression.
pub(super) const REBOUND: u32 = 128;
/// A captured cell.
pub(super) const FREE: u32 = 256;
/// A local beyond the registers.
pub(super) const FAR: u32 = 512;
/// Deleted by a function inside.
pub(super) const CHILD_DELETES: u32 = 1024;
/// The entry is a scope's record.
const RECORD: u32 = 2048;
/// Of a record: the scope has been compiled.
const TAKEN: u32 = 8;

/// What a scope is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub(super) enum ScopeKind {
    /// A `def`.
    Function,
    /// A lambda.
    Lambda,
    /// A generator expression.
    Generator,
    /// A comprehension that runs in the frame around.
    Comprehension,
    /// A class.
    Class,
    /// No scope but a `try` statement that has a `finally`.
    Finally,
    /// The type parameters of a function, class or alias, which are made in the frame around.
    Types,
}

const KINDS: [ScopeKind; 7] = [
    ScopeKind::Function,
    ScopeKind::Lambda,
    ScopeKind::Generator,
    ScopeKind::Comprehension,
    ScopeKind::Class,
    ScopeKind::Finally,
    ScopeKind::Types,
];

/// A name's entry.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// The name, or a record's position.
    pub word: u32,
    /// What is known of it.
    pub flags: u32,
    /// Its register or number.
    pub slot: u8,
    /// Its scope.
    pub owner: u32,
}

impl Entry {
    /// True for a name's entry in a scope.
    pub(super) fn is_name_in(&self, scope: u32) -> bool {
        self.flags & RECORD == 0 && self.owner == scope
    }
}

/// The word of a position in a record.
pub(super) fn position_word(position: Position) -> u32 {
    position.line() << 12 | position.column() & 0xfff
}

impl Work<'_, '_> {
    /// Entry `index`.
    #[inline(never)]
    pub(super) fn entry(&self, index: u32) -> Entry {
        let [name, word] = self.get_words(Table::Scopes, index * 2);
        Entry { word: name, flags: word & 0xfff, slot: (word >> 12) as u8, owner: word >> 20 }
    }

    /// Writes entry `index`.
    #[inline(never)]
    pub(super) fn set_entry(&mut self, index: u32, entry: Entry) {
        let place = entry.flags | u32::from(entry.slot) << 12 | entry.owner << 20;
        self.put_words(Table::Scopes, index * 2, [entry.word, place]);
    }

    pub(super) fn add_entry(&mut self, entry: Entry) -> Done<u32> {
        let index = self.state.scopes;
        if index >= LIMIT {
            return self.fail_here("too many names in one function");
        }
        self.room(Table::Scopes, index * 2 + 2)?;
        self.state.scopes += 1;
        self.set_entry(index, entry);
        Ok(index)
    }

    /// Adds a scope's record.
    pub(super) fn add_scope(&mut self, kind: ScopeKind, position: Position, parent: u32) -> Done<u32> {
        let flags = RECORD | kind as u32;
        self.add_entry(Entry { word: position_word(position), flags, slot: 0, owner: parent })
    }

    /// What a scope is.
    #[inline(never)]
    pub(super) fn scope_kind(&self, scope: u32) -> ScopeKind {
        KINDS.get((self.entry(scope).flags & 7) as usize).copied().unwrap_or(ScopeKind::Function)
    }

    /// The line a scope starts on.
    pub(super) fn scope_line(&self, scope: u32) -> u32 {
        self.entry(scope).word >> 12
    }

    /// The scope around a scope.
    pub(super) fn scope_parent(&self, scope: u32) -> u32 {
        if scope == NO_SCOPE { NO_SCOPE } else { self.entry(scope).owner }
    }

    /// Finds the record of the scope at a position inside another, and takes it.
    pub(super) fn take_scope(&mut self, kind: ScopeKind, position: Position, parent: u32) -> u32 {
        for index in 0..self.state.scopes {
            let entry = self.entry(index);
            let is_it = entry.flags == RECORD | kind as u32 && entry.owner == parent;
            if is_it && entry.word == position_word(position) {
                if !matches!(kind, ScopeKind::Finally | ScopeKind::Types) {
                    self.set_entry(index, Entry { flags: entry.flags | TAKEN, ..entry });
                }
                return index;
            }
        }
        NO_SCOPE
    }

    /// Gives a scope back that could not be entered.
    pub(super) fn untake_scope(&mut self, scope: u32) {
        let entry = self.entry(scope);
        self.set_entry(scope, Entry { flags: entry.flags & !TAKEN, ..entry });
    }

    /// The index of a name's entry in a scope.
    #[inline(never)]
    pub(super) fn entry_index(&self, scope: u32, name: Name) -> Option<u32> {
        let start = if scope == NO_SCOPE { 0 } else { scope + 1 };
        (start..self.state.scopes).find(|&index| {
            let entry = self.entry(index);
            entry.word == name.bits() && entry.is_name_in(scope)
        })
    }

    /// A name's entry in a scope.
    #[inline(never)]
    pub(super) fn find_entry(&self, scope: u32, name: Name) -> Option<Entry> {
        self.entry_index(scope, name).map(|index| self.entry(index))
    }

    /// Adds flags to a name's entry in a scope; makes the entry if there is none.
    pub(super) fn flag(&mut self, scope: u32, name: Name, flags: u32) -> Done {
        match self.entry_index(scope, name) {
            Some(index) => {
                let entry = self.entry(index);
                self.set_entry(index, Entry { flags: entry.flags | flags, ..entry });
            }
            None => {
                self.add_entry(Entry { word: name.bits(), flags, slot: 0, owner: scope })?;
            }
        }
        Ok(())
    }

    /// True if a function inside may delete the variable.
    pub(super) fn is_deleted_elsewhere(&self, name: Name) -> bool {
        let scope = self.state.unit.scope;
        scope != NO_SCOPE && self.find_entry(scope, name).is_some_and(|entry| entry.flags & CHILD_DELETES != 0)
    }

    /// Decides where all names of the scopes from record `first` on are kept. May be done again.
    pub(super) fn settle(&mut self, first: u32) -> Done {
        // Inner scopes first: what a scope does not bind is used by it in the scope around.
        let mut scope = self.state.scopes;
        while scope > first {
            scope -= 1;
            if self.entry(scope).flags & RECORD != 0 {
                self.pass_on(scope)?;
            }
        }
        for scope in first..self.state.scopes {
            if self.entry(scope).flags & RECORD != 0 && self.scope_kind(scope) != ScopeKind::Finally {
                self.decide(scope)?;
            }
        }
        Ok(())
    }

    /// Passes the names that a scope uses and does not bind on to the scope around.
    fn pass_on(&mut self, scope: u32) -> Done {
        let (kind, parent) = (self.scope_kind(scope), self.scope_parent(scope));
        if parent == NO_SCOPE || kind == ScopeKind::Finally {
            return Ok(());
        }
        let mut index = scope + 1;
        while index < self.state.scopes {
            let entry = self.entry(index);
            index += 1;
            if !entry.is_name_in(scope) || entry.flags & GLOBAL != 0 {
                continue;
            }
            let is_class = kind == ScopeKind::Class;
            let own = entry.flags & BOUND != 0 && entry.flags & NONLOCAL == 0;
            let gives_class = is_class && entry.word == name::__CLASS__.bits();
            if (own && !(is_class && entry.flags & CHILD != 0)) || gives_class {
                continue;
            }
            let inlined = kind == ScopeKind::Types
                || kind == ScopeKind::Comprehension && self.scope_kind(parent) != ScopeKind::Class;
            let mut flags = if inlined { entry.flags & (USED | CHILD | CHILD_DELETES) } else { CHILD };
            if !inlined && entry.flags & (NONLOCAL | DELETED) == NONLOCAL | DELETED {
                flags |= CHILD_DELETES;
            }
            self.flag(parent, Name::from_bits(entry.word), flags | entry.flags & CHILD_DELETES)?;
        }
        Ok(())
    }

    /// Decides where the names of a scope are kept; the scopes around have been decided.
    fn decide(&mut self, scope: u32) -> Done {
        let kind = self.scope_kind(scope);
        let mut captured: u8 = 0;
        for index in scope + 1..self.state.scopes {
            let mut entry = self.entry(index);
            if !entry.is_name_in(scope) || matches!(kind, ScopeKind::Comprehension | ScopeKind::Types) {
                continue;
            }
            entry.flags &= !FREE;
            let name = Name::from_bits(entry.word);
            let own = entry.flags & BOUND != 0 && entry.flags & NONLOCAL == 0;
            let passes = kind == ScopeKind::Class && entry.flags & CHILD != 0;
            let gives_class = kind == ScopeKind::Class && name == name::__CLASS__;
            if gives_class {
                continue;
            }
            if entry.flags & GLOBAL == 0 && (!own || passes) && self.is_in_function_around(scope, name) {
                if captured == u8::MAX {
                    return self.fail_here("too many free variables");
                }
                (entry.flags, entry.slot) = (entry.flags | FREE, captured);
                captured += 1;
            } else if entry.flags & NONLOCAL != 0 {
                let line = self.scope_line(scope) + u32::from(entry.slot);
                return self.fail_named("no binding for nonlocal '{}' found", name, line);
            }
            self.set_entry(index, entry);
        }
        Ok(())
    }

    /// True if the name is a variable of a function around the scope.
    fn is_in_function_around(&self, scope: u32, name: Name) -> bool {
        let mut around = self.scope_parent(scope);
        while around != NO_SCOPE {
            let (kind, entry) = (self.scope_kind(around), self.find_entry(around, name));
            if kind == ScopeKind::Class {
                if name == name::__CLASS__ {
                    return true;
                }
            } else if let Some(entry) = entry {
                if entry.flags & GLOBAL != 0 {
                    return false;
                }
                if entry.flags & (FREE | BOUND) != 0 {
                    return true;
                }
            }
            around = self.scope_parent(around);
        }
        self.state.scan_in_class && name == name::__CLASS__
    }

    /// How many cells a scope captures.
    pub(super) fn captured(&self, scope: u32) -> u8 {
        let mut count = 0;
        for index in scope + 1..self.state.scopes {
            let entry = self.entry(index);
            if entry.is_name_in(scope) && entry.flags & FREE != 0 {
                count += 1;
            }
        }
        count
    }

    /// The name of captured cell `number` of a scope.
    pub(super) fn captured_name(&self, scope: u32, number: u8) -> Option<Name> {
        (scope + 1..self.state.scopes).map(|index| self.entry(index)).find_map(|entry| {
            let is_it = entry.is_name_in(scope) && entry.flags & FREE != 0 && entry.slot == number;
            is_it.then_some(Name::from_bits(entry.word))
        })
    }
}
