//! Files in RAM: a small disk that is lost with the power.
//!
//! Blocks are chained as in a FAT; files and folders are rows of one table that name the folder they lie in. Nothing in
//! here trusts a number that it reads, and no call takes longer than the disk is large.

use ferropy::volume::{Access, Fault, Name, Seek, Space, Stat, Volume};

const BLOCK: usize = 128;
const BLOCKS: usize = 96;
const NODES: usize = 32;
/// Bytes of the longest name.
const NAME: usize = 30;
/// Files that are open at a time.
const HANDLES: usize = 8;

/// What stands for no block and for the root.
const NONE: u8 = 0xff;
const FREE: u8 = 0xfe;

const BUSY: Fault = Fault(16);

/// A file or folder.
#[derive(Clone, Copy)]
struct Node {
    /// Empty: the row is free.
    name: [u8; NAME],
    len: u8,
    /// The folder it lies in.
    folder: u8,
    is_folder: bool,
    /// Its first block.
    first: u8,
    size: u32,
}

impl Node {
    const FREE: Node = Node { name: [0; NAME], len: 0, folder: 0, is_folder: false, first: 0, size: 0 };

    fn name(&self) -> &[u8] {
        self.name.get(..usize::from(self.len)).unwrap_or_default()
    }
}

/// An open file.
#[derive(Clone, Copy)]
struct Handle {
    node: u8,
    place: u32,
    access: Access,
}

/// The disk.
pub struct Disk {
    blocks: [[u8; BLOCK]; BLOCKS],
    /// What follows a block.
    next: [u8; BLOCKS],
    nodes: [Node; NODES],
    handles: [Option<Handle>; HANDLES],
}

impl Disk {
    /// A disk to be formatted: all zero, so that it takes no flash.
    pub const fn new() -> Disk {
        Disk {
            blocks: [[0; BLOCK]; BLOCKS],
            next: [0; BLOCKS],
            nodes: [Node::FREE; NODES],
            handles: [None; HANDLES],
        }
    }

    /// Empties it.
    pub fn format(&mut self) {
        self.next.fill(FREE);
        self.nodes.fill(Node::FREE);
        self.handles.fill(None);
    }

    /// Puts a file there, if it fits.
    pub fn put(&mut self, path: &str, text: &[u8]) -> Result<(), Fault> {
        let file = self.open(path, Access { write: true, create: true, truncate: true, ..Access::default() })?;
        let written = self.write(file, text);
        self.close(file)?;
        if written? == text.len() { Ok(()) } else { Err(Fault::FULL) }
    }

    fn node(&self, node: u8) -> Result<&Node, Fault> {
        self.nodes.get(usize::from(node)).ok_or(Fault::NOT_FOUND)
    }

    fn node_mut(&mut self, node: u8) -> Result<&mut Node, Fault> {
        self.nodes.get_mut(usize::from(node)).ok_or(Fault::NOT_FOUND)
    }

    fn child(&self, folder: u8, name: &[u8]) -> Option<u8> {
        let is_child = |node: &Node| node.len > 0 && node.folder == folder && node.name() == name;
        self.nodes.iter().position(is_child).map(|node| node as u8)
    }

    fn is_folder(&self, node: u8) -> bool {
        node == NONE || self.node(node).is_ok_and(|node| node.is_folder)
    }

    /// The folder and the last name of a path. *Errors*: the folder is not there.
    fn split<'p>(&self, path: &'p str) -> Result<(u8, &'p [u8]), Fault> {
        let path = path.trim_matches('/');
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = self.find(folders)?;
        match name.as_bytes() {
            _ if !self.is_folder(folder) => Err(Fault::NO_FOLDER),
            name if name.len() > NAME => Err(Fault::NAME_TOO_LONG),
            name => Ok((folder, name)),
        }
    }

    /// What lies at a path.
    fn find(&self, path: &str) -> Result<u8, Fault> {
        let mut node = NONE;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            if !self.is_folder(node) {
                return Err(Fault::NO_FOLDER);
            }
            node = self.child(node, name.as_bytes()).ok_or(Fault::NOT_FOUND)?;
        }
        Ok(node)
    }

    fn make(&mut self, path: &str, is_folder: bool) -> Result<u8, Fault> {
        let (folder, name) = self.split(path)?;
        if name.is_empty() || self.child(folder, name).is_some() {
            return Err(Fault::EXISTS);
        }
        let free = self.nodes.iter().position(|node| node.len == 0).ok_or(Fault::FULL)? as u8;
        let node = self.node_mut(free)?;
        *node = Node { len: name.len() as u8, folder, is_folder, first: NONE, ..Node::FREE };
        node.name.iter_mut().zip(name).for_each(|(place, byte)| *place = *byte);
        Ok(free)
    }

    /// Removes what nobody uses any more.
    fn remove(&mut self, node: u8) -> Result<(), Fault> {
        if self.handles.iter().flatten().any(|handle| handle.node == node) {
            return Err(BUSY);
        }
        self.cut(node, 0)?;
        *self.node_mut(node)? = Node::FREE;
        Ok(())
    }

    fn handle(&mut self, file: u16) -> Result<&mut Handle, Fault> {
        self.handles.get_mut(usize::from(file)).and_then(Option::as_mut).ok_or(Fault::NOT_OPEN)
    }

    /// The block that holds a file's byte `place`; new blocks are added as needed. *Errors*: the disk is full.
    fn block_at(&mut self, node: u8, place: u32) -> Result<u8, Fault> {
        let mut block = self.node(node)?.first;
        if block == NONE {
            block = self.add_block()?;
            self.node_mut(node)?.first = block;
        }
        for _ in 0..place as usize / BLOCK {
            let next = self.next.get(usize::from(block)).copied().ok_or(Fault::BROKEN)?;
            block = match next {
                NONE => {
                    let added = self.add_block()?;
                    *self.next.get_mut(usize::from(block)).ok_or(Fault::BROKEN)? = added;
                    added
                }
                next => next,
            };
        }
        Ok(block)
    }

    fn add_block(&mut self) -> Result<u8, Fault> {
        let free = self.next.iter().position(|next| *next == FREE).ok_or(Fault::FULL)?;
        if let (Some(next), Some(bytes)) = (self.next.get_mut(free), self.blocks.get_mut(free)) {
            *next = NONE;
            bytes.fill(0);
        }
        Ok(free as u8)
    }

    /// Gives back what lies behind a file's first `len` bytes.
    fn cut(&mut self, node: u8, len: u32) -> Result<(), Fault> {
        let keeps = (len as usize).div_ceil(BLOCK);
        let mut block = self.node(node)?.first;
        if keeps == 0 {
            self.node_mut(node)?.first = NONE;
        }
        for number in 1..=BLOCKS {
            let Some(next) = self.next.get_mut(usize::from(block)) else { break };
            block = *next;
            if number > keeps {
                *next = FREE;
            } else if number == keeps {
                *next = NONE;
            }
        }
        let row = self.node_mut(node)?;
        row.size = row.size.min(len);
        // What lies behind the end is zero, if the file grows again.
        let (first, rest) = (row.first, len as usize % BLOCK);
        if first != NONE && rest > 0 {
            let last = self.block_at(node, len)?;
            if let Some(bytes) = self.blocks.get_mut(usize::from(last)).and_then(|bytes| bytes.get_mut(rest..)) {
                bytes.fill(0);
            }
        }
        Ok(())
    }

    /// A part of a block from a place in the file.
    fn part(&mut self, block: u8, place: u32) -> &mut [u8] {
        let bytes = self.blocks.get_mut(usize::from(block));
        bytes.and_then(|bytes| bytes.get_mut(place as usize % BLOCK..)).unwrap_or_default()
    }

    /// True if `inner` lies in `outer`, at whatever depth.
    fn lies_in(&self, inner: u8, outer: u8) -> bool {
        let mut node = inner;
        for _ in 0..NODES {
            if node == outer {
                return true;
            }
            node = self.node(node).map_or(NONE, |node| node.folder);
        }
        false
    }

    fn stat_of(node: &Node) -> Stat {
        Stat { folder: node.is_folder, size: node.size, modified: 0 }
    }
}

impl Volume for Disk {
    fn open(&mut self, path: &str, access: Access) -> Result<u16, Fault> {
        let handle = self.handles.iter().position(Option::is_none).ok_or(Fault::TOO_MANY_OPEN)?;
        let node = match self.find(path) {
            Ok(_) if access.exclusive => return Err(Fault::EXISTS),
            Ok(node) if self.is_folder(node) => return Err(Fault::FOLDER),
            Ok(node) => node,
            Err(Fault::NOT_FOUND) if access.create => self.make(path, false)?,
            Err(fault) => return Err(fault),
        };
        if access.truncate {
            self.cut(node, 0)?;
        }
        if let Some(place) = self.handles.get_mut(handle) {
            *place = Some(Handle { node, place: 0, access });
        }
        Ok(handle as u16)
    }

    fn close(&mut self, file: u16) -> Result<(), Fault> {
        let place = self.handles.get_mut(usize::from(file)).ok_or(Fault::NOT_OPEN)?;
        place.take().map(drop).ok_or(Fault::NOT_OPEN)
    }

    fn read(&mut self, file: u16, into: &mut [u8]) -> Result<usize, Fault> {
        let Handle { node, place, access } = *self.handle(file)?;
        if !access.read {
            return Err(Fault::NOT_OPEN);
        }
        let left = self.node(node)?.size.saturating_sub(place) as usize;
        if left == 0 {
            return Ok(0);
        }
        let block = self.block_at(node, place)?;
        let part = self.part(block, place);
        let count = part.len().min(left).min(into.len());
        into.iter_mut().zip(part).take(count).for_each(|(place, byte)| *place = *byte);
        self.handle(file)?.place += count as u32;
        Ok(count)
    }

    fn write(&mut self, file: u16, bytes: &[u8]) -> Result<usize, Fault> {
        let Handle { node, place, access } = *self.handle(file)?;
        if !access.write {
            return Err(Fault::NOT_OPEN);
        }
        let mut place = if access.append { self.node(node)?.size } else { place };
        let mut written = 0;
        while written < bytes.len() {
            let end = place as usize >= BLOCK * BLOCKS;
            let block = match self.block_at(node, place) {
                Ok(block) if !end => block,
                _ if written > 0 => break,
                _ => return Err(Fault::FULL),
            };
            let part = self.part(block, place);
            let count = part.len().min(bytes.len() - written);
            part.iter_mut().zip(bytes.iter().skip(written)).for_each(|(place, byte)| *place = *byte);
            (written, place) = (written + count, place + count as u32);
            let row = self.node_mut(node)?;
            row.size = row.size.max(place);
        }
        self.handle(file)?.place = place;
        Ok(written)
    }

    fn seek(&mut self, file: u16, to: Seek) -> Result<u32, Fault> {
        let Handle { node, place, .. } = *self.handle(file)?;
        let place = to.place(place, self.node(node)?.size)?;
        self.handle(file)?.place = place;
        Ok(place)
    }

    fn truncate(&mut self, file: u16, len: u32) -> Result<(), Fault> {
        let Handle { node, access, .. } = *self.handle(file)?;
        if !access.write {
            return Err(Fault::NOT_OPEN);
        }
        if len as usize > BLOCK * BLOCKS {
            return Err(Fault::FULL);
        }
        if len > 0 {
            self.block_at(node, len - 1)?;
        }
        self.cut(node, len)?;
        self.node_mut(node)?.size = len;
        Ok(())
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Fault> {
        match self.find(path)? {
            NONE => Ok(Stat { folder: true, ..Stat::default() }),
            node => self.node(node).map(Disk::stat_of),
        }
    }

    fn entry(&mut self, path: &str, index: u32, name: &mut Name) -> Result<Option<Stat>, Fault> {
        let folder = self.find(path)?;
        if !self.is_folder(folder) {
            return Err(Fault::NO_FOLDER);
        }
        let mut children = self.nodes.iter().filter(|node| node.len > 0 && node.folder == folder);
        let Some(child) = children.nth(index as usize) else { return Ok(None) };
        name.set(child.name());
        Ok(Some(Disk::stat_of(child)))
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        self.make(path, true).map(drop)
    }

    fn remove_file(&mut self, path: &str) -> Result<(), Fault> {
        match self.find(path)? {
            node if self.is_folder(node) => Err(Fault::FOLDER),
            node => self.remove(node),
        }
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        let folder = self.find(path)?;
        if !self.is_folder(folder) {
            return Err(Fault::NO_FOLDER);
        }
        if folder == NONE {
            return Err(BUSY);
        }
        if self.nodes.iter().any(|node| node.len > 0 && node.folder == folder) {
            return Err(Fault::NOT_EMPTY);
        }
        self.remove(folder)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let node = self.find(from)?;
        let (folder, name) = self.split(to)?;
        if node == NONE || name.is_empty() {
            return Err(BUSY);
        }
        if self.lies_in(folder, node) {
            return Err(Fault::INVALID);
        }
        if let Some(other) = self.child(folder, name) {
            match (self.is_folder(node), self.is_folder(other)) {
                _ if other == node => return Ok(()),
                (false, true) => return Err(Fault::FOLDER),
                (true, false) => return Err(Fault::NO_FOLDER),
                (true, true) => self.remove_folder(to)?,
                (false, false) => self.remove(other)?,
            }
        }
        let row = self.node_mut(node)?;
        (row.folder, row.len) = (folder, name.len() as u8);
        row.name.iter_mut().zip(name).for_each(|(place, byte)| *place = *byte);
        Ok(())
    }

    fn space(&mut self) -> Result<Space, Fault> {
        let free = self.next.iter().filter(|next| **next == FREE).count();
        Ok(Space { block: BLOCK as u32, blocks: BLOCKS as u32, free: free as u32, name: NAME as u32 })
    }
}
