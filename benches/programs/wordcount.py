"""wordcount: the words of a text, by split, dicts and sorting"""

from bench import mark

TEXT = """\
The valve opened when the pressure rose, and the pump that fed the tank stopped at once.
Nobody in the control room saw the lamp, because the lamp had been dark since the winter.
At noon the pressure fell; the valve closed, the pump started, and the tank began to fill.
An engineer who read the log that evening found the hour, the pressure and the name of the valve.
She wrote: the lamp must be changed, the pump must be checked, and the log must be read at noon.
"""


def words(text):
    for line in text.split("\n"):
        for word in line.split():
            word = word.strip(".,;:").lower()
            if word:
                yield word


def count(text):
    counts = {}
    for word in words(text):
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def initials(counts):
    found = {}
    for word in counts:
        found.setdefault(word[0], []).append(word)
    return found


def main():
    total = {}
    for _ in range(6):
        for word, number in count(TEXT).items():
            total[word] = total.get(word, 0) + number
    ranking = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    for word, number in ranking[:10]:
        print("{:10} {:5}".format(word, number))
    groups = initials(total)
    for letter in sorted(groups):
        print(letter, ",".join(sorted(groups[letter])))


mark(1)
main()
mark(2)
