"""A client of the reference's library calls the conductor named on the command line and prints what it got, a JSON line per call."""
import json
import sys

import oslo_messaging
from oslo_messaging._drivers import amqp

import stand_in

URL, HOST = sys.argv[1], sys.argv[2]
NODE = '1be26c0b-03f2-4d2e-ae87-c02d7f33c123'
CONTEXT = {'user': 'ann', 'project_id': 'p1', 'roles': ['admin'], 'is_admin': True, 'request_id': 'req-py',
           'user_identity': 'ann p1 - - -', 'auth_token': None}

client = oslo_messaging.get_rpc_client(
    stand_in.transport(URL), oslo_messaging.Target(topic=stand_in.TOPIC, version='1.0'),
    serializer=stand_in.ContextSerializer(), timeout=20)


def show(name, work):
    try:
        answer = {'result': work()}
    except oslo_messaging.RemoteError as e:
        answer = {'class': 'RemoteError', 'exc_type': e.exc_type, 'text': str(e.value)}
    except Exception as e:  # what the call raises is the result of the test
        answer = {'class': type(e).__name__, 'module': type(e).__module__, 'text': str(e),
                  'code': getattr(e, 'kwargs', {}).get('code'), 'isa': [c.__name__ for c in type(e).__mro__]}
    print(json.dumps(dict(answer, name=name)), flush=True)


def call(method, version, topic=stand_in.TOPIC + '.' + HOST, timeout=20, namespace=None, **args):
    target = client.prepare(topic=topic, version=version, timeout=timeout)
    if namespace:
        target = client.prepare(topic=topic, version=version, timeout=timeout, namespace=namespace)
    return target.call(CONTEXT, method, **args)


def with_unique_id(value, work):
    usual = amqp._add_unique_id
    amqp._add_unique_id = lambda msg: msg.update({'_unique_id': value})
    try:
        return work()
    finally:
        amqp._add_unique_id = usual


node_object = {
    'ironic_object.name': 'Node', 'ironic_object.namespace': 'ironic', 'ironic_object.version': '1.37',
    'ironic_object.data': {'uuid': NODE, 'driver': 'ipmi', 'extra': {'a': [1, None, 'x']}, 'name': None,
                           'power_state': 'power on', 'created_at': '2026-08-01T12:00:00Z', 'some_later_field': 1},
    'ironic_object.changes': ['extra']}

show('result', lambda: call('get_boot_device', '1.17', node_id=NODE))
show('null', lambda: call('set_boot_device', '1.17', node_id=NODE, device='pxe', persistent=False))
show('default', lambda: call('set_boot_device', '1.17', node_id=NODE, device='pxe'))
show('shared', lambda: call('get_boot_device', '1.17', topic=stand_in.TOPIC, node_id=NODE))
show('failure', lambda: call('destroy_node', '1.9', node_id=NODE))
show('internal', lambda: call('vif_list', '1.38', node_id=NODE))
show('unknown', lambda: call('no_such_method', '1.9', node_id=NODE))
show('lifecycle', lambda: call('del_host', '1.9'))
show('version', lambda: call('destroy_node', '1.63', node_id=NODE))
show('namespace', lambda: call('destroy_node', '1.0', namespace='other', node_id=NODE))
show('extra', lambda: call('destroy_node', '1.9', node_id=NODE, surprise=1))
show('missing', lambda: call('destroy_node', '1.9'))
show('object', lambda: call('update_node', '1.1', node_obj=node_object, reset_interfaces=False))
show('newer', lambda: call('update_node', '1.1', node_obj=dict(node_object, **{'ironic_object.version': '1.99'})))
show('cast', lambda: client.prepare(topic=stand_in.TOPIC + '.' + HOST, version='1.45').cast(
    CONTEXT, 'continue_node_deploy', node_id=NODE))
for _ in range(3):
    with_unique_id('a' * 32, lambda: client.prepare(topic=stand_in.TOPIC + '.' + HOST, version='1.27').cast(
        CONTEXT, 'continue_node_clean', node_id=NODE))
show('fanout', lambda: client.prepare(fanout=True, version='1.45').cast(CONTEXT, 'continue_node_deploy', node_id=NODE))
show('after', lambda: call('get_boot_device', '1.17', node_id=NODE))
