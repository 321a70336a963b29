"""Runs commands of Debian's `mistral`, each in a process of its own that has its modules loaded already.

Reads one JSON list of arguments a line, writes {code, out, err} for each. /usr/bin/mistral does nothing but call
mistralclient.shell.main, and takes a second to load it.
"""
import json
import logging
import os
import sys
import tempfile

from mistralclient import shell


def run(arguments):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            code = 1
            try:
                code = shell.main(arguments)
            except SystemExit as end:
                code = end.code
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code if isinstance(code, int) else 0 if code is None else 1)
        _, status = os.waitpid(child, 0)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
    return {"code": os.waitstatus_to_exitcode(status), "out": texts[0], "err": texts[1]}


# What loads late is loaded by a first command, which finds nobody.
stderr = os.dup(2)
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
shell.main(["--os-mistral-url", "http://127.0.0.1:1/v2", "workflow-list"])
os.dup2(stderr, 2)
logging.getLogger().handlers.clear()
for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
