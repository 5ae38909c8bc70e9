"""What both scripts share: transport, context, and the exception classes of the reference under their module's name."""
import logging
import sys
import types

from oslo_config import cfg
import oslo_messaging

TOPIC = 'ironic.conductor_manager'


def _exceptions():
    module = types.ModuleType('ironic.common.exception')

    class IronicException(Exception):
        code = 500

        def __init__(self, message=None, **kwargs):
            self.kwargs = kwargs
            self.kwargs.setdefault('code', self.code)
            self.code = self.kwargs['code']
            super().__init__(message)

    IronicException.__module__ = module.__name__
    module.IronicException = IronicException
    for name, code in (('NodeLocked', 409), ('NodeNotFound', 404), ('Conflict', 409)):
        setattr(module, name, type(name, (IronicException,), {'code': code, '__module__': module.__name__}))
    for name in ('ironic', 'ironic.common'):
        sys.modules[name] = types.ModuleType(name)
    sys.modules[module.__name__] = module
    return module


exception = _exceptions()


def transport(url):
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR)
    cfg.CONF([])
    oslo_messaging.set_transport_defaults('ironic')
    return oslo_messaging.get_rpc_transport(cfg.CONF, url=url, allowed_remote_exmods=[module_name()])


def module_name():
    return exception.__name__


class Context(dict):
    def to_dict(self):
        return dict(self)


class ContextSerializer(oslo_messaging.NoOpSerializer):
    """Objects stay plain dicts, so that the test sees what was on the wire."""

    def serialize_context(self, context):
        return dict(context)

    def deserialize_context(self, context):
        return dict(context)
