"""Runs Mistral's own API tests (Debian: mistral-tempest-plugin) against a service, and is the Keystone that both of them ask.

Prints Keystone's URL, reads the service's URL (with /v2) from its input, runs the classes that are its arguments, each in a
process and with users of its own, and prints one JSON line for each test: {"test", "error"}; error is null for one that passed.
"""
import concurrent.futures
import datetime
import hashlib
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import unittest
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = "mistral_tempest_tests.tests.api.v2."


def iso(hours=0):
    moment = datetime.datetime.utcnow() + datetime.timedelta(hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000000Z")


class Keystone(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service_url = ""
    tokens = {}

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=()):
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def endpoints(self, url):
        kinds = ("public", "internal", "admin")
        return [{"id": k, "interface": k, "region": "RegionOne", "region_id": "RegionOne", "url": url} for k in kinds]

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = body["auth"]["identity"]["password"]["user"]["name"]
        domain = {"id": "default", "name": "Default"}
        own = "http://%s:%d/v3" % self.server.server_address
        token = {
            "methods": ["password"],
            "user": {"id": name, "name": name, "domain": domain, "password_expires_at": None},
            "project": {"id": hashlib.md5(name.encode()).hexdigest(), "name": "of " + name, "domain": domain},
            "roles": [{"id": "r", "name": "admin" if name.startswith(("admin", "ostro")) else "member"}],
            "issued_at": iso(),
            "expires_at": iso(2),
            "catalog": [
                {"type": "workflowv2", "id": "w", "name": "mistral", "endpoints": self.endpoints(self.service_url)},
                {"type": "identity", "id": "i", "name": "keystone", "endpoints": self.endpoints(own)},
            ],
        }
        text = uuid.uuid4().hex
        self.tokens[text] = token
        self.answer(201, {"token": token}, [("X-Subject-Token", text)])

    def do_GET(self):
        if self.path.startswith("/v3/auth/tokens"):
            token = self.tokens.get(self.headers.get("X-Subject-Token"))
            self.answer(404 if token is None else 200, {"token": token})
        elif self.path.startswith("/v3/projects"):
            self.answer(200, {"projects": [token["project"] for token in list(self.tokens.values())]})
        else:
            link = {"rel": "self", "href": "http://%s:%d/v3/" % self.server.server_address}
            self.answer(200, {"version": {"id": "v3.14", "status": "stable", "links": [link]}})


def write_settings(folder, keystone_url, name):
    with open(os.path.join(folder, "accounts.yaml"), "w") as accounts:
        for kind in ("admin", "demo", "alt"):
            user = kind + name
            one = {"username": user, "project_name": "of " + user, "password": "x", "domain_name": "Default"}
            accounts.write("- " + json.dumps({**one, **({"types": ["admin"]} if kind == "admin" else {})}) + "\n")
    with open(os.path.join(folder, "tempest.conf"), "w") as settings:
        settings.write(
            f"[DEFAULT]\nlog_file = {folder}/tempest.log\n[oslo_concurrency]\nlock_path = {folder}\n"
            f"[auth]\nuse_dynamic_credentials = False\ntest_accounts_file = {folder}/accounts.yaml\n"
            f"admin_domain_name = Default\n[identity]\nauth_version = v3\nuri_v3 = {keystone_url}\nregion = RegionOne\n"
            "[service_available]\nmistral = True\nnova = False\nneutron = False\nglance = False\ncinder = False\n"
            "swift = False\n[mistral_api]\nservice_api_supported = True\n"
        )


class Lines(unittest.TestResult):
    def tell(self, test, error):
        name = ".".join(test.id().split("[")[0].split(".")[-2:])
        print(json.dumps({"test": name, "error": error}), flush=True)

    def addSuccess(self, test):
        self.tell(test, None)

    def addError(self, test, error):
        self.tell(test, str(error[1]).strip()[-600:])

    addFailure = addError

    def addSkip(self, test, _reason):
        # Some are switched off by their authors.
        self.tell(test, None)


def run_class(name):
    from mistral_tempest_tests.services import base

    # Debian's package comes without the definitions that the tests upload.
    def read(path):
        with open(os.path.join(HERE, "resources", path)) as file:
            return file.read()

    base.get_resource = read
    unittest.defaultTestLoader.loadTestsFromName(MODULES + name).run(Lines())


def run_all(keystone_url, names):
    def run_one(name):
        with tempfile.TemporaryDirectory() as folder:
            write_settings(folder, keystone_url, name)
            environment = {**os.environ, "TEMPEST_CONFIG_DIR": folder}
            command = [sys.executable, os.path.abspath(__file__), "--class", name]
            return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True).stdout

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for text in pool.map(run_one, names):
            print(text, end="", flush=True)


if sys.argv[1] == "--class":
    run_class(sys.argv[2])
else:
    keystone = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Keystone)
    threading.Thread(target=keystone.serve_forever, daemon=True).start()
    own_url = "http://%s:%d/v3" % keystone.server_address
    print(own_url, flush=True)
    Keystone.service_url = sys.stdin.readline().strip()
    run_all(own_url, sys.argv[1:])
