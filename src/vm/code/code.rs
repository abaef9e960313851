//! A code block: what one function, class body or module body compiles to.
//!
//! | word | bits 0..=15 | bits 16..=31 |
//! |--|--|--|
//! | 0 | header (`Kind::Code`) | |
//! | 1 | count of values (word 6 onwards) | count of code units |
//! | 2 | positional parameters (low byte), of those positional-only (high byte) | keyword-only parameters (low byte), [`Flags`] (high byte) |
//! | 3 | registers: the frame's size in slots, 1..=255 | captured cells (low byte), defaults (high byte; informative) |
//! | 4 | entries of the exception table | length of the line table in bytes |
//! | 5 | first line | more flags: the units skipped at entry |
//! | 6.. | values: qualified name, file name, parameter names (positional, keyword-only, then `*args` and `**kwargs` names if present), then the constants | |
//! | | code units, two to a word, low half first | |
//! | | exception table: five units an entry: start, end (units, end exclusive), handler (unit), unused, unused | |
//! | | line table: bytes | |
//!
//! Constants are addressed from word 6: constant 0 is the qualified name. The exception table is ordered so that the
//! first entry that covers a unit is the innermost. Line table: pairs of bytes (units advanced 0..=254, signed line
//! advance), a pair starting where the line changes; units byte 255 is "advance 254 units and go on".
