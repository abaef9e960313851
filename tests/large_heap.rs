//! Heaps above 512 KB, which are divided into pages.

use ferropy::{Budget, Print, Step, Vm};

/// Keeps some five megabytes alive, makes garbage among them, and wants large blocks.
const WORK: &str = "
class Sample:
    def __init__(self, number):
        self.number, self.text = number, 'sample %d' % number
    def check(self):
        return self.text == 'sample %d' % self.number

samples = [Sample(i) for i in range(60_000)]
by_text = {sample.text: sample for sample in samples}
rows = [bytes([i % 251]) * (i % 300) for i in range(6_000)]
# Holes of all sizes, then blocks that are larger than any.
for i in range(0, len(rows), 2):
    rows[i] = None
large = [bytearray(700_000) for _ in range(2)]
for step in range(3):
    garbage = [str(i) for i in range(20_000)]
    large[step % 2] = bytearray(600_000 + 50_000 * step)
late = [type('Late%d' % i, (Sample,), {'check': lambda self, i=i: i}) for i in range(50)]

print(sum(sample.number for sample in samples), all(sample.check() for sample in samples))
print(len(by_text), by_text['sample 31415'].number, sum(len(row) for row in rows if row is not None))
print(all(row is None or row == bytes([i % 251]) * (i % 300) for i, row in enumerate(rows)))
print([len(block) for block in large], sum(cls(1).check() for cls in late))
try:
    more = bytearray(8_000_000)
except MemoryError:
    print('no memory')
del samples, by_text, rows, large, garbage
print(len(bytearray(7_000_000)))
";

const WANTED: &str = "\
1799970000 True
60000 31415 450000
True
[700000, 650000] 1225
no memory
7000000
";

#[test]
fn eight_megabytes_are_used_to_the_end() {
    let (mut memory, mut output) = (vec![0; 8 << 20], Vec::new());
    let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
    let mut vm = Vm::builder(&mut memory).host(&mut print).standard_modules().build().expect("a VM");
    assert!(vm.memory().total > 8_300_000, "{}", vm.memory().total);
    vm.load("main.py", WORK).expect("it compiles");
    loop {
        match vm.step(Budget::ops(1000)) {
            Step::Ready | Step::Waiting(_) => {}
            Step::Done(_) => break,
            Step::Raised(error) => panic!("{}", error.traceback(&mut vm)),
        }
    }
    vm.heap.verify().expect("the heap is in order");
    drop(vm);
    assert_eq!(String::from_utf8_lossy(&output), WANTED);
}

#[test]
fn a_whole_block_is_placed_in_what_arithmetic_leaves() {
    let mut memory = vec![0; 4 << 20];
    let mut vm = Vm::builder(&mut memory).build().expect("a VM");
    // Every other block goes, so that half of the memory is free in pieces.
    vm.exec("kept = [bytes(4000) for i in range(900)]\nfor i in range(0, 900, 2): kept[i] = None").expect("it runs");
    vm.collect();
    let free = vm.memory().free;
    assert!(vm.heap_report().largest < free / 2);
    vm.set("room", &(free as u32 - 8192)).expect("an int");
    vm.exec("block = bytearray(room)").expect("blocks slide together");
    vm.heap.verify().expect("the heap is in order");
    assert_eq!(vm.eval::<u32>("sum(len(row) for row in kept if row)").expect("a sum"), 1_800_000);
}
