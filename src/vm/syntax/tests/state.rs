//! The parser between statements, and its limits.

use super::*;

#[test]
fn node_starts_with_its_parentheses_but_group_does_not() {
    let blocks = scratch(100);
    let (memory, mut words) = (scratch(100), Words::default());
    let event = Parser::new(Mode::File).next(&whole("\n  \nx = (a) + (b,\n c)"), &mut words, both(&memory, &blocks));
    let tree = Tree::new(&memory);
    let Ok(Statement::Simple(assign)) = event else { panic!("{event:?}") };
    let sum = tree.child(assign, 1).unwrap();
    let tuple = tree.child(sum, 1).unwrap();
    let place = |node| (tree.position(node).line(), tree.position(node).column());
    let last = tree.children(tuple, 0).next_back().unwrap();
    assert_eq!([place(assign), place(sum), place(tuple), place(last)], [(3, 0), (3, 4), (3, 10), (4, 1)]);
    assert_eq!(place(tree.child(sum, 0).unwrap()), (3, 5));
    assert!(tree.has(tuple, PARENTHESISED) && tree.has(tree.child(sum, 0).unwrap(), PARENTHESISED));
}

#[test]
fn any_scratch_size_works_or_is_full() {
    let mut blocks = Vec::new();
    let text = "class A(B, c=d):\n def e(self, *f, g: h = 1):\n  return f'{g!r:>{h}}', [i for j in k if l], m[n:o, 'p' b'' 'q']\n";
    let text = &text.replace("b'' ", "");
    let expected = parse(text, Mode::File).unwrap();
    let (mut parser, mut words, mut out, mut size) = (Parser::new(Mode::File), Words::default(), String::new(), 0);
    loop {
        let memory = scratch(size);
        match parser.next(&whole(text), &mut words, both(&memory, &blocks)) {
            Ok(event) => {
                show_event(event, &memory, &words, &mut out);
                size = 0;
                if event == Statement::End {
                    break;
                }
            }
            Err(Stop::Deep) => blocks.push(Cell::new(0)),
            Err(stop) => {
                assert_eq!(stop, Stop::Full);
                size += 1;
            }
        }
    }
    assert_eq!((out.trim_end(), blocks.len()), (&*expected, 2));
}

#[test]
fn text_may_come_byte_by_byte_and_leave_after_each_statement() {
    let blocks = scratch(100);
    let text = "if a == 1_0:\r\n  b = '''c\n'''; d\n\n  # e\nelse: f\nwhile g: h\ni = 1.e5\nmatch = {j: ...}\nmatch (k):\n  case l: m";
    let expected = parse(text, Mode::File).unwrap();
    let (mut parser, mut words, mut out) = (Parser::new(Mode::File), Words::default(), String::new());
    let (memory, mut base, mut end) = (scratch(200), 0, 0);
    loop {
        let source = Source { text: &text.as_bytes()[base..end], complete: end == text.len() };
        match parser.next(&source, &mut words, both(&memory, &blocks)) {
            Ok(event) => {
                show_event(event, &memory, &words, &mut out);
                base += parser.position();
                parser.rebase(parser.position());
                if event == Statement::End {
                    break;
                }
            }
            Err(stop) => {
                assert_eq!(stop, Stop::Starved);
                end += 1;
            }
        }
    }
    assert_eq!(out.trim_end(), expected);
}

#[test]
fn function_reads_the_same_after_rewind() {
    let blocks = scratch(100);
    let text = "class A:\n  def f():\n    if a:\n      b\n    else: c\n    try: d\n    finally:\n      e\n  g\n";
    let (memory, mut words, mut parser) = (scratch(100), Words::default(), Parser::new(Mode::File));
    parser.next(&whole(text), &mut words, both(&memory, &blocks)).unwrap();
    let mark = parser.mark();
    let mut passes = [String::new(), String::new()];
    for out in &mut passes {
        parser.rewind(mark);
        while !out.ends_with("g) ") {
            let event = parser.next(&whole(text), &mut words, both(&memory, &blocks)).unwrap();
            show_event(event, &memory, &words, out);
        }
    }
    assert_eq!(passes[0], passes[1]);
}

#[test]
fn brackets_nest_two_hundred_deep() {
    for bracket in ["()", "[]", "{}"] {
        let (open, close) = bracket.split_at(1);
        let nested = |depth| parse(&std::format!("{}{}", open.repeat(depth), close.repeat(depth)), Mode::File);
        assert!(nested(200).is_ok());
    }
    assert_eq!(error(&"(".repeat(201)), "Syntax: too many nested parentheses, 1:200");
    assert_eq!(error(&"a[".repeat(5000)), "Syntax: too many nested parentheses, 1:401");
}

#[test]
fn operators_nest_as_deep_as_the_scratch() {
    for text in
        ["- ".repeat(900) + "a", "not ".repeat(900) + "a", "lambda: ".repeat(300) + "a", "a ** ".repeat(400) + "a"]
    {
        assert!(parse(&text, Mode::File).is_ok());
    }
    assert_eq!(parse(&("~".repeat(5000) + "a"), Mode::File), Err(Stop::Full));
}

#[test]
fn blocks_nest_a_hundred_deep() {
    let nested =
        |depth| (0..depth).map(|level| " ".repeat(level) + "if a:\n").collect::<String>() + &" ".repeat(depth) + "b";
    assert!(parse(&nested(100), Mode::File).is_ok());
    assert_eq!(error(&nested(101)), "Indentation: too many levels of indentation, 102:101");
}

#[test]
fn prompt_takes_one_statement_and_a_blank_line_ends_it() {
    let blocks = scratch(100);
    let (memory, mut words, mut parser) = (scratch(100), Words::default(), Parser::new(Mode::Interactive));
    let open = |text: &'static str| Source { text: text.as_bytes(), complete: false };
    let mut next =
        |text| parser.next(&open(text), &mut words, both(&memory, &blocks)).map(|event| std::mem::discriminant(&event));
    let kind = |event| Ok(std::mem::discriminant(&event));
    assert_eq!(next("if a:\n"), kind(Statement::Header(Node(0))));
    assert_eq!(next("if a:\n"), Err(Stop::Starved));
    assert_eq!(next("if a:\n  b\n"), kind(Statement::Simple(Node(0))));
    assert_eq!(next("if a:\n  b\n"), Err(Stop::Starved));
    assert_eq!(next("if a:\n  b\n\n"), kind(Statement::BlockEnd { more: false }));
    assert_eq!(next("if a:\n  b\n\n"), kind(Statement::End));
    assert_eq!(parse("a; b\n", Mode::Interactive).as_deref(), Ok("(Expression a) (Expression b)"));
    assert!(parse("a\nb\n", Mode::Interactive).is_err());
}

#[test]
fn eval_takes_one_expression() {
    assert_eq!(parse("  a, b \n", Mode::Expression).as_deref(), Ok("(Expression (Tuple a b))"));
    for text in ["a = b", "a; b", "pass", "", "a\nb", "*a"] {
        assert!(matches!(parse(text, Mode::Expression), Err(Stop::Syntax(_))), "{text}");
    }
}

#[test]
fn names_that_do_not_fit_stop_the_parser() {
    struct Full;
    impl Names for Full {
        fn intern(&mut self, _: &[u8]) -> Result<u32, NoMemory> {
            Err(NoMemory)
        }
    }
    assert_eq!(
        Parser::new(Mode::File).next(&whole("a = (b"), &mut Full, both(&scratch(100), &[])),
        Err(Stop::NoMemory)
    );
}

#[test]
fn hello_fits_in_forty_words() {
    let stop =
        Parser::new(Mode::File).next(&whole("print('hello, world')"), &mut Words::default(), both(&scratch(40), &[]));
    assert!(stop.is_ok());
}

#[test]
fn lone_surrogate_is_marked() {
    let blocks = scratch(100);
    let (memory, mut words) = (scratch(40), Words::default());
    let Ok(Statement::Simple(statement)) =
        Parser::new(Mode::File).next(&whole(r"'\ud800'"), &mut words, both(&memory, &blocks))
    else {
        panic!("no statement");
    };
    let tree = Tree::new(&memory);
    let string = tree.child(statement, 0).unwrap();
    assert!(tree.has(string, SURROGATE) && tree.bytes(string).eq([0xed, 0xa0, 0x80]));
}

#[test]
fn wrong_indices_give_nothing() {
    let memory = scratch(0);
    let tree = Tree::new(&memory);
    assert_eq!((tree.child(Node(7), 3), tree.operand(Node(u32::MAX), 0), tree.text_len(Node(9))), (None, NONE, 0));
}
