//! A picture of the VM's memory, as an SVG file: a cell for each 16 bytes or more, coloured by what lies there.

use std::fmt::Write;

use ferropy::Vm;

/// Cells in a row, and rows at most.
const COLUMNS: usize = 128;
const ROWS: usize = 128;
/// Pixels of a cell.
const CELL: usize = 6;
/// The least bytes of a cell.
const GRAIN: usize = 16;

/// Colours by a part of the kind's name; the first that fits.
const COLORS: &[(&str, &str, &str)] = &[
    ("Code", "code", "#4e79a7"),
    ("Stack", "stack", "#e15759"),
    ("Scratch", "compiler", "#9c755f"),
    ("Dict", "dicts and sets", "#f28e2b"),
    ("Set", "dicts and sets", "#f28e2b"),
    ("List", "lists and tuples", "#76b7b2"),
    ("Tuple", "lists and tuples", "#76b7b2"),
    ("Str", "text", "#59a14f"),
    ("Byte", "bytes", "#8cd17d"),
    ("Names", "names", "#b6992d"),
    ("Class", "classes", "#b07aa1"),
    ("Instance", "instances", "#d4a6c8"),
    ("Function", "functions", "#a0cbe8"),
    ("", "others", "#79706e"),
];
const FREE: &str = "#f3f3f3";

/// The picture.
pub fn svg(vm: &mut Vm) -> String {
    let report = vm.heap_report();
    let grain = report.sums.total.div_ceil(COLUMNS * ROWS).next_multiple_of(GRAIN);
    let rows = report.sums.total.div_ceil(grain * COLUMNS);
    let (width, height) = (COLUMNS * CELL, rows * CELL + 60);
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n"
    );
    vm.each_block(|block| {
        let color = block.name.map_or(FREE, |name| row(name).2);
        draw(&mut picture, block.at / grain, (block.at + block.bytes).div_ceil(grain), color);
    });
    let sums = report.sums;
    let title = format!(
        "{} bytes: {} in use, {} free in {} pieces, {} at most; a cell is {grain} bytes",
        sums.total, sums.live, sums.free, report.pieces, sums.high_water
    );
    let _ = writeln!(picture, "<text x=\"4\" y=\"{}\">{title}</text>", rows * CELL + 20);
    let mut x = 4;
    let mut last = "";
    for (_, label, color) in COLORS {
        if *label != last {
            let y = rows * CELL + 32;
            let _ = writeln!(picture, "<rect x=\"{x}\" y=\"{y}\" width=\"10\" height=\"10\" fill=\"{color}\"/>");
            let _ = writeln!(picture, "<text x=\"{}\" y=\"{}\" font-size=\"9\">{label}</text>", x + 12, y + 9);
            x += 18 + label.len() * 5;
        }
        last = label;
    }
    picture + "</svg>\n"
}

fn row(name: &str) -> &'static (&'static str, &'static str, &'static str) {
    COLORS.iter().find(|(part, ..)| name.contains(part)).unwrap_or(&COLORS[COLORS.len() - 1])
}

/// Draws cells from one to another, line by line.
fn draw(picture: &mut String, start: usize, end: usize, color: &str) {
    let mut at = start;
    while at < end {
        let line = at / COLUMNS;
        let stop = end.min((line + 1) * COLUMNS);
        let (x, y, width) = (at % COLUMNS * CELL, line * CELL, (stop - at) * CELL);
        let _ = writeln!(picture, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{CELL}\" fill=\"{color}\"/>");
        at = stop;
    }
}
