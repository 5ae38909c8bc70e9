"""Finds how two answers to one request differ: a list of short lines, the reference first."""

import json

LONGEST = 120
NONE = '(none)'


def differences(expected, got):
    """Lines like 'status 400 -> 404'. When the status differs the rest says nothing more."""
    if expected['status'] != got['status']:
        return [f'status {expected["status"]} -> {got["status"]}']
    lines = []
    for name in sorted(expected['headers'] | got['headers']):
        unlike(f'header {name}', expected['headers'].get(name, NONE), got['headers'].get(name, NONE), lines)
    errors('error', expected.get('error', {}), got.get('error', {}), lines)
    walk('$', expected.get('body', NONE), got.get('body', NONE), lines)
    return list(dict.fromkeys(lines))


def errors(what, expected, got, lines):
    """In another form nothing else can be the same; the text counts where the reference has one that clients look for."""
    unlike(f'{what} form', expected.get('form', NONE), got.get('form', NONE), lines)
    if expected.get('form') == got.get('form'):
        unlike(f'{what} code', expected.get('code', NONE), got.get('code', NONE), lines)
        if 'text' in expected:
            unlike(f'{what} text', expected['text'], got.get('text', NONE), lines)


def walk(path, expected, got, lines):
    if isinstance(expected, dict) and isinstance(got, dict):
        for name in sorted(expected | got):
            walk(f'{path}.{name}', expected.get(name, NONE), got.get(name, NONE), lines)
    elif isinstance(expected, list) and isinstance(got, list):
        unlike(f'body {path} length', len(expected), len(got), lines)
        for one, other in zip(expected, got):
            walk(f'{path}[]', one, other, lines)
    else:
        unlike(f'body {path}', expected, got, lines)


def unlike(what, expected, got, lines):
    if expected != got or isinstance(expected, bool) != isinstance(got, bool):
        lines.append(f'{what}: {short(expected)} -> {short(got)}')


def short(value):
    text = value if value == NONE else json.dumps(value, default=str).replace('\\"', '"')
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + '...'
