//! What is not Python, and the messages.

use super::check_errors;

#[test]
fn wrong_targets_are_refused() {
    check_errors(&[
        ("1 = x", "Syntax: cannot assign to literal here. Maybe you meant '==' instead of '='?, 1:0"),
        ("a, 1 = x", "Syntax: cannot assign to literal here. Maybe you meant '==' instead of '='?, 1:3"),
        ("(a, 1) = x", "Syntax: cannot assign to literal, 1:4"),
        ("f() = 1", "Syntax: cannot assign to function call here. Maybe you meant '==' instead of '='?, 1:0"),
        ("a + 1 = 2", "Syntax: cannot assign to expression here. Maybe you meant '==' instead of '='?, 1:0"),
        ("None = 1", "Syntax: cannot assign to None, 1:0"),
        ("x = yield = 1", "Syntax: assignment to yield expression not possible, 1:4"),
        ("*a = x", "Syntax: starred assignment target must be in a list or tuple, 1:0"),
        ("*a, *b = c", "Syntax: multiple starred expressions in assignment, 1:0"),
        ("x = *a", "Syntax: can't use starred expression here, 1:4"),
        ("a, b += 1", "Syntax: 'tuple' is an illegal expression for augmented assignment, 1:0"),
        ("f() += 1", "Syntax: 'function call' is an illegal expression for augmented assignment, 1:0"),
        ("(a, b): c", "Syntax: only single target (not tuple) can be annotated, 1:0"),
        ("del f()", "Syntax: cannot delete function call, 1:4"),
        ("del *a", "Syntax: cannot delete starred, 1:4"),
        ("with a as f(): b", "Syntax: cannot assign to function call, 1:10"),
        ("for f() in b: c", "Syntax: cannot assign to function call, 1:4"),
        ("(f() := 1)", "Syntax: cannot use assignment expressions with function call, 1:1"),
    ]);
}

#[test]
fn wrong_expressions_are_refused() {
    check_errors(&[
        ("print x", "Syntax: Missing parentheses in call to 'print'. Did you mean print(...)?, 1:0"),
        ("exec 'a'", "Syntax: Missing parentheses in call to 'exec'. Did you mean exec(...)?, 1:0"),
        ("x = (1,\ny = 2", "Syntax: '(' was never closed, 1:4"),
        ("foo(a b)", "Syntax: invalid syntax. Perhaps you forgot a comma?, 1:4"),
        ("foo(a b", "Syntax: '(' was never closed, 1:3"),
        ("{'a': 1 'b': 2}", "Syntax: invalid syntax. Perhaps you forgot a comma?, 1:6"),
        ("x = )", "Syntax: unmatched ')', 1:4"),
        ("x = (]", "Syntax: closing parenthesis ']' does not match opening parenthesis '(', 1:5"),
        ("x = [\n1,\n)", "Syntax: closing parenthesis ')' does not match opening parenthesis '[' on line 1, 3:0"),
        ("a b", "Syntax: invalid syntax, 1:2"),
        ("x = 1 +", "Syntax: invalid syntax, 1:7"),
        ("if x = 3: pass", "Syntax: invalid syntax. Maybe you meant '==' or ':=' instead of '='?, 1:3"),
        ("if x.y = 3: pass", "Syntax: invalid syntax. Maybe you meant '==' or ':=' instead of '='?, 1:3"),
    ]);
}

#[test]
fn wrong_arguments_and_displays_are_refused() {
    check_errors(&[
        ("f(a=1, b)", "Syntax: positional argument follows keyword argument, 1:7"),
        ("f(**a, b)", "Syntax: positional argument follows keyword argument unpacking, 1:7"),
        ("f(**a, *b)", "Syntax: iterable argument unpacking follows keyword argument unpacking, 1:7"),
        ("f(x for x in y, 1)", "Syntax: Generator expression must be parenthesized, 1:2"),
        ("f(a + b=1)", r#"Syntax: expression cannot contain assignment, perhaps you meant "=="?, 1:2"#),
        ("f(True=1)", "Syntax: cannot assign to True, 1:2"),
        ("[x, y for x in z]", "Syntax: did you forget parentheses around the comprehension target?, 1:1"),
        ("{1: 2, 3}", "Syntax: ':' expected after dictionary key, 1:8"),
        ("{1:}", "Syntax: expression expected after dictionary key and ':', 1:3"),
        ("(*a)", "Syntax: cannot use starred expression here, 1:1"),
    ]);
}

#[test]
fn wrong_parameters_are_refused() {
    check_errors(&[
        ("def f(a=1, b): c", "Syntax: non-default argument follows default argument, 1:11"),
        ("def f(*): a", "Syntax: named arguments must follow bare *, 1:7"),
        ("def f(a, /, b, /): c", "Syntax: / may appear only once, 1:15"),
        ("def f(*a, *b): c", "Syntax: * argument may appear only once, 1:10"),
        ("def f(**k, a): b", "Syntax: arguments cannot follow var-keyword argument, 1:11"),
        ("def f(*a=1): b", "Syntax: var-positional argument cannot have default value, 1:8"),
        ("def f((a)): b", "Syntax: Function parameters cannot be parenthesized, 1:6"),
        ("lambda (a): b", "Syntax: Lambda expression parameters cannot be parenthesized, 1:7"),
        ("def f: a", "Syntax: expected '(', 1:5"),
        ("def f() a", "Syntax: expected ':', 1:8"),
    ]);
}

#[test]
fn wrong_statements_and_blocks_are_refused() {
    check_errors(&[
        ("if x\n  a", "Syntax: expected ':', 1:4"),
        ("if x:\na", "Indentation: expected an indented block after 'if' statement on line 1, 2:0"),
        ("def f():\na", "Indentation: expected an indented block after function definition on line 1, 2:0"),
        ("  a", "Indentation: unexpected indent, 1:2"),
        ("if x:\n    a\n  b", "Indentation: unindent does not match any outer indentation level, 3:2"),
        ("if x:\n\ta\n        b", "Tab: inconsistent use of tabs and spaces in indentation, 3:8"),
        ("try:\n  a\nb", "Syntax: expected 'except' or 'finally' block, 3:0"),
        ("try: a\nexcept: b\nexcept c: d", "Syntax: default 'except:' must be last, 3:0"),
        ("try: a\nexcept* b: c\nexcept d: e", "Syntax: cannot have both 'except' and 'except*' on the same 'try', 3:0"),
        ("try: a\nexcept a, b: c", "Syntax: multiple exception types must be parenthesized, 2:7"),
        ("else: a", "Syntax: invalid syntax, 1:0"),
        ("if a: b\nelse: c\nelif d: e", "Syntax: invalid syntax, 3:0"),
        ("@a\nb", "Syntax: invalid syntax, 2:0"),
        ("x = 1 if 2", "Syntax: expected 'else' after 'if' expression, 1:4"),
        ("match a:\n case b: c\nd e", "Syntax: invalid syntax, 3:2"),
        ("match a:\n b", "Syntax: invalid syntax, 2:1"),
    ]);
}

#[test]
fn wrong_patterns_are_refused() {
    check_errors(&[
        ("match a:\n case b + 1: c", "Syntax: invalid syntax, 2:8"),
        ("match a:\n case 1 + 1: c", "Syntax: imaginary number required in complex literal, 2:10"),
        ("match a:\n case a as _: c", "Syntax: cannot use '_' as a target, 2:11"),
        ("match a:\n case A(b=c, d): e", "Syntax: positional patterns follow keyword patterns, 2:13"),
        ("match a:\n case f'': c", "Syntax: patterns may only match literals and attribute lookups, 2:6"),
        ("match a:\n case *b, *c: d", "Syntax: multiple starred names in sequence pattern, 2:6"),
    ]);
}

#[test]
fn wrong_strings_are_refused() {
    check_errors(&[
        ("'abc", "Syntax: unterminated string literal (detected at line 1), 1:0"),
        (r#""""abc"#, "Syntax: unterminated triple-quoted string literal (detected at line 1), 1:0"),
        ("f'{a", "Syntax: '{' was never closed, 1:2"),
        ("f'{}'", "Syntax: f-string: valid expression required before '}', 1:3"),
        ("f'}'", "Syntax: f-string: single '}' is not allowed, 1:2"),
        ("f'{a!x}'", "Syntax: f-string: invalid conversion character: expected 's', 'r', or 'a', 1:5"),
        ("f'{a b}'", "Syntax: f-string: invalid syntax. Perhaps you forgot a comma?, 1:5"),
        ("'a' b'c'", "Syntax: cannot mix bytes and nonbytes literals, 1:4"),
        ("b'é'", "Syntax: bytes can only contain ASCII literal characters, 1:0"),
        (
            r#"'\x1'"#,
            r#"Syntax: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape, 1:4"#,
        ),
        (r#"b'\x1'"#, r#"Syntax: (value error) invalid \x escape at position 0, 1:5"#),
        (
            r#"'\U00110000'"#,
            "Syntax: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character, 1:11",
        ),
        (r#"'\N{DASH}'"#, r#"Syntax: \N{...} escapes are not supported, 1:0"#),
    ]);
}

#[test]
fn wrong_tokens_are_refused() {
    check_errors(&[
        (
            "0777",
            "Syntax: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers, 1:0",
        ),
        ("0b12", "Syntax: invalid digit '2' in binary literal, 1:3"),
        ("0o8", "Syntax: invalid digit '8' in octal literal, 1:2"),
        ("0xg", "Syntax: invalid hexadecimal literal, 1:1"),
        ("1abc", "Syntax: invalid decimal literal, 1:0"),
        ("1_", "Syntax: invalid decimal literal, 1:1"),
        ("1e+", "Syntax: invalid decimal literal, 1:2"),
        ("1.5j2", "Syntax: invalid imaginary literal, 1:3"),
        ("x = $", "Syntax: invalid syntax, 1:4"),
        ("“a”", "Syntax: invalid character '“' (U+201C), 1:0"),
        ("a\u{a0}= 1", "Syntax: invalid non-printable character U+00A0, 1:1"),
        (r#"\ x"#, "Syntax: unexpected character after line continuation character, 1:1"),
        (r#"x = \"#, "Syntax: unexpected EOF while parsing, 1:5"),
        ("from a import b,", "Syntax: trailing comma not allowed without surrounding parentheses, 1:16"),
        ("import a from b", "Syntax: invalid syntax, 1:9"),
        ("a <> b", "Syntax: invalid syntax, 1:3"),
    ]);
}
