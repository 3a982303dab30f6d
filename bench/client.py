"""A small browser for load: one connection, cookies, forms."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and how many seconds it took."""

    status: int
    location: str
    body: str
    seconds: float


class Browser:
    """Keeps its connection and its cookies; does not follow redirects, so that each request is counted."""

    def __init__(self, address: str, session: str = "") -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self._address = address
        self._cookies = {"sessionid": session} if session else {}
        self._token = ""

    def get(self, path: str) -> Reply:
        """Open a page and remember its form's token."""
        reply = self._send("GET", path, None)
        found = TOKEN.search(reply.body)
        self._token = found[1] if found else self._token
        return reply

    def post(self, path: str, **fields: str) -> Reply:
        """Send a form with the token of the last page that had one."""
        return self._send("POST", path, urlencode({"csrfmiddlewaretoken": self._token, **fields}))

    def _send(self, method: str, path: str, body: str | None) -> Reply:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self._address}
        begun = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode(errors="replace")
        seconds = time.perf_counter() - begun
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self._cookies[name] = value
        if response.status >= 400:
            raise RuntimeError(f"{method} {path} answered {response.status}")
        location = urlsplit(response.headers.get("Location", "")).path
        return Reply(response.status, location, text, seconds)
