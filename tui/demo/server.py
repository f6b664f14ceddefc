"""An OpenAI-compatible server on loopback, for a first look without key or network."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-demo-0000000000000000000000003f9a"
"""The only key that it takes: that of the sample's `[llm]`."""

WORD_SECONDS = 0.06
"""Seconds that an imitated model takes for a word."""

_MODELS = {
    "demo-model": "Hello there, lovely to meet you. I am not a model, only a few lines of Python.",
    "demo-small": "Hello from the small one!",
    "demo-busy": "Sorry for the wait. Hello to you!",
}
_USAGE = {"prompt_tokens": 12, "completion_tokens": 9, "total_tokens": 21}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    tried: set[str] = set()
    """The connections' models that were refused once."""

    def do_GET(self) -> None:
        if self._is_let_in():
            self._send_json({"object": "list", "data": [{"id": name} for name in _MODELS]})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        model = asked.get("model", "")
        if not self._is_let_in():
            return
        if model not in _MODELS:
            self._refuse(404, f"The model {model} does not exist.")
        elif model == "demo-busy" and model not in self.tried:
            self.tried.add(model)
            self._refuse(429, "You exceed the rate of one request every few seconds.")
        else:
            self.tried.discard(model)
            self._answer(asked, _MODELS[model])

    def _is_let_in(self) -> bool:
        key = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if key != KEY:
            # Some providers say the key; what reads this must not.
            self._refuse(401, f"Incorrect API key provided: {key}. It has expired.")
        return key == KEY

    def _refuse(self, status: int, message: str) -> None:
        self._send_json({"error": {"message": message, "type": "demo", "code": status}}, status)

    def _send_json(self, value: Any, status: int = 200) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, asked: Any, text: str) -> None:
        base = {"id": "demo", "created": 0, "model": asked["model"]}
        if asked.get("tools"):
            call = {"name": "report_weather", "arguments": '{"city": "Lyon", "celsius": 21}'}
            calls = [{"id": "1", "type": "function", "function": call}]
            self._send_whole(base, {"content": None, "tool_calls": calls}, "tool_calls")
        elif asked.get("stream"):
            self._stream({**base, "object": "chat.completion.chunk"}, text)
        else:
            time.sleep(WORD_SECONDS * len(text.split()))
            self._send_whole(base, {"content": text}, "stop")

    def _send_whole(self, base: Any, message: Any, finish: str) -> None:
        choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
        whole = {**base, "object": "chat.completion", "choices": [choice], "usage": _USAGE}
        self._send_json(whole)

    def _stream(self, base: Any, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for word in text.split(" "):
            time.sleep(WORD_SECONDS)
            self._event({**base, "choices": [_choice({"content": word + " "})]})
        self._event({**base, "choices": [_choice({}, "stop")]})
        self._event({**base, "choices": [], "usage": _USAGE})
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, value: Any) -> None:
        self.wfile.write(b"data: " + json.dumps(value).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal belongs to the screen."""


def _choice(delta: Any, finish: str | None = None) -> Any:
    return {"index": 0, "delta": delta, "finish_reason": finish}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A test that was cancelled closes its connection; that is no error."""


def start_server() -> str:
    """Start the server on a free port; it ends with the process. Gives its base_url."""
    server = _Server(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/v1"
