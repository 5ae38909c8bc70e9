"""Reads docs/compatibility.md: every table row that begins with a rule id explains differences."""

import dataclasses
import re

ROW = re.compile(r'\| *([A-Z][A-Z0-9-]+) *\|(.*)\|(.*)\|(.*)\|$')


@dataclasses.dataclass
class Rule:
    id: str
    requests: list
    differences: list
    used: int = 0

    def explains(self, request, difference):
        return any(p.fullmatch(request) for p in self.requests) and any(p.fullmatch(difference) for p in self.differences)


class Rules:
    """All rules of a document. A pattern is what stands in backticks; * in it stands for any text."""

    def __init__(self, text):
        self.all = []
        for line in text.splitlines():
            row = ROW.match(line)
            if row:
                self.all.append(Rule(row[1], patterns(row[2]), patterns(row[3])))
        ids = [rule.id for rule in self.all]
        twice = {each for each in ids if ids.count(each) > 1}
        if twice:
            raise ValueError(f'rule ids stand twice: {", ".join(sorted(twice))}')

    def explain(self, request, difference):
        """The first rule that explains a difference, or None."""
        for rule in self.all:
            if rule.explains(request, difference):
                rule.used += 1
                return rule
        return None

    def unused(self):
        return [rule.id for rule in self.all if not rule.used]


def patterns(cell):
    cell = cell.replace('\\|', '|')
    return [re.compile('.*'.join(map(re.escape, code.split('*'))), re.S) for code in re.findall(r'`([^`]+)`', cell)]
