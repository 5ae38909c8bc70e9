"""A server of the reference's library, in place of a conductor; prints what it receives, a JSON line per call."""
import json
import os
import sys
import threading

import oslo_messaging

import stand_in

URL, HOST = sys.argv[1], sys.argv[2]


class Conductor(object):
    target = oslo_messaging.Target(version='1.62')

    def get_boot_device(self, context, node_id):
        return {'boot_device': 'pxe', 'persistent': None, 'node': node_id}

    def set_boot_device(self, context, node_id, device, persistent=False):
        show('set_boot_device', context, node_id=node_id, device=device, persistent=persistent)

    def update_node(self, context, node_obj, reset_interfaces=False):
        show('update_node', context, node_obj=node_obj, reset_interfaces=reset_interfaces)
        return dict(node_obj, **{'ironic_object.version': '1.40'})

    def destroy_node(self, context, node_id):
        raise stand_in.exception.NodeLocked('Node %s is locked by host y, é.' % node_id, code=409)

    def vif_list(self, context, node_id):
        raise ValueError('boom')

    def vif_detach(self, context, node_id, vif_id):
        threading.Event().wait(3)

    def do_node_clean(self, context, node_id, clean_steps, disable_ramdisk=None):
        show('do_node_clean', context, node_id=node_id, clean_steps=clean_steps, disable_ramdisk=disable_ramdisk)

    def continue_node_deploy(self, context, node_id):
        show('continue_node_deploy', context, node_id=node_id)


def show(name, context, **args):
    print(json.dumps({'name': name, 'context': context, 'args': args}), flush=True)


server = oslo_messaging.get_rpc_server(
    stand_in.transport(URL), oslo_messaging.Target(topic=stand_in.TOPIC + '.' + HOST, server=HOST), [Conductor()],
    executor='threading', serializer=stand_in.ContextSerializer(), access_policy=oslo_messaging.DefaultRPCAccessPolicy)
shared = oslo_messaging.get_rpc_server(
    stand_in.transport(URL), oslo_messaging.Target(topic=stand_in.TOPIC, server=HOST), [Conductor()],
    executor='threading', serializer=stand_in.ContextSerializer(), access_policy=oslo_messaging.DefaultRPCAccessPolicy)
server.start()
shared.start()
print(json.dumps({'name': 'ready'}), flush=True)
sys.stdin.read()  # until the test is done
os._exit(0)
