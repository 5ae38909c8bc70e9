"""Reads the scenes: the requests of the corpus, in the order in which they are sent. The form is told in README.md."""

import dataclasses
import json
import pathlib
import re

VERSIONS = ('1.1', '1.46', '1.61', '1.72', '1.82')
METHODS = ('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')
REQUEST = re.compile(r'([A-Z]+)(?:@(\S+))? (/\S*)(?: (.*))?$')


class CorpusError(Exception):
    """A scene that cannot be read, or that asks for something that is not there."""


@dataclasses.dataclass(frozen=True)
class Request:
    """One request.

    version: of the API; 'none' sends no version header.
    path, body: with names in braces, which `filled` replaces.
    keep: (name, field) pairs: what later requests call by that name.
    """

    method: str
    version: str
    path: str
    body: str
    headers: tuple = ()
    keep: tuple = ()

    def __str__(self):
        headers = ''.join(f' [{name}: {value}]' for name, value in self.headers)
        return f'{self.method} {self.path} @{self.version}{headers}' + (f' {self.body}' if self.body else '')


@dataclasses.dataclass
class Scene:
    """A sequence of requests that begins and ends without nodes, chassis, allocations and deploy templates."""

    name: str
    pending: str = ''
    names: dict = dataclasses.field(default_factory=dict)
    requests: list = dataclasses.field(default_factory=list)


def filled(text, names):
    """Puts the values of names into a path or body; other braces stay, as JSON is full of them."""
    return re.sub(r'\{([a-z][a-z0-9_]*)\}', lambda match: names.get(match[1], match[0]), text)


def scenes(folder, wanted):
    """All scenes of a folder, or the wanted ones, ordered by file name."""
    found = [read(path) for path in sorted(pathlib.Path(folder).glob('*.txt'))]
    unknown = set(wanted) - {scene.name for scene in found}
    if unknown:
        raise CorpusError(f'no such scene: {", ".join(sorted(unknown))}')
    return [scene for scene in found if not wanted or scene.name in wanted]


def read(path):
    scene = Scene(path.stem)
    at = VERSIONS[-1:]
    for number, line in logical_lines(path.read_text()):
        try:
            words = line.split(None, 1)
            if words[0] == 'pending':
                scene.pending = words[1]
            elif words[0] == 'let':
                name, value = words[1].split(' = ')
                scene.names[name] = filled(value, scene.names)
            elif words[0] == 'at':
                at = versions(words[1])
            elif words[0] == 'keep':
                name, field = words[1].split(' = ')
                change_last(scene, keep=(*scene.requests[-1].keep, (name, field)))
            elif words[0] == 'header':
                name, value = words[1].split(': ', 1)
                change_last(scene, headers=(*scene.requests[-1].headers, (name, value)))
            else:
                add(scene, at, line)
        except (ValueError, IndexError, KeyError) as error:
            raise CorpusError(f'{path.name}:{number}: {line}: {error}') from error
    return scene


def logical_lines(text):
    """Numbered lines without comments; an indented line that is no directive goes on with the one before."""
    result = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if not bare or bare.startswith('#'):
            continue
        if line[0] == ' ' and bare.split(None, 1)[0] not in ('keep', 'header'):
            result[-1] = (result[-1][0], f'{result[-1][1]} {bare}')
        else:
            result.append((number, bare))
    return result


def add(scene, at, line):
    match = REQUEST.match(line)
    if not match or match[1] not in METHODS:
        raise ValueError('this is neither a directive nor a request')
    method, version, path, body = match.groups()
    if body and not body.startswith('raw '):
        json.loads(filled(body, scene.names))
    for each in versions(version) if version else at:
        scene.requests.append(Request(method, each, path, body or ''))


def versions(text):
    return VERSIONS if text == '*' else tuple(text.split(','))


def change_last(scene, **changes):
    scene.requests[-1] = dataclasses.replace(scene.requests[-1], **changes)
