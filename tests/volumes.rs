//! Volumes: what all of them do alike, and what a loss of power costs.

use ferropy::volume::{Access, Bundle, Fault, Name, RamDisk, Seek, Volume};

const READ: Access =
    Access { read: true, write: false, create: false, exclusive: false, truncate: false, append: false };
const WRITE: Access =
    Access { read: false, write: true, create: true, exclusive: false, truncate: true, append: false };
const APPEND: Access = Access { truncate: false, append: true, ..WRITE };

fn put(volume: &mut dyn Volume, path: &str, access: Access, text: &[u8]) -> Result<(), Fault> {
    let file = volume.open(path, access)?;
    let written = volume.write(file, text);
    let closed = volume.close(file);
    written.and(closed)
}

fn get(volume: &mut dyn Volume, path: &str) -> Result<Vec<u8>, Fault> {
    let file = volume.open(path, READ)?;
    let (mut text, mut part) = (Vec::new(), [0; 7]);
    loop {
        match volume.read(file, &mut part)? {
            0 => break,
            count => text.extend(&part[..count]),
        }
    }
    volume.close(file)?;
    Ok(text)
}

fn names(volume: &mut dyn Volume, path: &str) -> Vec<String> {
    let (mut names, mut name) = (Vec::new(), Name::EMPTY);
    while let Ok(Some(_)) = volume.entry(path, names.len() as u32, &mut name) {
        names.push(String::from_utf8_lossy(name.bytes()).into_owned());
    }
    names.sort();
    names
}

/// What every volume that can be written does.
fn behaves(volume: &mut dyn Volume) {
    assert_eq!(get(volume, "/none"), Err(Fault::NOT_FOUND));
    assert_eq!(put(volume, "/a", WRITE, b"one"), Ok(()));
    assert_eq!(put(volume, "/a", APPEND, b" two"), Ok(()));
    assert_eq!(get(volume, "/a").as_deref(), Ok(b"one two".as_slice()));
    assert_eq!(put(volume, "/a", Access { exclusive: true, ..WRITE }, b""), Err(Fault::EXISTS));
    assert_eq!(put(volume, "/b", WRITE, b"second"), Ok(()));
    assert_eq!(put(volume, "/a", WRITE, b"a longer text than before"), Ok(()));
    assert_eq!(get(volume, "/b").as_deref(), Ok(b"second".as_slice()));

    let file = volume.open("/b", Access { write: true, ..READ }).expect("it is there");
    assert_eq!(volume.seek(file, Seek::End(-3)), Ok(3));
    assert_eq!(volume.write(file, b"ONDARY"), Ok(6));
    assert_eq!((volume.seek(file, Seek::Current(0)), volume.seek(file, Seek::Start(1))), (Ok(9), Ok(1)));
    let mut part = [0; 3];
    assert_eq!((volume.read(file, &mut part), &part), (Ok(3), b"ecO"));
    assert_eq!(volume.seek(file, Seek::Current(-9)), Err(Fault::INVALID));
    assert_eq!(volume.truncate(file, 4), Ok(()));
    assert_eq!(volume.truncate(file, 6), Ok(()));
    assert_eq!((volume.close(file), volume.close(file)), (Ok(()), Err(Fault::NOT_OPEN)));
    assert_eq!(get(volume, "/b").as_deref(), Ok(b"secO\0\0".as_slice()));

    assert_eq!(volume.make_folder("/d"), Ok(()));
    assert_eq!(volume.make_folder("/d"), Err(Fault::EXISTS));
    assert_eq!(volume.make_folder("/x/y"), Err(Fault::NOT_FOUND));
    assert_eq!(put(volume, "/d/c", WRITE, b"inner"), Ok(()));
    assert_eq!(put(volume, "/d", WRITE, b""), Err(Fault::FOLDER));
    assert!(volume.stat("/d").is_ok_and(|stat| stat.folder && stat.size == 0));
    assert!(volume.stat("/d/c").is_ok_and(|stat| !stat.folder && stat.size == 5));
    assert_eq!((names(volume, "/"), names(volume, "/d")), (vec!["a".into(), "b".into(), "d".into()], vec!["c".into()]));
    assert_eq!(volume.remove_folder("/d"), Err(Fault::NOT_EMPTY));
    assert_eq!((volume.remove_file("/d"), volume.remove_folder("/a")), (Err(Fault::FOLDER), Err(Fault::NO_FOLDER)));
    assert_eq!(volume.rename("/d", "/renamed"), Ok(()));
    assert_eq!(get(volume, "/renamed/c").as_deref(), Ok(b"inner".as_slice()));
    assert_eq!(volume.rename("/renamed/c", "/a"), Ok(()));
    assert_eq!(get(volume, "/a").as_deref(), Ok(b"inner".as_slice()));
    assert_eq!((volume.remove_folder("/renamed"), volume.remove_file("/b")), (Ok(()), Ok(())));
    assert_eq!(names(volume, "/"), ["a"]);

    let mut open = Vec::new();
    let refused = loop {
        match volume.open("/a", READ) {
            Ok(file) => open.push(file),
            Err(fault) => break fault,
        }
    };
    assert_eq!((refused, open.len()), (Fault::TOO_MANY_OPEN, 8));
    assert!(open.iter().all(|file| volume.close(*file) == Ok(())));
    // What does not fit is refused, and what was there is there.
    let big = vec![b'x'; 300];
    let full = (0..200).find_map(|number| put(volume, &format!("/f{number}"), WRITE, &big).err());
    assert_eq!(full, Some(Fault::FULL));
    assert_eq!(get(volume, "/a").as_deref(), Ok(b"inner".as_slice()));
    assert_eq!(get(volume, "/f0"), Ok(big));
}

#[test]
fn a_ram_disk_behaves() {
    let mut memory = vec![0xa5; 4096];
    behaves(&mut RamDisk::new(&mut memory));
}

#[test]
fn a_bundle_cannot_be_changed() {
    static FILES: &[(&str, &[u8])] = &[("/main.py", b"1\n"), ("/lib/a.py", b"a"), ("/lib/deep/b.py", b"bb")];
    let mut bundle = Bundle::new(FILES);
    assert_eq!(
        (names(&mut bundle, "/"), names(&mut bundle, "/lib")),
        (vec!["lib".into(), "main.py".into()], vec!["a.py".into(), "deep".into()])
    );
    assert_eq!(get(&mut bundle, "/lib/deep/b.py").as_deref(), Ok(b"bb".as_slice()));
    assert_eq!(put(&mut bundle, "/new", WRITE, b""), Err(Fault::READ_ONLY));
    assert_eq!(bundle.remove_file("/main.py"), Err(Fault::READ_ONLY));
    assert_eq!(bundle.open("/lib", READ), Err(Fault::FOLDER));
    assert_eq!(bundle.open("/li", READ), Err(Fault::NOT_FOUND));
    assert!(bundle.stat("/lib/deep").is_ok_and(|stat| stat.folder));
}

#[cfg(feature = "littlefs")]
mod littlefs {
    use super::*;
    use ferropy::volume::LittleFs;
    use littlefs_rust::{Config, Error, Filesystem, Storage};
    use std::cell::RefCell;
    use std::rc::Rc;

    const BLOCK: u32 = 256;
    const BLOCKS: u32 = 48;

    /// A flash chip whose power fails after so many writes and erasures; the last one is done by half.
    #[derive(Clone)]
    struct Chip {
        bytes: Rc<RefCell<Vec<u8>>>,
        left: Rc<RefCell<u32>>,
    }

    impl Chip {
        fn new() -> Chip {
            let bytes = Rc::new(RefCell::new(vec![0xff; (BLOCK * BLOCKS) as usize]));
            let mut chip = Chip { bytes, left: Rc::new(RefCell::new(u32::MAX)) };
            Filesystem::format(&mut chip, &config()).expect("formatted");
            chip
        }

        /// How much of something is done before the power fails.
        fn share(&self, whole: usize) -> (usize, Result<(), Error>) {
            let mut left = self.left.borrow_mut();
            match *left {
                0 => (0, Err(Error::Io)),
                1 => {
                    *left = 0;
                    (whole / 2, Err(Error::Io))
                }
                _ => {
                    *left -= 1;
                    (whole, Ok(()))
                }
            }
        }
    }

    impl Storage for Chip {
        fn read(&mut self, block: u32, offset: u32, buf: &mut [u8]) -> Result<(), Error> {
            let start = (block * BLOCK + offset) as usize;
            buf.copy_from_slice(&self.bytes.borrow()[start..start + buf.len()]);
            Ok(())
        }

        fn write(&mut self, block: u32, offset: u32, data: &[u8]) -> Result<(), Error> {
            let start = (block * BLOCK + offset) as usize;
            let (count, result) = self.share(data.len());
            self.bytes.borrow_mut()[start..start + count].copy_from_slice(&data[..count]);
            result
        }

        fn erase(&mut self, block: u32) -> Result<(), Error> {
            let start = (block * BLOCK) as usize;
            let (count, result) = self.share(BLOCK as usize);
            self.bytes.borrow_mut()[start..start + count].fill(0xff);
            result
        }
    }

    fn config() -> Config {
        Config::new(BLOCK, BLOCKS)
    }

    fn mount(chip: &Chip) -> Filesystem<Chip> {
        Filesystem::mount(chip.clone(), config()).map_err(|(error, _)| error).expect("it can be mounted")
    }

    #[test]
    fn it_behaves() {
        let chip = Chip::new();
        let files = mount(&chip);
        behaves(&mut LittleFs::new(&files, BLOCK, BLOCKS));
    }

    /// What a board does with its files: each step is a whole of its own.
    fn step(volume: &mut dyn Volume, number: usize) -> Result<(), Fault> {
        match number {
            0 => put(volume, "/config", WRITE, &[b'1'; 600]),
            1 => put(volume, "/log", APPEND, b"first\n"),
            2 => volume.make_folder("/data"),
            3 => put(volume, "/data/a", WRITE, &[b'a'; 300]),
            4 => put(volume, "/config", WRITE, &[b'2'; 700]),
            5 => put(volume, "/log", APPEND, b"second\n"),
            6 => volume.rename("/data/a", "/data/b"),
            7 => volume.remove_file("/log"),
            _ => put(volume, "/data/c", WRITE, b"the end"),
        }
    }

    const STEPS: usize = 9;

    /// All files and what they hold.
    fn picture(volume: &mut dyn Volume) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in ["/", "/data"] {
            for name in names(volume, folder) {
                let path = format!("{}/{name}", folder.trim_end_matches('/'));
                let text = if volume.stat(&path).expect("it was listed").folder {
                    Vec::new()
                } else {
                    get(volume, &path).expect("it can be read")
                };
                files.push((path, text));
            }
        }
        files
    }

    #[test]
    fn a_loss_of_power_at_any_write_costs_at_most_the_write_in_progress() {
        // What the chip holds after each step.
        let chip = Chip::new();
        let files = mount(&chip);
        let mut volume = LittleFs::new(&files, BLOCK, BLOCKS);
        let mut wanted = vec![picture(&mut volume)];
        for number in 0..STEPS {
            step(&mut volume, number).expect("there is power");
            wanted.push(picture(&mut volume));
        }
        let mut cuts = 0;
        for cut in 1.. {
            let chip = Chip::new();
            *chip.left.borrow_mut() = cut;
            let mut done = 0;
            {
                let files = mount(&chip);
                let mut volume = LittleFs::new(&files, BLOCK, BLOCKS);
                while done < STEPS && step(&mut volume, done).is_ok() {
                    done += 1;
                }
            }
            if done == STEPS {
                break;
            }
            cuts += 1;
            *chip.left.borrow_mut() = u32::MAX;
            let files = mount(&chip);
            let mut volume = LittleFs::new(&files, BLOCK, BLOCKS);
            let found = picture(&mut volume);
            // Only the step in progress may be as before, done, or, if it made its file, empty.
            let mut begun = wanted[done].clone();
            begun.extend(
                wanted[done + 1]
                    .iter()
                    .filter(|(path, _)| !wanted[done].iter().any(|known| known.0 == *path))
                    .map(|(path, _)| (path.clone(), Vec::new())),
            );
            begun.sort();
            let mut sorted = found.clone();
            sorted.sort();
            assert!(
                found == wanted[done] || found == wanted[done + 1] || sorted == begun,
                "cut {cut} in step {done}: {:?}",
                found.iter().map(|(path, text)| (path, text.len())).collect::<Vec<_>>()
            );
            // And the board goes on as if nothing had been.
            put(&mut volume, "/after", WRITE, b"alive").expect("there is power");
            assert_eq!(get(&mut volume, "/after").as_deref(), Ok(b"alive".as_slice()));
        }
        assert!(cuts > 40, "only {cuts} cuts");
    }
}
