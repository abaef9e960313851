"""Counts, aligns, wraps, compresses and compares text with string methods."""

TEXT = """\
The weather station woke at dawn. It measured the wind, the rain and the
cold; then it slept again. At noon the wind had grown: the station woke, and
it measured the wind once more. "Storm," it wrote, "from the north-west."
Nobody read the message until evening, for nobody had asked the station.
At night the storm came. The station measured, and wrote, and slept."""

STOP_WORDS = {"the", "it", "and", "at", "had", "for", "from", "then", "once", "until"}


def words_of(text):
    """Yields words in lower case; an inner hyphen belongs to its word."""
    word = ""
    for char in text + " ":
        if char.isalpha() or (char == "-" and word):
            word += char.lower()
        elif word:
            yield word.rstrip("-")
            word = ""


def sentences_of(text):
    start = 0
    text = text.replace("\n", " ")
    for end, char in enumerate(text):
        if char == "." or char == "?":
            yield text[start : end + 1].strip()
            start = end + 1 + text.startswith('"', end + 1)


def count(things):
    counts = {}
    for thing in things:
        counts[thing] = counts.get(thing, 0) + 1
    return counts


def ranked(counts, top=None):
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:top]


def wrap(text, width):
    """Breaks at spaces; no line is longer than `width`."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".lstrip()
    if line:
        yield line


def justify(line, width):
    """Spreads the missing spaces over the gaps, from the left."""
    words = line.split()
    gaps = len(words) - 1
    if gaps < 1:
        return line
    spaces, extra = divmod(width - sum(map(len, words)), gaps)
    return "".join(word + " " * (spaces + (place < extra) if place < gaps else 0) for place, word in enumerate(words))


def run_lengths(text):
    """ "aaab" becomes "3ab"."""
    packed, start = "", 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text[at] != text[start]:
            packed += (str(at - start) if at - start > 1 else "") + text[start]
            start = at
    return packed


def caesar(text, shift):
    def turn(char, base):
        return chr((ord(char) - ord(base) + shift) % 26 + ord(base))

    return "".join(turn(c, "a") if c.islower() else turn(c, "A") if c.isupper() else c for c in text)


def distance(a, b):
    """Levenshtein's: how many single edits turn `a` into `b`."""
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, start=1):
        corner, row[0] = row[0], i
        for j, other in enumerate(b, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (char != other))
    return row[-1]


def is_palindrome(text):
    letters = [char.casefold() for char in text if char.isalnum()]
    return letters == letters[::-1]


def roman(number):
    signs = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split())
    text = ""
    for value, sign in signs:
        times, number = divmod(number, value)
        text += sign * times
    return text


words = list(words_of(TEXT))
counts = count(words)
print("words")
print(f"  {len(words)} words, {len(counts)} different, {sum(map(len, words)) / len(words):.2f} letters each")
longest = max(counts, key=lambda word: (len(word), word))
print(f"  the longest is {longest!r}; once only: {sum(n == 1 for n in counts.values())}")
for word, times in ranked({w: n for w, n in counts.items() if w not in STOP_WORDS}, 6):
    print(f"  {word:>10} {times:2d} {'=' * times}")

print("letters")
letters = ranked(count(char for char in TEXT.lower() if char.isalpha()))
print(" ", " ".join(f"{letter}{times}" for letter, times in letters[:10]))
print("  missing:", "".join(sorted(set("abcdefghijklmnopqrstuvwxyz") - {letter for letter, _ in letters})))

print("sentences")
for number, sentence in enumerate(sentences_of(TEXT), start=1):
    shown = sentence if len(sentence) <= 40 else sentence[:37] + "..."
    print(f"  {roman(number):>4}. {shown:<40} {len(list(words_of(sentence))):3d} words")

print("wrapped and justified")
lines = list(wrap(TEXT, 34))
for line in lines[:6]:
    print(f"  |{justify(line, 34)}|")
print("  longest line:", max(map(len, lines)), "of", len(lines))

print("codes")
packed = run_lengths("WWWWWWWWBWWWWBBBWWWWWWA")
print(" ", packed, caesar("Hello, World", 3), caesar(caesar("Hello, World", 3), -3))
print(" ", [roman(year) for year in (4, 1999, 2026)], [is_palindrome(t) for t in ("Never odd or even", "odd")])
print(
    "  edits:",
    {f"{a}>{b}": distance(a, b) for a, b in (("kitten", "sitting"), ("dawn", "down"), ("", "abc"))},
)
print(
    "  bytes:",
    "grün".encode(),
    len("grün"),
    len("grün".encode()),
    "grün".encode().hex(),
    bytes([226, 130, 172]).decode(),
)

print("methods")
line = "  key: Value = 42; "
print("  strip    ", [line.strip(), line.lstrip(), line.rstrip("; "), "main.py".removesuffix(".py")])
print("  partition", line.partition(":"), line.rpartition("="), line.partition("?"))
print("  split    ", "a,b,,c".split(","), "a b  c".split(), "1-2-3".rsplit("-", 1), "x\ny\r\nz".splitlines())
print("  case     ", "ferropy vm".title(), "FERRO".swapcase(), "mIxEd".capitalize(), "straße".upper(), "A".lower())
print(
    "  pad      ",
    "ab".center(8, "*"),
    "7".zfill(3),
    "-7".zfill(4),
    "ab".ljust(4, "."),
    "ab".rjust(4),
    "a\tb".expandtabs(4),
)
print("  find     ", "banana".count("an"), "banana".find("na", 3), "banana".rfind("a"), "banana".find("x"))
print("  replace  ", "banana".replace("a", "o", 2), "tar".translate({ord("t"): "T", ord("r"): None}), "-".join("abc"))
print("  ask      ", "12".isdigit(), "a1".isalnum(), "Ab".isupper(), " ".isspace(), "main.py".endswith((".py", ".rs")))
print("  slice    ", "abcdef"[1:-1], "abcdef"[::-2], "abcdef"[-3:], "abcdef"[4:1:-1], repr("abc"[5:]))
print("  repr     ", repr('it\'s "x"\t\x7f'), "a\\b\n".encode("ascii"), [ord("€"), chr(8364)])
