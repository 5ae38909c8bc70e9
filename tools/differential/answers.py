"""Brings an answer into the form that is compared and recorded: what differs from run to run is replaced by its kind."""

import json
import re

# Hop-by-hop headers, and those that say nothing about the API.
IGNORED_HEADERS = {'connection', 'content-length', 'date', 'keep-alive', 'server', 'transfer-encoding', 'vary'}
VERSION_HEADERS = (
    'x-openstack-ironic-api-minimum-version',
    'x-openstack-ironic-api-version',
    'x-openstack-ironic-api-maximum-version',
)
UUID = re.compile(r'[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')
REQUEST_ID = re.compile(f'req-{UUID.pattern}')
TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?')
FORMS = {
    frozenset({'faultcode', 'faultstring', 'debuginfo'}): 'fault',
    frozenset({'code', 'title', 'description'}): 'web',
}
# Sentences for people, worded by each service as it likes.
FREE_TEXT = {'reason', 'last_error', 'event'}
DESCRIBED = re.compile(r'^/$|/vendor_passthru/methods$')  # where "description" is one as well
TEXT_BY_NAME = re.compile(r'/properties$|/raid/logical_disk_properties$')
# Texts that clients look for; the others may differ.
MATCHED_TEXTS = [
    re.compile(pattern)
    for pattern in (
        r'The requested action ".*" can not be performed on node ".*" while it is in state ".*"\.$',
        r"A volume target with boot index '.*' for the same node already exists\.$",
        r'A volume connector with type .* and connector ID .* already exists\.$',
        r'Node .* is locked by host ',
        r'A (node|port|portgroup|chassis) with UUID .* already exists\.$',
        r'A (node|portgroup) with name .* already exists\.$',
        r'A (port|portgroup) with MAC address .* already exists\.$',
        r'Node .* is associated with instance .*\.$',
        r'Node .* is protected and cannot be undeployed, rebuilt or deleted',
        r"The provisioning operation can't be performed on node .* because it's in maintenance mode\.$",
    )
]
# Of these the beginning counts.
MATCHED_BEGINNINGS = [
    re.compile(pattern)
    for pattern in (
        r'No valid host was found\. Reason:',
        r'(Node|Port|Portgroup|Chassis|Allocation|Conductor|Deploy template|Runbook|Volume connector|Volume target'
        r'|Node history record) \S+ could not be found\.',
        r'Driver \S+ does not support ',
        r'Request not acceptable\.(.*The minimal required API version should be 1\.\d+)?',
        r'Resource could not be found\.',
        r'Schema error( for \w+)?: ',
        r'Unexpected arguments: .*',
    )
]


def in_order(text):
    """Ironic names unknown arguments in any order."""
    start, colon, names = text.partition('Unexpected arguments: ')
    return start + colon + ', '.join(sorted(names.split(', '))) if colon else text


class Normaliser:
    """For the answers of one service."""

    def __init__(self, service, names):
        self.service = service
        self.own = {value: f'<{name}>' for name, value in names.items() if UUID.fullmatch(value)}

    def answer(self, request, status, headers, body):
        """The comparable form: {'status', 'headers', and 'body' or 'error'}."""
        result = {'status': status, 'headers': self.headers(request, headers)}
        text = body.decode('utf-8', 'replace')
        if not text:
            return result
        try:
            document = json.loads(text)
        except ValueError:
            return result | {'body': '<text>'}
        if status >= 400:
            return result | {'error': self.error(document)}
        if TEXT_BY_NAME.search(request.path):
            document = {name: '<text>' for name in document}
        return result | {'body': self.value(document, texts(request.path))}

    def headers(self, request, headers):
        by_name = {}
        for name, value in headers:
            if name.lower() not in IGNORED_HEADERS:
                by_name[name.lower()] = self.text(value)
        lowest, effective, newest = (by_name.pop(name, '-') for name in VERSION_HEADERS)
        if newest == self.service.newest:
            newest = 'newest'
        if effective == self.service.newest and request.version.lower() == 'latest':
            effective = 'newest'
        if (lowest, effective, newest) != ('-', '-', '-'):
            by_name['versions'] = f'{lowest} {effective} {newest}'
        if 'allow' in by_name:
            by_name['allow'] = ', '.join(sorted(by_name['allow'].replace(' ', '').split(',')))
        return dict(sorted(by_name.items()))

    def error(self, document):
        """The form of an error, its code, and its text where clients look at that."""
        message = document.get('error_message') if isinstance(document, dict) else None
        if not isinstance(message, str):
            return {'form': 'flat'}
        try:
            inner = json.loads(message)
        except ValueError:
            return {'form': 'text'}
        form = FORMS.get(frozenset(inner), ' '.join(sorted(inner)))
        result = {'form': form, 'code': inner.get('faultcode', inner.get('code'))}
        text = self.matched(self.text(inner.get('faultstring', inner.get('description', ''))))
        return result | ({'text': text} if text else {})

    @staticmethod
    def matched(text):
        for pattern in MATCHED_TEXTS:
            if pattern.match(text):
                return text
        for pattern in MATCHED_BEGINNINGS:
            match = pattern.match(text)
            if match:
                return in_order(match[0])
        return ''

    def value(self, value, free, key=''):
        match value:
            case dict():
                return {name: self.value(each, free, name) for name, each in sorted(value.items())}
            case list():
                return [self.value(each, free, key) for each in value]
            case str() if key in free:
                return '<text>'
            case str():
                return self.text(value)
            case _:
                return value

    def text(self, text):
        text = text.replace(self.service.url, '<url>')
        for host in self.service.conductors:
            text = text.replace(host, '<conductor>')
        text = TIME.sub('<time>', REQUEST_ID.sub('<request>', text))
        return UUID.sub(lambda match: self.own.get(match[0], '<uuid>'), text)


def texts(path):
    """Names of the members of an answer that hold sentences."""
    return FREE_TEXT | {'description'} if DESCRIBED.search(path) else FREE_TEXT
