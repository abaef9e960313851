//! Blocks: reading, writing, growing, shrinking, the slice's edges.

use super::super::layout::Kind;
use super::super::page::ARENA_MAX;
use super::super::{Heap, MAX_WORDS, TooSmall};
use super::with_heap;
use crate::vm::name::LIBRARY_IMAGE;
use crate::vm::raise::Stop;
use crate::vm::value::{FLASH, Ref, Value};

#[test]
fn a_slice_that_is_too_small_says_how_much_is_needed() {
    for bytes in 0..1000 {
        let mut slice = std::vec![0; bytes];
        let TooSmall { needed, given } = match Heap::claim(&mut slice) {
            Ok(_) => continue,
            Err(too_small) => too_small,
        };
        assert_eq!(given, bytes);
        let mut enough = std::vec![0; needed + 8];
        assert!(Heap::claim(&mut enough).is_ok());
    }
    assert!(Heap::claim(&mut []).is_err());
}

#[test]
fn a_misaligned_slice_is_used() {
    for skew in 0..8 {
        with_heap(4096, skew, |mut heap| {
            let at = heap.alloc(Kind::Tuple, 20).unwrap();
            heap.init(at, 19, Value::TRUE);
            assert_eq!(heap.value(at, 19), Value::TRUE);
            heap.verify().unwrap();
        });
    }
}

#[test]
fn the_arena_ends_where_references_to_its_blocks_do() {
    let most = ARENA_MAX as usize;
    with_heap(most + 190 * 1024, 0, |heap| assert_eq!(heap.report().total, most - MAX_WORDS * 4));
}

#[test]
fn no_block_reads_as_zeros_and_takes_nothing() {
    with_heap(4096, 0, |mut heap| {
        for at in [Ref::NONE, Ref(5000), Ref(FLASH), Ref(FLASH + (7 << 24)), Ref(0xffff_fff8), Ref(3)] {
            heap.set(at, 1, Value::TRUE);
            heap.set_raw(at, 2, 17);
            heap.init(at, 3, Value::TRUE);
            heap.touch(at);
            heap.free_now(at);
            heap.shrink(at, 1);
            heap.copy_values(at, 1, at, 2, 3);
            assert_eq!(heap.words::<4>(at).get(1), 0);
            assert_eq!(heap.words::<4>(at).get(9), 0);
            assert_eq!(heap.word(at, 2), 0);
            assert_eq!(heap.kind(at), Kind::Free);
            assert_eq!(heap.bytes(at, 4, 0), b"");
            assert!(heap.bytes_mut(at, 4, 4).is_empty());
        }
        assert_eq!(heap.bytes(Ref(4000), 0, usize::MAX), b"");
        assert_eq!(heap.word(Ref(64), usize::MAX / 4), heap.word(Ref(64), usize::MAX / 4));
        heap.verify().unwrap();
    });
}

#[test]
fn images_are_read_and_not_written() {
    static IMAGE: [u32; 26] =
        [0, 0, 0x0201, 0x1234_5678, 5, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    static OTHERS: [&[u32]; LIBRARY_IMAGE as usize] = {
        let mut others: [&[u32]; LIBRARY_IMAGE as usize] = [&[]; LIBRARY_IMAGE as usize];
        others[1] = &IMAGE;
        others
    };
    with_heap(4096, 0, |mut heap| {
        heap.set_images(&IMAGE, &OTHERS);
        assert_eq!(heap.word(Ref(FLASH + 8), 1), 0x1234_5678);
        assert_eq!(heap.word(Ref(FLASH + (1 << 24) + 8), 1), 0);
        let at = Ref(FLASH + (2 << 24) + 8);
        assert_eq!(heap.words::<4>(at).get(1), 0x1234_5678);
        assert_eq!(heap.memory().word(at, 3), 6);
        assert_eq!(heap.bytes(at, 4, 4), &[0x78, 0x56, 0x34, 0x12]);
        heap.set(at, 1, Value::TRUE);
        assert_eq!(heap.word(at, 1), 0x1234_5678);
        assert_eq!(heap.word(at, 30), 0);
        let copy = heap.alloc(Kind::Tuple, 4).unwrap();
        heap.copy_values(at, 2, copy, 1, 3);
        assert_eq!((heap.word(copy, 1), heap.word(copy, 3)), (5, 7));
        assert_eq!(heap.word(Ref(FLASH + (3 << 24) + 8), 1), 0);
    });
}

#[test]
fn a_new_block_is_zero_and_a_raw_one_ends_in_zeros() {
    with_heap(8192, 0, |mut heap| {
        for words in [1, 2, 3, 7, 64, 509, 510, 511, 700] {
            let at = heap.alloc(Kind::ListBuffer, words).unwrap();
            assert_eq!(heap.size(at), words.div_ceil(2) * 8);
            assert!((1..heap.size(at) / 4).all(|index| heap.word(at, index) == 0), "{words}");
            heap.bytes_mut(at, 4, words * 4 - 4).fill(0xff);
            heap.free_now(at);
        }
        let at = heap.alloc_bytes(Kind::ByteBuffer, 9).unwrap();
        assert_eq!(heap.size(at), 16);
        assert_eq!(heap.bytes(at, 13, 3), [0; 3]);
        heap.verify().unwrap();
    });
}

#[test]
fn a_str_has_its_length_in_its_header() {
    with_heap(8192, 0, |mut heap| {
        for len in [0, 1, 2, 3, 9, 10, 11, 253, 254, 255, 256, 1000] {
            let text = std::vec![b'x'; len];
            let at = heap.alloc_str(&text).unwrap();
            assert_eq!(heap.text(at), &text[..]);
            assert_eq!(heap.kind(at), if len < 255 { Kind::Str } else { Kind::LongStr });
            assert_eq!(heap.text_hash(at), crate::vm::name::hash16(&text));
            heap.verify().unwrap();
        }
        let at = heap.alloc_str(b"a longer text than before").unwrap();
        heap.shrink_str(at, 3);
        assert_eq!(heap.text(at), b"a l");
        heap.verify().unwrap();
    });
}

#[test]
fn a_block_grows_into_free_space_only() {
    with_heap(16 * 1024, 0, |mut heap| {
        let list = heap.alloc(Kind::ListBuffer, 10).unwrap();
        heap.init(list, 9, Value::TRUE);
        assert!(heap.grow_in_place(list, 400));
        assert_eq!((heap.value(list, 9), heap.word(list, 399)), (Value::TRUE, 0));
        assert!(!heap.grow_in_place(list, 600), "255 granules need another header");
        let neighbour = heap.alloc(Kind::Tuple, 4).unwrap();
        assert!(!heap.grow_in_place(list, 402));
        heap.free_now(neighbour);
        assert!(heap.grow_in_place(list, 402));
        heap.shrink(list, 2);
        assert_eq!(heap.size(list), 8);
        let large = heap.alloc(Kind::ListBuffer, 600).unwrap();
        assert!(heap.grow_in_place(large, 900));
        assert_eq!(heap.size(large), 3600);
        heap.shrink(large, 4);
        assert_eq!(heap.size(large), 16);
        heap.verify().unwrap();
    });
}

#[test]
fn what_cannot_be_placed_says_how_much_it_needs() {
    with_heap(4096, 0, |mut heap| {
        assert_eq!(heap.alloc(Kind::Tuple, 100_000), Err(Stop::Memory));
        assert_eq!(heap.wanted, 400_008);
        assert_eq!(heap.make_room(1000), super::super::Progress::Done(false));
        assert_eq!(heap.alloc_bytes(Kind::Bytes, usize::MAX), Err(Stop::Memory));
        assert_eq!(heap.alloc(Kind::Tuple, usize::MAX), Err(Stop::Memory));
        assert_eq!(heap.make_room(1000), super::super::Progress::Done(false));
        heap.verify().unwrap();
        assert!(heap.alloc(Kind::Tuple, 10).is_ok());
    });
}

#[test]
fn windows_show_the_stack_and_what_is_below() {
    with_heap(4096, 0, |mut heap| {
        let stack = heap.alloc(Kind::Stack, 20).unwrap();
        let window = heap.window(stack, 4).unwrap();
        window.registers()[0].set(42);
        assert_eq!(heap.word(stack, 4), 42);
        window.record()[2].set(43);
        assert_eq!(heap.word(stack, 3), 43);
        assert!(heap.window(stack, 3000).is_none());
        assert!(heap.window(Ref::NONE, 0).is_none());
    });
}
