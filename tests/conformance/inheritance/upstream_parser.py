"""Reads JSON lines of {id, text} and says what Mistral's own parser says to each text."""

import json
import sys

from mistral.lang import parser

for line in sys.stdin:
    case = json.loads(line)
    error = None
    try:
        parser.get_workflow_list_spec_from_yaml(case["text"], validate=True)
    except Exception as e:
        error = "%s: %s" % (type(e).__name__, e)
    print(json.dumps({"id": case["id"], "error": error}))
