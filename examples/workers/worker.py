"""A worker for Ostro: fetches actions over HTTP, does them, and tells the results. Needs nothing but Python 3.

    ostro serve --worker-actions 'acme.*'
    python3 worker.py http://127.0.0.1:8989 [TOKEN]
"""
import json
import sys
import threading
import urllib.error
import urllib.request

BASE = sys.argv[1] + "/v2/workers"
HEADERS = {"Content-Type": "application/json"}
if len(sys.argv) > 2:
    HEADERS["X-Auth-Token"] = sys.argv[2]


def post(path, body):
    request = urllib.request.Request(BASE + path, json.dumps(body).encode(), HEADERS, method="POST")
    with urllib.request.urlopen(request, timeout=60) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def shout(text, times=1):
    return {"said": " ".join([text.upper()] * times)}


def divide(a, b):
    return a / b


ACTIONS = {"acme.shout": shout, "acme.divide": divide}


def keep_alive(worker, doing, stopped):
    while not stopped.wait(worker["lease_seconds"] / 3):
        post("/%s/heartbeat" % worker["id"], {"actions": list(doing)})


def main():
    worker, doing, stopped = post("", {}), set(), threading.Event()
    threading.Thread(target=keep_alive, args=(worker, doing, stopped), daemon=True).start()
    path = "/" + worker["id"]
    while True:
        polled = post(path + "/poll", {"actions": list(ACTIONS), "wait_seconds": 20})
        for action in polled["actions"]:
            doing.add(action["id"])
            try:
                result = ACTIONS[action["name"]](**action["input"])
                post(path + "/complete", {"action_id": action["id"], "result": result})
            except urllib.error.HTTPError as error:  # the service needs it no more
                print(error.code, error.read().decode(), file=sys.stderr)
            except Exception as error:
                post(path + "/fail", {"action_id": action["id"], "error": repr(error)})
            doing.discard(action["id"])


if __name__ == "__main__":
    main()
