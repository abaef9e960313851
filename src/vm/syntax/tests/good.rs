//! What is Python, and its trees.

use super::check;

#[test]
fn literals_are_decoded() {
    check(&[
        (
            "1, 0x7fffffff, 2147483648, 0b1_0, 1_0.5e-3, 2j, ...",
            "(Expression (Tuple 1 2147483647 (BigInt 10 2147483648) 2 (Float 10.5e-3) (Imaginary 2) (Ellipsis)))",
        ),
        ("'a' \"b\" r'\\n' u'\\x41\\u00e9\\101\\\n!'", r#"(Expression "ab\\nAéA!")"#),
        (r#"b'\xff' rb'\x'"#, r#"(Expression b"\\xff\\\\x")"#),
        ("'''a\n\"b'''", r#"(Expression "a\n\"b")"#),
        ("None, True, False", "(Expression (Tuple (None) (True) (False)))"),
    ]);
}

#[test]
fn fields_of_f_strings_are_expressions() {
    check(&[
        (
            "f'{x!r:>{w}} {{'",
            r#"(Expression (FString (FormattedValue 114 x (FString ">" (FormattedValue 0 w -))) " {"))"#,
        ),
        (
            r#"f"{d["a"]}" 'b' f'{x = }'"#,
            r#"(Expression (FString (FormattedValue 0 (Subscript d "a") -) "b" "x = " (FormattedValue 114 x -)))"#,
        ),
        (
            "f'{x:{y}{z!s}}' f''",
            "(Expression (FString (FormattedValue 0 x (FString (FormattedValue 0 y -) (FormattedValue 115 z -)))))",
        ),
        ("f'''{\n x}'''", "(Expression (FString (FormattedValue 0 x -)))"),
        (r#"rf'\d{x}'"#, r#"(Expression (FString "\\d" (FormattedValue 0 x -)))"#),
        ("f'{x:%H}'", r#"(Expression (FString (FormattedValue 0 x (FString "%H"))))"#),
    ]);
}

#[test]
fn operators_bind_by_power() {
    check(&[
        ("a + b * c ** -d ** e", "(Expression (Binary + a (Binary * b (Binary ** c (Unary - (Binary ** d e))))))"),
        ("-a ** b", "(Expression (Unary - (Binary ** a b)))"),
        ("not a in b is not c < d", "(Expression (Unary not (Compare a in b is not c < d)))"),
        ("a or b and not c or d", "(Expression (Or a (And b (Unary not c)) d))"),
        ("a if b else c if d else e", "(Expression (Conditional a b (Conditional c d e)))"),
        ("a | b ^ c & d << e", "(Expression (Binary | a (Binary ^ b (Binary & c (Binary << d e)))))"),
        ("(a, b := c)", "(Expression (Tuple a (Named b c)))"),
        (
            "lambda a, /, b=1, *c, d, **e: a",
            "(Expression (Lambda (Parameters (Parameter PositionalOnly a - -) (Parameter Normal b - 1) (Parameter Star c - -) (Parameter KeywordOnly d - -) (Parameter DoubleStar e - -)) a))",
        ),
        ("lambda *, k: (yield)", "(Expression (Lambda (Parameters (Parameter KeywordOnly k - -)) (Yield -)))"),
        ("await a ** b", "(Expression (Binary ** (Await a) b))"),
    ]);
}

#[test]
fn primaries_and_displays() {
    check(&[
        (
            "a.b[c](d, *e, f=g, **h)",
            "(Expression (Call (Subscript (Attribute a b) c) d (Starred e) (Keyword f g) (DoubleStarred h)))",
        ),
        ("a[b:c, ::d, *e]", "(Expression (Subscript a (Tuple (Slice b c -) (Slice - - d) (Starred e))))"),
        (
            "a[:], a[b:], a[b := c]",
            "(Expression (Tuple (Subscript a (Slice - - -)) (Subscript a (Slice b - -)) (Subscript a (Named b c))))",
        ),
        ("f(x for x in y)", "(Expression (Call f (Generator x (ComprehensionFor x y))))"),
        ("f((a), ((b)))", "(Expression (Call f a b))"),
        (
            "(), (a,), (a), [], {}, {a}, {a: b, **c}",
            "(Expression (Tuple (Tuple) (Tuple a) a (List) (Dict) (Set a) (Dict a b - c)))",
        ),
    ]);
}

#[test]
fn comprehensions() {
    check(&[
        (
            "[a for b, *c in d if e if f for g in h]",
            "(Expression (ListComprehension a (ComprehensionFor (Tuple b (Starred c)) d) (ComprehensionIf e) (ComprehensionIf f) (ComprehensionFor g h)))",
        ),
        ("{a for b in c}", "(Expression (SetComprehension a (ComprehensionFor b c)))"),
        ("{a: b async for c in d}", "(Expression (DictComprehension a b (ComprehensionFor async c d)))"),
        (
            "(a for b in (c, d) if e if f)",
            "(Expression (Generator a (ComprehensionFor b (Tuple c d)) (ComprehensionIf e) (ComprehensionIf f)))",
        ),
    ]);
}

#[test]
fn simple_statements() {
    check(&[
        ("a = b, *c = yield d", "(Assign a (Tuple b (Starred c)) (Yield d))"),
        ("a += b, c", "(AugmentedAssign + a (Tuple b c))"),
        ("(a): b = c", "(AnnotatedAssign a b c)"),
        ("a: b", "(AnnotatedAssign a b -)"),
        ("return *a, b", "(Return (Tuple (Starred a) b))"),
        ("return", "(Return -)"),
        ("raise a from b", "(Raise a b)"),
        ("assert a, b", "(Assert a b)"),
        ("del a, (b, [c.d]), e[f]", "(Delete a (Tuple b (List (Attribute c d))) (Subscript e f))"),
        ("global a, b", "(Global a b)"),
        ("nonlocal a", "(Nonlocal a)"),
        ("import a.b as c, d", "(Import (Module c a b) (Module - d))"),
        ("from ..a.b import (c as d, e,)", "(ImportFrom 2 (Module - a b) (ImportAlias c d) (ImportAlias e -))"),
        ("from . import *", "(ImportFrom * 1 -)"),
        ("pass; break; continue", "(Pass) (Break) (Continue)"),
        (
            "type X[T: a = b, *Ts, **P] = c",
            "(TypeAlias X (TypeParameters (TypeParameter 0 T a b) (TypeParameter 1 Ts - -) (TypeParameter 2 P - -)) c)",
        ),
        ("type = match", "(Assign type match)"),
        ("*a, b = c", "(Assign (Tuple (Starred a) b) c)"),
    ]);
}

#[test]
fn compound_statements_come_as_events() {
    check(&[
        (
            "if a: b; c\nelif d:\n  e\nelse: f",
            "(If a) (Expression b) (Expression c) end (Elif d) (Expression e) end (Else) (Expression f) END",
        ),
        (
            "for a, b in *c, d: e\nelse: f",
            "(For (Tuple a b) (Tuple (Starred c) d)) (Expression e) end (Else) (Expression f) END",
        ),
        ("while a: b", "(While a) (Expression b) END"),
        (
            "try: a\nexcept: b\nelse: c\nfinally: d",
            "(Try) (Expression a) end (Except - -) (Expression b) end (Else) (Expression c) end (Finally) (Expression d) END",
        ),
        ("try: a\nexcept* (b, c) as d: e", "(Try) (Expression a) end (Except * (Tuple b c) d) (Expression e) END"),
        ("with a as b, c: d", "(With (WithItem a b) (WithItem c -)) (Expression d) END"),
        ("with (a as b, c,): d", "(With (WithItem a b) (WithItem c -)) (Expression d) END"),
        ("with (a, b): c", "(With (WithItem a -) (WithItem b -)) (Expression c) END"),
        ("with (a, b) as c: d", "(With (WithItem (Tuple a b) c)) (Expression d) END"),
        ("with (yield), a: b", "(With (WithItem (Yield -) -) (WithItem a -)) (Expression b) END"),
        (
            "@a\n@b.c\nasync def f(a: b = c, *d: *e) -> g: h",
            "(Decorator a) (Decorator (Attribute b c)) (Def async f - (Parameters (Parameter Normal a b c) (Parameter Star d (Starred e) -)) g) (Expression h) END",
        ),
        (
            "class A[T](B, m=C): d",
            "(Class A (TypeParameters (TypeParameter 0 T - -)) B (Keyword m C)) (Expression d) END",
        ),
        (
            "async def f():\n async for a in b: c\n async with d: e",
            "(Def async f - (Parameters) -) (For async a b) (Expression c) END (With async (WithItem d -)) (Expression e) END END",
        ),
    ]);
}

#[test]
fn patterns() {
    check(&[
        (
            "match a, b:\n case -1 | 2 + 3j: c\n case 'a' 'b' | None: c\n case _: c",
            r#"(Match (Tuple a b)) (Case (PatternOr (PatternValue (Unary - 1)) (PatternValue (Binary + 2 (Imaginary 3)))) -) (Expression c) end (Case (PatternOr (PatternValue "ab") (PatternValue (None))) -) (Expression c) end (Case (PatternWildcard) -) (Expression c) END"#,
        ),
        (
            "match (a):\n case [a, *_] if b: c\n case (a, *b): c\n case a, *b: c\n case (a): c\n case (): c",
            "(Match a) (Case (PatternSequence (PatternCapture a) (PatternStar -)) b) (Expression c) end (Case (PatternSequence (PatternCapture a) (PatternStar b)) -) (Expression c) end (Case (PatternSequence (PatternCapture a) (PatternStar b)) -) (Expression c) end (Case (PatternCapture a) -) (Expression c) end (Case (PatternSequence) -) (Expression c) END",
        ),
        (
            "match -a:\n case {'k': v, a.b: _, **rest}: c\n case A.B(a, k=b) as c: d",
            r#"(Match (Unary - a)) (Case (PatternMapping rest "k" (PatternCapture v) (Attribute a b) (PatternWildcard)) -) (Expression c) end (Case (PatternAs (PatternClass (Attribute A B) (PatternCapture a) (PatternKeyword k (PatternCapture b))) c) -) (Expression d) END"#,
        ),
        (
            "match(a)\nmatch[a] = b\nmatch * a\nmatch not in a\nmatch.case",
            "(Expression (Call match a)) (Assign (Subscript match a) b) (Expression (Binary * match a)) (Expression (Compare match not in a)) (Expression (Attribute match case))",
        ),
    ]);
}

#[test]
fn lines_and_blocks() {
    check(&[
        ("if a:\n\tif b:\n\t\tc\n\n  # x\nd", "(If a) (If b) (Expression c) END END (Expression d)"),
        ("a = (b,\n  # c\n  d) \\\n  + e", "(Assign a (Binary + (Tuple b d) e))"),
        ("if a:\r\n  b\r\nc", "(If a) (Expression b) END (Expression c)"),
        ("x = 1 # no line end", "(Assign x 1)"),
        ("\n\n# only a comment\n", ""),
        ("\u{feff}a", "(Expression a)"),
        ("def f():\n  if a:\n    b\n  c", "(Def f - (Parameters) -) (If a) (Expression b) END (Expression c) END"),
        ("é = ñ_1", "(Assign é ñ_1)"),
    ]);
}
