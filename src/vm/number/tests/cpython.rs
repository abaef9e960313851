//! What CPython 3.11 writes, row by row; the rows were printed by it.
#![cfg(not(feature = "f32"))]

use std::string::String;
use std::vec::Vec;

use super::super::format_field::{FloatField, IntField, TextField, radix_of, write_fill};
use super::super::format_spec::{Kind, Spec};
use super::super::percent::{Piece, Pieces};
use super::super::radix;
use super::written;

fn int_digits(value: i64, code: u8) -> Vec<u8> {
    let size = value.unsigned_abs();
    let mut limbs = [size as u32, (size >> 32) as u32];
    let mut text = [0; 64];
    let begin = radix::to_text(&mut limbs, radix_of(code), &mut text);
    text[begin..].to_vec()
}

fn formatted(spec: &Spec, value: &Value) -> String {
    match value {
        I(value) => {
            let digits = int_digits(*value, spec.code);
            let field = IntField::new(spec, *value < 0, &digits);
            let text = written(|sink| field.write(sink));
            assert_eq!(field.length(), text.len());
            text
        }
        F(value) => {
            let mut field = FloatField::new(spec, *value);
            let text = written(|sink| field.write(sink));
            assert_eq!(field.length(), text.len());
            text
        }
        S(value) => {
            let field = TextField::new(spec, value.chars().count());
            written(|sink| {
                write_fill(spec, field.left, sink);
                sink.bytes(value.chars().take(field.chars).collect::<String>().as_bytes());
                write_fill(spec, field.right, sink);
            })
        }
    }
}

#[test]
fn floats_are_formatted_as_by_cpython() {
    for (value, format, expected) in FLOATS {
        let spec = Spec::parse(format.as_bytes(), Kind::Float).unwrap();
        assert_eq!(formatted(&spec, &F(*value)), *expected, "format({value:?}, {format:?})");
    }
}

#[test]
fn ints_are_formatted_as_by_cpython() {
    for (value, format, expected) in INTS {
        let spec = Spec::parse(format.as_bytes(), Kind::Int).unwrap();
        assert_eq!(formatted(&spec, &I(*value)), *expected, "format({value:?}, {format:?})");
    }
}

#[test]
fn percent_formats_as_cpython_does() {
    for (value, format, expected) in PERCENT {
        let mut text = String::new();
        for piece in Pieces::new(format.as_bytes()) {
            match piece.unwrap() {
                Piece::Text(part) => text.push_str(str::from_utf8(part).unwrap()),
                Piece::Item(item) => text.push_str(&formatted(&item.spec(None, None).unwrap(), value)),
            }
        }
        assert_eq!(text, *expected, "{format:?}");
    }
}

#[test]
fn bad_formats_are_refused_in_cpythons_words() {
    for (kind, format, expected) in REFUSED {
        let error = Spec::parse(format.as_bytes(), *kind).unwrap_err();
        let type_name = match kind {
            Kind::Int => "int",
            Kind::Float => "float",
            Kind::Str => "str",
        };
        assert_eq!(written(|sink| error.write(format.as_bytes(), type_name, sink)), *expected, "{format:?}");
    }
}

#[test]
fn bad_percent_formats_are_refused_in_cpythons_words() {
    for (format, expected) in [
        ("%", "incomplete format"),
        ("a%5", "incomplete format"),
        ("%.", "incomplete format"),
        ("%(a", "incomplete format key"),
        ("%99999999999d", "width too big"),
        ("%.99999999999d", "precision too big"),
    ] {
        assert_eq!(Pieces::new(format.as_bytes()).last(), Some(Err(expected)), "{format:?}");
    }
}

#[test]
fn percent_items_know_their_key_and_place() {
    let Some(Ok(Piece::Item(item))) = Pieces::new("é%(a(b))-*.3y".as_bytes()).nth(1) else { panic!("no item") };
    assert_eq!((item.key, item.code, item.index), (Some(&b"a(b)"[..]), 'y', 12));
    assert!(item.left && item.spec(Some(3), None).is_none());
}

const FLOATS: &[(f64, &str, &str)] = &[
    (1234567.891, "", "1234567.891"),
    (1234567.891, ".2f", "1234567.89"),
    (1234567.891, ",.2f", "1,234,567.89"),
    (1234567.891, "_.3f", "1_234_567.891"),
    (1234567.891, "+.1e", "+1.2e+06"),
    (1234567.891, "015,.1f", "0,001,234,567.9"),
    (1234567.891, "=+12.3g", "+   1.23e+06"),
    (1234567.891, "^20", "    1234567.891     "),
    (1234567.891, "*<12.2f", "1234567.89**"),
    (1234567.891, "€>12.1f", "€€€1234567.9"),
    (1234567.891, "%", "123456789.100000%"),
    (1234567.891, ".0%", "123456789%"),
    (1234567.891, "g", "1.23457e+06"),
    (1234567.891, "G", "1.23457E+06"),
    (1234567.891, "#g", "1.23457e+06"),
    (1234567.891, ".3", "1.23e+06"),
    (1234567.891, "n", "1.23457e+06"),
    (1234567.891, "#.0f", "1234568."),
    (1234567.891, "E", "1.234568E+06"),
    (1234567.891, "z.1f", "1234567.9"),
    (1234567.891, "010", "1234567.891"),
    (1234567.891, " ", " 1234567.891"),
    (-0.04, "z.1f", "0.0"),
    (-0.04, ".1f", "-0.0"),
    (1e+16, "", "1e+16"),
    (1000000000000000.0, "", "1000000000000000.0"),
    (1e-05, "", "1e-05"),
    (0.0001, "", "0.0001"),
    (1e+22, "f", "10000000000000000000000.000000"),
    (0.1, ".20f", "0.10000000000000000555"),
    (1.25, ".1f", "1.2"),
    (2.675, ".2f", "2.67"),
    (0.5, ".0f", "0"),
    (1.5, ".0f", "2"),
    (2.5, ".0f", "2"),
    (99.95, ".1f", "100.0"),
    (999999.5, "g", "1e+06"),
    (9.9999995, ".6g", "10"),
    (1e+300, ".3e", "1.000e+300"),
    (5e-324, "", "5e-324"),
    (5e-324, ".3e", "4.941e-324"),
    (1.7976931348623157e+308, "", "1.7976931348623157e+308"),
    (0.0, "", "0.0"),
    (-0.0, "", "-0.0"),
    (0.0, "e", "0.000000e+00"),
    (0.0, ".3", "0.0"),
    (1.0, "#.3g", "1.00"),
    (1234.5, "08,.1f", "01,234.5"),
    (1234.5, "09,.1f", "001,234.5"),
    (1234.5, "010,.1f", "0,001,234.5"),
    (f64::INFINITY, "", "inf"),
    (f64::NEG_INFINITY, "010", "-000000inf"),
    (f64::NAN, "+08,", "+0000nan"),
    (f64::INFINITY, "F", "INF"),
    (123456789.0, ".5", "1.2346e+08"),
    (1e+20, "#", "1.e+20"),
    (100000.0, ".6", "1e+05"),
    (1000000.0, ".6", "1e+06"),
    (5.684341886080802e-14, "", "5.684341886080802e-14"),
    (9007199254740994.0, "", "9007199254740994.0"),
    (1e+23, "", "1e+23"),
    (4.35, ".1f", "4.3"),
    (0.3, ".17g", "0.29999999999999999"),
];

const INTS: &[(i64, &str, &str)] = &[
    (255, "", "255"),
    (255, "d", "255"),
    (255, "x", "ff"),
    (255, "X", "FF"),
    (255, "#x", "0xff"),
    (255, "#X", "0XFF"),
    (255, "#b", "0b11111111"),
    (255, "o", "377"),
    (255, "08b", "11111111"),
    (255, "#012b", "0b0011111111"),
    (255, "_b", "1111_1111"),
    (255, "+", "+255"),
    (255, "^9", "   255   "),
    (255, "*=+9", "+*****255"),
    (255, "010,", "00,000,255"),
    (255, "é>6", "ééé255"),
    (255, " d", " 255"),
    (255, "<6", "255   "),
    (255, "n", "255"),
    (-1234567, ",d", "-1,234,567"),
    (-1234567, "_d", "-1_234_567"),
    (-1234567, "015,d", "-00,001,234,567"),
    (-1234567, "_x", "-12_d687"),
    (-1234567, "#_x", "-0x12_d687"),
    (0, "#x", "0x0"),
    (0, "05", "00000"),
    (1234, "07,", "001,234"),
    (1234, "08,", "0,001,234"),
    (1000000000000, "020_", "0_001_000_000_000_000"),
];

/// What is formatted.
enum Value {
    Int(i64),
    Float(f64),
    Str(&'static str),
}
use Value::{Float as F, Int as I, Str as S};

const PERCENT: &[(Value, &str, &str)] = &[
    (I(42), "%d", "42"),
    (I(42), "%5d|", "   42|"),
    (I(42), "%-5d|", "42   |"),
    (I(42), "%05d", "00042"),
    (I(42), "%+d", "+42"),
    (I(42), "% d", " 42"),
    (I(42), "%x", "2a"),
    (I(42), "%#x", "0x2a"),
    (I(42), "%#X", "0X2A"),
    (I(42), "%o", "52"),
    (I(42), "%#o", "0o52"),
    (I(42), "%.5d", "00042"),
    (I(42), "%8.5d", "   00042"),
    (I(42), "%08.5d", "00000042"),
    (I(42), "%#012.5x", "0x000000002a"),
    (I(42), "%-05d|", "42   |"),
    (I(42), "%i%%", "42%"),
    (I(42), "%hd", "42"),
    (I(-42), "%#08x", "-0x0002a"),
    (I(-42), "%05d", "-0042"),
    (F(3.25159), "%f", "3.251590"),
    (F(3.25159), "%.2f", "3.25"),
    (F(3.25159), "%10.3e|", " 3.252e+00|"),
    (F(3.25159), "%-10.3g|", "3.25      |"),
    (F(3.25159), "%+08.2f", "+0003.25"),
    (F(3.25159), "%#.0f", "3."),
    (F(f64::INFINITY), "%05f", "00inf"),
    (F(f64::NEG_INFINITY), "%-7f|", "-inf   |"),
    (F(1e+100), "%g", "1e+100"),
    (F(1e+100), "%G", "1E+100"),
    (S("abc"), "%s", "abc"),
    (S("abc"), "%5s|", "  abc|"),
    (S("abc"), "%-5s|", "abc  |"),
    (S("abc"), "%.2s", "ab"),
    (S("é€a"), "%05.2s|", "   é€|"),
    (S("é"), "%c", "é"),
];

const REFUSED: &[(Kind, &str, &str)] = &[
    (Kind::Float, "y", "Unknown format code 'y' for object of type 'float'"),
    (Kind::Float, ".", "Format specifier missing precision"),
    (Kind::Int, ".3d", "Precision not allowed in integer format specifier"),
    (Kind::Int, ",n", "Cannot specify ',' with 'n'."),
    (Kind::Str, ",s", "Cannot specify ',' with 's'."),
    (Kind::Str, "_s", "Cannot specify '_' with 's'."),
    (Kind::Int, ",_", "Cannot specify both ',' and '_'."),
    (Kind::Int, "_,", "Cannot specify both ',' and '_'."),
    (Kind::Int, ",,", "Cannot specify ',' with ','."),
    (Kind::Int, "__", "Cannot specify '_' with '_'."),
    (Kind::Int, "__d", "Invalid format specifier '__d' for object of type 'int'"),
    (Kind::Int, ",x", "Cannot specify ',' with 'x'."),
    (Kind::Int, "+c", "Sign not allowed with integer format specifier 'c'"),
    (Kind::Int, "#c", "Alternate form (#) not allowed with integer format specifier 'c'"),
    (Kind::Int, "zd", "Negative zero coercion (z) not allowed in integer format specifier"),
    (Kind::Str, "z", "Negative zero coercion (z) not allowed in string format specifier"),
    (Kind::Str, "+", "Sign not allowed in string format specifier"),
    (Kind::Str, " ", "Space not allowed in string format specifier"),
    (Kind::Str, "#", "Alternate form (#) not allowed in string format specifier"),
    (Kind::Str, "=", "'=' alignment not allowed in string format specifier"),
    (Kind::Int, "xx", "Invalid format specifier 'xx' for object of type 'int'"),
    (Kind::Float, "5 x", "Invalid format specifier '5 x' for object of type 'float'"),
    (Kind::Str, "é", "Unknown format code '\\xe9' for object of type 'str'"),
    (Kind::Int, "\u{1}", "Unknown format code '\\x1' for object of type 'int'"),
    (Kind::Int, "99999999999999999999", "Too many decimal digits in format string"),
    (Kind::Str, "d", "Unknown format code 'd' for object of type 'str'"),
    (Kind::Float, "d", "Unknown format code 'd' for object of type 'float'"),
    (Kind::Float, "s", "Unknown format code 's' for object of type 'float'"),
];
