//! The token table, the classes of source bytes and the powers of operators.

/// How tightly operators bind; a rule on the parser's stack has the power below which it takes no operator.
pub(super) mod power {
    /// Nothing binds: any expression, `:=` too.
    pub const NAMED: u8 = 0;
    /// Any expression but `:=`.
    pub const EXPRESSION: u8 = 1;
    /// `if … else` and `lambda`; above it stands what the grammar calls a disjunction.
    pub const CONDITIONAL: u8 = 2;
    /// `or`
    pub const OR: u8 = 3;
    /// `and`
    pub const AND: u8 = 4;
    /// `not`
    pub const NOT: u8 = 5;
    /// Comparisons; above it stands what the grammar calls a `bitwise_or`.
    pub const COMPARISON: u8 = 6;
    /// Between `<<` and `+`: above it stand sums.
    pub const SHIFT: u8 = 10;
    /// `-x`, and what may follow `**`.
    pub const UNARY: u8 = 13;
    /// `**`
    pub const POWER: u8 = 14;
    /// Names, literals, brackets, calls, subscripts, attributes.
    pub const PRIMARY: u8 = 15;
}

/// The infix byte of tokens that are no operator between two operands.
pub(super) const NO_INFIX: u8 = 0x0f;

/// Writes the token table once: the enum, the infix bytes and the keywords.
macro_rules! tokens {
    (
        $($symbol:ident $text:literal $power:literal $operator:literal,)* ;
        $($keyword:ident $word:literal $word_power:literal $word_operator:literal,)*
    ) => {
        /// The kinds of tokens.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Token {
            $(#[doc = concat!("`", $text, "`")] $symbol,)*
            $(#[doc = concat!("`", $word, "`")] $keyword,)*
        }

        /// All tokens, by number.
        static TOKENS: &[Token] = &[$(Token::$symbol,)* $(Token::$keyword,)*];
        /// Power in the high half, number of the operator in the low half; see `Token::infix`.
        static INFIX: &[u8] = &[$($power << 4 | $operator,)* $($word_power << 4 | $word_operator,)*];
        /// The texts of the keywords.
        const KEYWORDS: &[&str] = &[$($word,)*];
        /// The first keyword's number.
        const FIRST_KEYWORD: u8 = [$(Token::$symbol,)*].len() as u8;
    };
}

// The order of the symbols from `Star` to `ColonEqual` is known to `Token::with_equal` and `Token::doubled`.
tokens! {
//  token                text        power operator
    End                  "end"           0 15,
    Newline              "newline"       0 15,
    Name                 "name"          0 15,
    Integer              "integer"       0 15,
    Float                "float"         0 15,
    Imaginary            "imaginary"     0 15,
    String               "string"        0 15,
    Other                "other"         0 15,
    OpenParenthesis      "("             0 15,
    OpenBracket          "["             0 15,
    OpenBrace            "{"             0 15,
    CloseParenthesis     ")"             0 15,
    CloseBracket         "]"             0 15,
    CloseBrace           "}"             0 15,
    Comma                ","             0 15,
    Semicolon            ";"             0 15,
    Tilde                "~"             0 15,
    Dot                  "."             0 15,
    Ellipsis             "..."           0 15,
    Arrow                "->"            0 15,
    Star                 "*"            12  2,
    StarEqual            "*="            0  2,
    DoubleStar           "**"           14  7,
    DoubleStarEqual      "**="           0  7,
    Slash                "/"            12  4,
    SlashEqual           "/="            0  4,
    DoubleSlash          "//"           12  5,
    DoubleSlashEqual     "//="           0  5,
    Less                 "<"             6  0,
    LessEqual            "<="            6  1,
    LeftShift            "<<"           10  8,
    LeftShiftEqual       "<<="           0  8,
    Greater              ">"             6  4,
    GreaterEqual         ">="            6  5,
    RightShift           ">>"           10  9,
    RightShiftEqual      ">>="           0  9,
    Plus                 "+"            11  0,
    PlusEqual            "+="            0  0,
    Minus                "-"            11  1,
    MinusEqual           "-="            0  1,
    Percent              "%"            12  6,
    PercentEqual         "%="            0  6,
    At                   "@"            12  3,
    AtEqual              "@="            0  3,
    Ampersand            "&"             9 10,
    AmpersandEqual       "&="            0 10,
    Bar                  "|"             7 11,
    BarEqual             "|="            0 11,
    Caret                "^"             8 12,
    CaretEqual           "^="            0 12,
    Equal                "="             0 15,
    EqualEqual           "=="            6  2,
    Exclamation          "!"             0 15,
    NotEqual             "!="            6  3,
    Colon                ":"             0 15,
    ColonEqual           ":="            1  0,
    ;
    False                "False"         0 15,
    None                 "None"          0 15,
    True                 "True"          0 15,
    And                  "and"           4  0,
    As                   "as"            0 15,
    Assert               "assert"        0 15,
    Async                "async"         0 15,
    Await                "await"         0 15,
    Break                "break"         0 15,
    Class                "class"         0 15,
    Continue             "continue"      0 15,
    Def                  "def"           0 15,
    Del                  "del"           0 15,
    Elif                 "elif"          0 15,
    Else                 "else"          0 15,
    Except               "except"        0 15,
    Finally              "finally"       0 15,
    For                  "for"           0 15,
    From                 "from"          0 15,
    Global               "global"        0 15,
    If                   "if"            2  0,
    Import               "import"        0 15,
    In                   "in"            6  6,
    Is                   "is"            6  8,
    Lambda               "lambda"        0 15,
    Nonlocal             "nonlocal"      0 15,
    Not                  "not"           6  7,
    Or                   "or"            3  0,
    Pass                 "pass"          0 15,
    Raise                "raise"         0 15,
    Return               "return"        0 15,
    Try                  "try"           0 15,
    While                "while"         0 15,
    With                 "with"          0 15,
    Yield                "yield"         0 15,
}

/// The tokens an expression may start with (`*`, `**` and `yield` are not among them), one bit each.
const STARTS: u128 = {
    use Token::*;
    let starts = [
        Name,
        Integer,
        Float,
        Imaginary,
        String,
        OpenParenthesis,
        OpenBracket,
        OpenBrace,
        Tilde,
        Ellipsis,
        Plus,
        Minus,
        False,
        None,
        True,
        Await,
        Lambda,
        Not,
    ];
    let (mut bits, mut index) = (0, 0);
    while index < starts.len() {
        bits |= 1 << starts[index] as u8;
        index += 1;
    }
    bits
};

impl Token {
    /// Power and number of the operator: a binary operator, a comparison, or 0 where the token says it all.
    /// Power 0 with an operator below 15 is an augmented assignment.
    pub fn infix(self) -> (u8, u8) {
        let infix = INFIX.get(self as usize).copied().unwrap_or(NO_INFIX);
        (infix >> 4, infix & 15)
    }

    /// The operator of an augmented assignment.
    pub fn augmented(self) -> Option<u8> {
        let (power, operator) = self.infix();
        (power == 0 && operator != NO_INFIX).then_some(operator)
    }

    /// Whether an expression may start with it.
    pub fn starts_expression(self) -> bool {
        STARTS >> self as u8 & 1 != 0
    }

    /// Whether it closes a bracket.
    pub fn closes(self) -> bool {
        matches!(self, Token::CloseParenthesis | Token::CloseBracket | Token::CloseBrace)
    }

    /// The symbol that has so many rows between it and this one.
    fn later(self, rows: u8) -> Token {
        TOKENS.get(usize::from(self as u8 + rows)).copied().unwrap_or(Token::Other)
    }

    /// The symbol with `=` after it, if there is one.
    pub fn with_equal(self) -> Option<Token> {
        (self as u8 >= Token::Star as u8 && self as u8 <= Token::Colon as u8).then(|| self.later(1))
    }

    /// The symbol twice, if there is such.
    pub fn doubled(self) -> Option<Token> {
        matches!(self, Token::Star | Token::Slash | Token::Less | Token::Greater).then(|| self.later(2))
    }

    /// The token of an identifier: the keyword or `Name`.
    pub fn of_word(text: &[u8]) -> Token {
        let (&[first, second, ..], &[.., last]) = (text, text) else { return Token::Name };
        let index = KEYWORD_SLOTS.get(hash(first, second, last, text.len() as u32)).copied().unwrap_or(0);
        match KEYWORDS.get(usize::from(index)) {
            Some(word) if word.as_bytes() == text => Token::of_keyword(index),
            _ => Token::Name,
        }
    }

    /// The keyword with this index.
    fn of_keyword(index: u8) -> Token {
        TOKENS.get(usize::from(FIRST_KEYWORD + index)).copied().unwrap_or(Token::Name)
    }

    /// The symbol's own byte, for brackets.
    pub fn bracket(self) -> char {
        match self {
            Token::OpenParenthesis => '(',
            Token::OpenBracket => '[',
            Token::OpenBrace => '{',
            Token::CloseParenthesis => ')',
            Token::CloseBracket => ']',
            _ => '}',
        }
    }
}

/// A perfect hash of the keywords into 64 slots; the multiplier was found by search.
const fn hash(first: u8, second: u8, last: u8, len: u32) -> usize {
    let key = first as u32 | (second as u32) << 8 | (last as u32) << 16 | len << 24;
    (key.wrapping_mul(0x1397_b431) >> 26) as usize
}

/// Keyword indices by hash.
static KEYWORD_SLOTS: [u8; 64] = {
    let mut slots = [0; 64];
    let mut index = 0;
    while index < KEYWORDS.len() {
        let text = KEYWORDS[index].as_bytes();
        slots[hash(text[0], text[1], text[text.len() - 1], text.len() as u32)] = index as u8;
        index += 1;
    }
    slots
};

/// What a source byte begins: a token number below `SPACE`, or one of these.
pub(super) mod class {
    /// Space, tab or form feed.
    pub const SPACE: u8 = 0xf0;
    /// `\n` or `\r`
    pub const NEWLINE: u8 = 0xf1;
    /// `#`
    pub const COMMENT: u8 = 0xf2;
    /// `\`
    pub const BACKSLASH: u8 = 0xf3;
    /// `'` or `"`
    pub const QUOTE: u8 = 0xf4;
    /// `.`
    pub const DOT: u8 = 0xf5;
    /// The end of the text, or a zero byte in it.
    pub const ZERO: u8 = 0xf6;
    /// `0` to `9`; this and the following continue an identifier.
    pub const DIGIT: u8 = 0xfa;
    /// `A` to `Z`, `a` to `z`, `_`
    pub const LETTER: u8 = 0xfb;
    /// A byte of a character beyond ASCII.
    pub const HIGH: u8 = 0xfc;
}

/// The class of each byte.
pub(super) static CLASSES: [u8; 256] = {
    use Token::*;
    let symbols = [
        (b'(', OpenParenthesis),
        (b'[', OpenBracket),
        (b'{', OpenBrace),
        (b')', CloseParenthesis),
        (b']', CloseBracket),
        (b'}', CloseBrace),
        (b',', Comma),
        (b';', Semicolon),
        (b'~', Tilde),
        (b'*', Star),
        (b'/', Slash),
        (b'<', Less),
        (b'>', Greater),
        (b'+', Plus),
        (b'-', Minus),
        (b'%', Percent),
        (b'@', At),
        (b'&', Ampersand),
        (b'|', Bar),
        (b'^', Caret),
        (b'=', Equal),
        (b'!', Exclamation),
        (b':', Colon),
    ];
    let mut classes = [Other as u8; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' => class::DIGIT,
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => class::LETTER,
            0x80.. => class::HIGH,
            b' ' | b'\t' | 0x0c => class::SPACE,
            b'\n' | b'\r' => class::NEWLINE,
            b'#' => class::COMMENT,
            b'\\' => class::BACKSLASH,
            b'"' | b'\'' => class::QUOTE,
            b'.' => class::DOT,
            0 => class::ZERO,
            _ => Other as u8,
        };
        byte += 1;
    }
    let mut index = 0;
    while index < symbols.len() {
        classes[symbols[index].0 as usize] = symbols[index].1 as u8;
        index += 1;
    }
    classes
};

/// The token of a symbol's class.
pub(super) fn token_of_class(class: u8) -> Token {
    TOKENS.get(usize::from(class)).copied().unwrap_or(Token::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_found_and_nothing_else() {
        for (index, word) in KEYWORDS.iter().enumerate() {
            assert_eq!(Token::of_word(word.as_bytes()), Token::of_keyword(index as u8), "{word}");
            assert_eq!(Token::of_word(word.to_lowercase().to_uppercase().as_bytes()), Token::Name);
        }
        for word in ["", "a", "i", "fals", "iff", "ins", "print", "match", "_"] {
            assert_eq!(Token::of_word(word.as_bytes()), Token::Name, "{word}");
        }
    }
}
