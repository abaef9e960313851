//! Files of scripts: littlefs in the flash partition `vfs`.

use esp_bootloader_esp_idf::partitions::{PARTITION_TABLE_MAX_LEN, read_partition_table};
use esp_hal::peripherals::FLASH;
use esp_storage::FlashStorage;
use ferropy::volume::LittleFs;
use littlefs_rust::{Config, Error, Filesystem, Storage};
use static_cell::StaticCell;

/// Bytes of a block: what the chip erases at once.
const BLOCK: u32 = FlashStorage::SECTOR_SIZE;
/// Bytes that littlefs reads and writes at least, and those that it keeps of a file that is open.
const CACHE: u32 = 256;

/// The volume of this firmware.
pub type Files = LittleFs<'static, Partition>;

/// A part of the flash chip.
pub struct Partition {
    flash: FlashStorage<'static>,
    start: u32,
}

impl Partition {
    fn place(&self, block: u32, offset: u32) -> u32 {
        self.start + block * BLOCK + offset
    }
}

impl Storage for Partition {
    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Error> {
        let place = self.place(block, offset);
        self.flash.read_nor(place, into).map_err(|_| Error::Io)
    }

    fn write(&mut self, block: u32, offset: u32, data: &[u8]) -> Result<(), Error> {
        let place = self.place(block, offset);
        self.flash.write_nor(place, data).map_err(|_| Error::Io)
    }

    fn erase(&mut self, block: u32) -> Result<(), Error> {
        let place = self.place(block, 0);
        self.flash.erase(place, place + BLOCK).map_err(|_| Error::Io)
    }
}

/// The files in the partition `vfs`, which is formatted if it is no file system yet; `None` if there is no such
/// partition, or the chip fails.
pub fn mount(flash: FLASH<'static>) -> Option<Files> {
    static FILES: StaticCell<Filesystem<Partition>> = StaticCell::new();
    let mut flash = FlashStorage::new(flash);
    let mut table = [0; PARTITION_TABLE_MAX_LEN];
    let found =
        read_partition_table(&mut flash, &mut table).ok()?.iter().find(|entry| entry.label_as_str() == "vfs")?;
    let (start, blocks) = (found.offset(), found.len() / BLOCK);
    let config = || Config {
        cache_size: CACHE,
        lookahead_size: 64,
        read_size: CACHE,
        prog_size: CACHE,
        ..Config::new(BLOCK, blocks)
    };
    let files = match Filesystem::mount(Partition { flash, start }, config()) {
        Ok(files) => files,
        Err((_, mut partition)) => {
            Filesystem::format(&mut partition, &config()).ok()?;
            Filesystem::mount(partition, config()).ok()?
        }
    };
    Some(LittleFs::new(FILES.init(files), BLOCK, blocks))
}
