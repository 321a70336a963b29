"""Prints every command of Debian's `mistral` with its options and arguments, as JSON, one command a line."""
import argparse
import json

from mistralclient import shell

app = shell.MistralShell()


def describe(parser):
    options, arguments = [], []
    for action in parser._actions:
        if not action.option_strings:
            arguments.append({"None": "<>", "1": "<>", "?": "[]", "+": "<...>"}[str(action.nargs)])
        elif action.help != argparse.SUPPRESS:
            options.extend(action.option_strings)
    return {"arguments": arguments, "options": sorted(options)}


commands = {name: describe(entry(app, None).get_parser(name)) for name, entry in app._get_commands(2).items()}
for name in ("help", "complete"):
    commands[name] = {"arguments": [], "options": []}
shell_options = {o: a.nargs != 0 for a in app.parser._actions for o in a.option_strings if o.startswith("--")}
lines = [f"  {json.dumps(name)}: {json.dumps(commands[name])}" for name in sorted(commands)]
print('{"commands": {\n' + ",\n".join(lines) + '\n},\n"shell": ' + json.dumps(shell_options, sort_keys=True) + "}")
