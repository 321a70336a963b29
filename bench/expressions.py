"""Evaluations per second of expressions by Python's yaql and jinja2, set up as Mistral sets them up.

Reads {"cases": [{"language", "source", "data"}], "seconds"} from stdin; writes a list of [parsed each time, parsed once],
null where a language is not installed.
"""
import json
import sys
import time


def yaql_runners():
    import yaql
    from yaql.language import factory, utils

    options = {
        "yaql.limitIterators": -1,
        "yaql.memoryQuota": -1,
        "yaql.convertTuplesToLists": True,
        "yaql.convertSetsToLists": False,
        "yaql.iterableDicts": False,
        "yaql.convertOutputData": True,
    }
    engine = factory.YaqlFactory(keyword_operator="=>", allow_delegates=False).create(options=options)
    root = yaql.create_context()
    root.register_function(lambda context, task_name=None: context["__tasks"][task_name], name="task")

    def context_of(data):
        context = root.create_child_context()
        context["$"] = utils.convert_input_data(data)
        context["__tasks"] = data["tasks"]
        return context

    def runners(source, data):
        parsed = engine(source)
        return (
            lambda: engine(source).evaluate(context=context_of(data)),
            lambda: parsed.evaluate(context=context_of(data)),
        )

    return runners


def jinja_runners():
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)

    def runners(source, data):
        if source.startswith("{{") and source.index("}}") == len(source) - 2:
            inner = source[2:-2]
            parsed = environment.compile_expression(inner, undefined_to_none=False)
            return (
                lambda: environment.compile_expression(inner, undefined_to_none=False)(_=data),
                lambda: parsed(_=data),
            )
        template = environment.from_string(source)
        return (
            lambda: environment.from_string(source).render(_=data),
            lambda: template.render(_=data),
        )

    return runners


def rate(run, seconds):
    run()
    count = 0
    start = time.process_time()
    while True:
        run()
        count += 1
        spent = time.process_time() - start
        if spent >= seconds:
            return count / spent


def main():
    request = json.load(sys.stdin)
    makers = {}
    for language, make in (("yaql", yaql_runners), ("jinja", jinja_runners)):
        try:
            makers[language] = make()
        except ImportError:
            makers[language] = None
    rates = []
    for case in request["cases"]:
        make = makers[case["language"]]
        if make is None:
            rates.append(None)
            continue
        each, once = make(case["source"], case["data"])
        rates.append([rate(each, request["seconds"]), rate(once, request["seconds"])])
    json.dump(rates, sys.stdout)


main()
