//! Names whose text is in the heap.

use super::super::layout::Kind;
use super::super::{Progress, Root};
use super::with_heap;
use crate::vm::name::{APPEND, LIBRARY_IMAGE, LIBRARY_START, Name, STATIC_NAMES};
use crate::vm::raise::Stop;
use crate::vm::value::Value;
use std::format;
use std::vec::Vec;

#[test]
fn equal_texts_are_equal_names() {
    with_heap(64 * 1024, 0, |mut heap| {
        let names: Vec<_> = (0..900).map(|n| heap.intern(format!("name {n}").as_bytes()).unwrap()).collect();
        for (n, name) in names.iter().enumerate() {
            let text = format!("name {n}");
            assert_eq!(heap.intern(text.as_bytes()), Ok(*name));
            assert_eq!(heap.find_name(text.as_bytes()), Some(*name));
            assert_eq!(heap.name_text(*name), text.as_bytes());
            assert!(name.is_ascii());
        }
        assert_eq!(heap.intern(b"append"), Ok(APPEND));
        assert_eq!(heap.name_text(APPEND), b"append");
        assert_eq!(heap.find_name(b"name 900"), None);
        assert!(!heap.intern("größe".as_bytes()).unwrap().is_ascii());
        heap.verify().unwrap();
    });
}

#[test]
fn a_name_shares_the_text_it_is_made_from() {
    with_heap(8192, 0, |mut heap| {
        let text = heap.alloc_str(b"some text").unwrap();
        let name = heap.intern_str(text).unwrap();
        assert_eq!(heap.name_block(name), text);
        let other = heap.alloc_str(b"some text").unwrap();
        assert_eq!(heap.intern_str(other), Ok(name));
        assert_eq!(heap.intern(b"some text"), Ok(name));
    });
}

#[test]
fn names_nobody_has_are_dropped_and_their_indices_used_again() {
    with_heap(16 * 1024, 0, |mut heap| {
        let kept = heap.alloc(Kind::Tuple, 4).unwrap();
        heap.set_root(Root::Scratch1, Value::reference(kept));
        for round in 0..40 {
            for n in 0..100 {
                let name = heap.intern(format!("{round}/{n}").as_bytes()).unwrap();
                assert!(name.index() < STATIC_NAMES + 300, "{}", name.index());
                if n == 50 {
                    heap.set(kept, 1, Value::name(name));
                }
            }
            heap.collect_all();
            heap.verify().unwrap();
            let text = format!("{round}/50");
            assert_eq!(heap.name_text(heap.value(kept, 1).as_name().unwrap()), text.as_bytes());
            assert_eq!(heap.find_name(text.as_bytes()), heap.value(kept, 1).as_name());
            assert_eq!(heap.find_name(format!("{round}/51").as_bytes()), None);
        }
    });
}

#[test]
fn a_name_found_while_names_are_dropped_stays() {
    for step in 0..60 {
        with_heap(16 * 1024, 0, |mut heap| {
            for n in 0..100 {
                heap.intern(format!("name {n}").as_bytes()).unwrap();
            }
            for _ in 0..step {
                heap.collect_step(200);
            }
            let found = heap.find_name(b"name 78");
            let name = heap.intern(b"name 77").unwrap();
            heap.set_root(Root::Scratch2, found.map_or(Value::NONE, Value::name));
            heap.set_root(Root::Scratch1, Value::name(name));
            heap.verify().unwrap();
            while heap.collect_step(200) == Progress::More {
                heap.verify().unwrap();
            }
            assert_eq!(heap.name_text(name), b"name 77");
            assert_eq!(heap.find_name(b"name 77"), Some(name));
        });
    }
}

#[test]
fn there_is_a_limit_to_names() {
    with_heap(600 * 1024, 0, |mut heap| {
        let mut made = 0;
        while heap.intern(format!("n{made}").as_bytes()).is_ok() {
            made += 1;
        }
        assert_eq!(made, 8192 - STATIC_NAMES as usize);
        assert_eq!(heap.intern(b"one more"), Err(Stop::Memory));
        assert_eq!(heap.make_room(1000), Progress::Done(false));
        heap.verify().unwrap();
    });
}

#[test]
fn the_library_names_are_found_where_their_image_is() {
    with_heap(4096, 0, |mut heap| {
        assert_eq!(heap.static_text(Name::new(LIBRARY_START, 2)), None);
        let names = crate::image::modules::NAMES;
        let mut images = [&[][..]; LIBRARY_IMAGE as usize];
        images[LIBRARY_IMAGE as usize - 1] = names;
        heap.set_images(&[], std::boxed::Box::leak(std::boxed::Box::new(images)));
        let mut found = 0;
        for index in LIBRARY_START..STATIC_NAMES {
            let text = heap.static_text(Name::new(index, 2)).expect("a text");
            let name = heap.find_name(text).expect("a name");
            assert_eq!((name.index(), heap.name_text(name)), (index, text));
            found += 1;
        }
        assert_eq!(found, names.first().copied().unwrap_or(0) as usize);
        assert_eq!(heap.find_name(b"frobnicate"), None);
        let made = heap.intern(b"frobnicate").unwrap();
        assert!(made.index() >= STATIC_NAMES);
    });
}
