"""Talks to one service: sends requests, waits for what goes on behind them, clears up. Every wait ends."""

import http.client
import json
import re
import time
import urllib.parse

from corpus import CorpusError, filled

VERSION_HEADER = 'X-OpenStack-Ironic-API-Version'
NEWEST_COMMON = '1.82'
SETTLE_SECONDS = 30
LOCKED_SECONDS = 15
POLL_SECONDS = 0.1
# Provision states that a node leaves by itself when its hardware is fake.
BUSY = {
    'verifying', 'inspecting', 'cleaning', 'deploying', 'deleting', 'adopting', 'rescuing', 'unrescuing', 'rebuild',
}


class Service:
    """One service at a URL like http://127.0.0.1:6385."""

    def __init__(self, url):
        self.url = url.rstrip('/')
        parts = urllib.parse.urlsplit(self.url)
        self.host, self.port = parts.hostname, parts.port or 80
        self.newest = self.document('/')['default_version']['version']
        self.conductors = [c['hostname'] for c in self.document('/v1/conductors')['conductors']]

    def perform(self, request, names):
        """Sends a request of the corpus, again while its node is locked, and waits until what it began is over.

        Returns (status, headers, body bytes). Puts what the request keeps into names.
        """
        path = filled(request.path, names)
        headers = dict(request.headers)
        if request.version != 'none':
            headers.setdefault(VERSION_HEADER, request.version)
        if request.body:
            headers.setdefault('Content-Type', 'application/json')
        body = filled(request.body, names).removeprefix('raw ')
        deadline = time.monotonic() + LOCKED_SECONDS
        while True:
            answer = self.send(request.method, path, body.encode(), headers)
            if answer[0] != 409 or b'is locked by host' not in answer[2] or time.monotonic() > deadline:
                break
            time.sleep(POLL_SECONDS)
        for name, field in request.keep:
            try:
                names[name] = json.loads(answer[2])[field]
            except (ValueError, KeyError, TypeError):
                names[name] = '00000000-0000-4000-8000-000000000000'
        if answer[0] == 202:
            self.settle_node(path)
        if answer[0] == 201 and request.path.startswith('/v1/allocations'):
            self.settle_allocations()
        return answer

    def send(self, method, path, body=b'', headers=None):
        """(status, headers, body) of one request."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body or method in ('POST', 'PUT', 'PATCH'):
                connection.putheader('Content-Length', str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return response.status, response.getheaders(), whole(response)
        finally:
            connection.close()

    def document(self, path):
        status, _, body = self.send('GET', path, headers={VERSION_HEADER: NEWEST_COMMON})
        if status != 200:
            raise CorpusError(f'{self.url}{path} answers {status}')
        return json.loads(body)

    def settle_node(self, path):
        """Waits until the node of a path is at rest, or gone."""
        node = re.match(r'(?:/v1)?/(?:nodes|heartbeat)/([^/?]+)', path)
        if not node:
            return
        deadline = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < deadline:
            status, _, body = self.send('GET', f'/v1/nodes/{node[1]}', headers={VERSION_HEADER: NEWEST_COMMON})
            if status != 200 or at_rest(json.loads(body)):
                return
            time.sleep(POLL_SECONDS)

    def settle_allocations(self):
        """Waits until no allocation looks for a node any more."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < deadline:
            status, _, body = self.send('GET', '/v1/allocations', headers={VERSION_HEADER: NEWEST_COMMON})
            if status != 200 or all(a['state'] != 'allocating' for a in json.loads(body)['allocations']):
                return
            time.sleep(POLL_SECONDS)

    def clear(self):
        """Removes whatever a scene can have left."""
        for node in self.uuids('nodes'):
            at = f'/v1/nodes/{node}'
            self.write('PATCH', at, [{'op': 'replace', 'path': '/protected', 'value': False}])
            self.write('PUT', f'{at}/maintenance', {})
            self.write('DELETE', f'{at}/allocation')
            self.write('DELETE', at)
        for collection in ('allocations', 'chassis', 'deploy_templates'):
            for uuid in self.uuids(collection):
                self.write('DELETE', f'/v1/{collection}/{uuid}')
        left = self.uuids('nodes')
        if left:
            raise CorpusError(f'{self.url} does not delete the nodes {left}')

    def uuids(self, collection):
        status, _, body = self.send('GET', f'/v1/{collection}', headers={VERSION_HEADER: NEWEST_COMMON})
        return [each['uuid'] for each in json.loads(body)[collection]] if status == 200 else []

    def write(self, method, path, body=None):
        headers = {VERSION_HEADER: NEWEST_COMMON, 'Content-Type': 'application/json'}
        deadline = time.monotonic() + LOCKED_SECONDS
        while True:
            data = b'' if body is None else json.dumps(body).encode()
            status, _, _ = self.send(method, path, data, headers)
            if status != 409 or time.monotonic() > deadline:
                return
            time.sleep(POLL_SECONDS)


def whole(response):
    """The body. A server that did not read the request's body may reset the connection after its answer."""
    body = b''
    try:
        while chunk := response.read1(65536):
            body += chunk
    except ConnectionResetError:
        pass
    return body


def at_rest(node):
    return (
        node['reservation'] is None
        and node['target_power_state'] is None
        and node['provision_state'] not in BUSY
    )
