"""Answers of the reference service in files: a line per request. What an earlier line of the file holds is not repeated."""

import json


def write(path, pairs):
    """pairs: (request, normalised answer)."""
    seen = {}
    with open(path, 'w') as file:
        for request, answer in pairs:
            key = json.dumps(answer, sort_keys=True, separators=(',', ':'))
            line = f'={seen[key]}' if key in seen else key
            seen.setdefault(key, len(seen))
            file.write(f'{request}\t{line}\n')


def read(path):
    """The pairs that were written; requests as text."""
    answers, pairs = [], []
    for line in path.read_text().splitlines():
        request, answer = line.rsplit('\t', 1)
        if answer.startswith('='):
            pairs.append((request, answers[int(answer[1:])]))
        else:
            answers.append(json.loads(answer))
            pairs.append((request, answers[-1]))
    return pairs
