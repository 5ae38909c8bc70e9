"""The parts of the runner that decide whether a difference is told. Run by DifferentialIT, or: python3 -m unittest"""

import pathlib
import tempfile
import types
import unittest

import answers
import compare
import corpus
import recording
import rules

TABLE = '''
| id | Requests | Difference | Why |
| --- | --- | --- | --- |
| ONE-ID | `GET /v1/nodes* @1.82` | `status 404 -> *` | because |
'''
SCENE = '''
let a = aaaaaaaa-0000-4000-8000-000000000001
at *
GET /v1/nodes
at 1.82
POST@none /v1/nodes {"uuid": "{a}",
    "driver": "x"}
  keep made = uuid
'''


class RunnerTest(unittest.TestCase):
    def test_rule_explains_only_what_it_names(self):
        known = rules.Rules(TABLE)
        self.assertIsNone(known.explain('GET /v1/ports @1.82', 'status 404 -> 200'))
        self.assertIsNone(known.explain('GET /v1/nodes @1.82', 'status 500 -> 200'))
        self.assertEqual(known.unused(), ['ONE-ID'])
        self.assertEqual(known.explain('GET /v1/nodes/x @1.82', 'status 404 -> 200').id, 'ONE-ID')
        self.assertEqual(known.unused(), [])

    def test_rule_ids_are_unique(self):
        with self.assertRaises(ValueError):
            rules.Rules(TABLE + TABLE)

    def test_differences(self):
        one = {'status': 200, 'headers': {'allow': 'GET'}, 'body': {'a': [{'b': 1}], 'c': True, 'd': None}}
        other = {'status': 200, 'headers': {}, 'body': {'a': [{'b': '1'}, {'b': 2}], 'c': 1, 'd': None, 'e': 0}}
        self.assertEqual(compare.differences(one, one), [])
        self.assertEqual(
            compare.differences(one, other),
            [
                'header allow: "GET" -> (none)',
                'body $.a length: 1 -> 2',
                'body $.a[].b: 1 -> "1"',
                'body $.c: true -> 1',
                'body $.e: (none) -> 0',
            ],
        )
        self.assertEqual(compare.differences(one, other | {'status': 500}), ['status 200 -> 500'])

    def test_normalised(self):
        service = types.SimpleNamespace(url='http://h:1', newest='1.82', conductors=['cond'])
        normaliser = answers.Normaliser(service, {'a': 'aaaaaaaa-0000-4000-8000-000000000001'})
        text = 'http://h:1/v1/nodes/aaaaaaaa-0000-4000-8000-000000000001 req-bbbbbbbb-0000-4000-8000-000000000001 2026-01-02T03:04:05+00:00 cond'
        self.assertEqual(normaliser.text(text), '<url>/v1/nodes/<a> <request> <time> <conductor>')
        wrapped = {'error_message': '{"faultcode": "Client", "faultstring": "Node x could not be found. More.", "debuginfo": null}'}
        self.assertEqual(
            normaliser.error(wrapped), {'form': 'fault', 'code': 'Client', 'text': 'Node x could not be found.'}
        )

    def test_scene_and_recording(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, 'scene.txt')
            path.write_text(SCENE)
            scene = corpus.read(path)
            self.assertEqual([request.version for request in scene.requests], [*corpus.VERSIONS, 'none'])
            self.assertEqual(scene.requests[-1].keep, (('made', 'uuid'),))
            pairs = [(str(request), {'status': 200 + (number > 4)}) for number, request in enumerate(scene.requests)]
            recording.write(path, pairs)
            self.assertEqual(recording.read(path), pairs)


if __name__ == '__main__':
    unittest.main()
