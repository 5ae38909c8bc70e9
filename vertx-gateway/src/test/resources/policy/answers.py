"""Answers, one per line, of oslo.policy to the questions in a JSON file."""
import json
import sys

from oslo_config import cfg
from oslo_policy import policy

questions = json.load(open(sys.argv[1]))
enforcer = policy.Enforcer(cfg.ConfigOpts(), use_conf=False)
for question in questions:
    rules = policy.Rules.from_dict({
        'asked': question['expression'],
        'helper': 'role:manager or project_name:service',
    })
    enforcer.set_rules(rules, overwrite=True, use_conf=False)
    print(enforcer.enforce('asked', question['target'], question['caller']))
