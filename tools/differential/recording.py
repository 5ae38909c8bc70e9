"""Answers of the reference service in files: a line per request. An answer that stands there already is named by its line."""

import json


def write(path, pairs):
    """pairs: (request, normalised answer)."""
    lines = {}
    with open(path, 'w') as file:
        for number, (request, answer) in enumerate(pairs, 1):
            text = json.dumps(answer, sort_keys=True, separators=(',', ':'))
            file.write(f'{request}\t{f"={lines[text]}" if text in lines else text}\n')
            lines.setdefault(text, number)


def read(path):
    """The pairs that were written; requests as text."""
    pairs = []
    for line in path.read_text().splitlines():
        request, answer = line.rsplit('\t', 1)
        pairs.append((request, pairs[int(answer[1:]) - 1][1] if answer.startswith('=') else json.loads(answer)))
    return pairs
