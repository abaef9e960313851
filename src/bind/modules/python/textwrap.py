# `textwrap`: filling lines.


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        # Words and the white space between them, in turn.
        chunks = []
        word = ''
        for character in text:
            blank = character in ' \t\n\r\v\f'
            if word and blank != (word[-1] in ' \t\n\r\v\f'):
                chunks.extend(self._pieces(word))
                word = ''
            word += character
        if word:
            chunks.extend(self._pieces(word))
        return chunks

    def _pieces(self, word):
        if not self.break_on_hyphens or '-' not in word:
            return [word]
        # A word ends behind a hyphen between letters, and before and behind a dash.
        pieces = []
        start = at = 0
        while at < len(word):
            if word[at] != '-':
                at += 1
                continue
            end = at
            while end < len(word) and word[end] == '-':
                end += 1
            if end - at >= 2 and at > 0 and end < len(word) and (word[at - 1].isalnum() or word[at - 1] in '!"\'&.,?_'):
                if start < at:
                    pieces.append(word[start:at])
                pieces.append(word[at:end])
                start = end
            elif end - at == 1 and at - start >= 2 and word[at - 1].isalpha() and word[at - 2].isalpha() and \
                    end + 1 < len(word) and word[end].isalpha() and word[end + 1].isalpha():
                pieces.append(word[start:end])
                start = end
            at = end
        if start < len(word):
            pieces.append(word[start:])
        return pieces

    def wrap(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for blank in '\t\n\v\f\r':
                text = text.replace(blank, ' ')
        chunks = self._chunks(text)
        if self.fix_sentence_endings:
            for index in range(len(chunks) - 1):
                word = chunks[index].rstrip('"\'')
                if chunks[index + 1] == ' ' and word[-1:] in ('.', '!', '?') and word[-2:-1].islower():
                    chunks[index + 1] = '  '
        return self._lines(chunks)

    def _lines(self, chunks):
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line = []
            length = 0
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._long(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            if self.max_lines is None or len(lines) + 1 < self.max_lines or \
                    (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()) and \
                    length <= width:
                lines.append(indent + ''.join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + ''.join(line))
                    break
                length -= len(line.pop())
            else:
                if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
                    lines[-1] = lines[-1].rstrip() + self.placeholder
                else:
                    lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _long(self, chunks, line, length, width):
        room = 1 if width < 1 else width - length
        if self.break_long_words:
            chunk = chunks[-1]
            end = room
            if self.break_on_hyphens and len(chunk) > room:
                hyphen = chunk.rfind('-', 0, room)
                if hyphen > 0 and any(character != '-' for character in chunk[:hyphen]):
                    end = hyphen + 1
            line.append(chunk[:end])
            chunks[-1] = chunk[end:]
        elif not line:
            line.append(chunks.pop())

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    margin = None
    lines = text.split('\n')
    for index, line in enumerate(lines):
        rest = line.lstrip(' \t')
        if not rest:
            lines[index] = ''
            continue
        indent = line[:len(line) - len(rest)]
        if margin is None or margin.startswith(indent):
            margin = indent
        elif not indent.startswith(margin):
            same = 0
            while same < min(len(margin), len(indent)) and margin[same] == indent[same]:
                same += 1
            margin = margin[:same]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return '\n'.join(lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
