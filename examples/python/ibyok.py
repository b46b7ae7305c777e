"""Fetches LLM provider keys from an IBYOK vault. Standard library only; Python 3.9 or later.

    import ibyok
    key = ibyok.key("openai")
    key.value, key.base_url, key.mode_info.effective_mode

Reads IBYOK_API (the server's address) and IBYOK_ACCESS_TOKEN. The environment is the argument, else IBYOK_ENV, else
NODE_ENV where that is one, else the server's own.
"""

from __future__ import annotations

import json
import os
import random
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Optional

ENVIRONMENTS = {
    "development": "development",
    "dev": "development",
    "test": "development",
    "staging": "staging",
    "stage": "staging",
    "production": "production",
    "prod": "production",
}
MODES = ("mock", "live")
REPEATED_STATUSES = (429, 502, 503, 504)
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 8.0
MAX_ANSWER = 65_536
MAX_DETAIL = 500


class IbyokError(Exception):
    """What went wrong. `code` is a stable word; `status` is None where the server did not answer. The message says
    what to do, and never holds the token or a value."""

    def __init__(
        self,
        detail: str,
        *,
        code: str,
        status: Optional[int] = None,
        retry_after: Optional[float] = None,
        request_id: Optional[str] = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.request_id = request_id


@dataclass(frozen=True)
class ModeInfo:
    environment: str
    effective_mode: str
    source: str


@dataclass(frozen=True)
class Key:
    """A key. Its value is left out where the object is printed. `base_url` is where the value works."""

    key_id: str
    name: str
    llm_type: str
    value: str = field(repr=False)
    base_url: Optional[str]
    mode_info: ModeInfo


def key(
    reference: str,
    *,
    environment: Optional[str] = None,
    timeout: float = 10.0,
    retries: int = 2,
    total_timeout: float = 30.0,
) -> Key:
    """Fetches a key by its slug or id; raises an IbyokError.

    Times are in seconds: `timeout` for one wait on the network, `total_timeout` for all attempts and pauses. Lost
    connections, 429, 502, 503 and 504 are repeated up to `retries` times, never before Retry-After; where that is
    beyond `total_timeout`, the call fails at once.
    """
    request = _request_for(reference, environment)
    deadline = time.monotonic() + total_timeout
    for failures in range(1, retries + 2):
        try:
            return _attempt(request, min(timeout, max(0.001, deadline - time.monotonic())))
        except IbyokError as error:
            if failures > retries or not (error.status is None or error.status in REPEATED_STATUSES):
                raise
            widest = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
            pause = (error.retry_after or 0.0) + random.random() * widest
            if time.monotonic() + pause >= deadline:
                raise
        time.sleep(pause)
    raise AssertionError("retries is negative")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take the token elsewhere."""

    def redirect_request(self, *_args, **_named):  # type: ignore[no-untyped-def]
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def _request_for(reference: str, environment: Optional[str]) -> urllib.request.Request:
    api = os.environ.get("IBYOK_API", "")
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#@]*)?", api):
        raise IbyokError("Set IBYOK_API to the server's address, such as http://localhost:3000.", code="api_invalid")
    token = os.environ.get("IBYOK_ACCESS_TOKEN", "")
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        raise IbyokError(
            "Set IBYOK_ACCESS_TOKEN to an access token from the dashboard.", code="access_token_invalid"
        )
    chosen = _environment(environment)
    query = "" if chosen is None else "?" + urllib.parse.urlencode({"env": chosen})
    path = f"/external/keys/{urllib.parse.quote(reference, safe='')}/value"
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    return urllib.request.Request(api.rstrip("/") + path + query, headers=headers)


def _environment(given: Optional[str]) -> Optional[str]:
    word = given if given is not None else os.environ.get("IBYOK_ENV") or None
    if word is None:
        # NODE_ENV is other programs' too: another word there leaves it to the server.
        return ENVIRONMENTS.get(os.environ.get("NODE_ENV", ""))
    if word not in ENVIRONMENTS:
        raise IbyokError("The environment is development, staging or production.", code="environment_invalid")
    return ENVIRONMENTS[word]


def _attempt(request: urllib.request.Request, timeout: float) -> Key:
    try:
        with _OPENER.open(request, timeout=timeout) as response:
            body = response.read(MAX_ANSWER)
    except urllib.error.HTTPError as refusal:
        with refusal:
            raise _refusal(refusal, request.get_header("Authorization", "")) from None
    except (OSError, HTTPException, ValueError):
        raise IbyokError("The server cannot be reached: look at IBYOK_API and the network.", code="server_unreachable") from None
    try:
        return _read(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise IbyokError(
            "What answers at IBYOK_API is no IBYOK server.", code="unexpected_answer", status=response.status
        ) from None


def _read(answer: dict) -> Key:
    """Takes what the contract promises alone: a value of which nobody knows whether it is live is for nobody."""
    mode = answer["modeInfo"]
    texts = [answer["keyId"], answer["name"], answer["llmType"], answer["value"], mode["source"]]
    if not all(isinstance(text, str) for text in texts) or not isinstance(answer.get("baseUrl", ""), str):
        raise TypeError("a text is none")
    if mode["effectiveMode"] not in MODES or mode["environment"] not in ENVIRONMENTS.values() or not answer["value"]:
        raise ValueError("it is not in the contract")
    return Key(
        key_id=answer["keyId"],
        name=answer["name"],
        llm_type=answer["llmType"],
        value=answer["value"],
        base_url=answer.get("baseUrl"),
        mode_info=ModeInfo(mode["environment"], mode["effectiveMode"], mode["source"]),
    )


def _refusal(refusal: urllib.error.HTTPError, authorization: str) -> IbyokError:
    """The server's own problem+json, or what a proxy before it answered; neither repeats the token."""
    token = authorization.rpartition(" ")[2]

    def plain(text: object) -> str:
        return _line(str(text).replace(token, "[secret]"))

    try:
        problem = json.loads(refusal.read(MAX_ANSWER))
        detail, code = plain(problem["detail"]), plain(problem["code"])
    except (ValueError, KeyError, TypeError, OSError, HTTPException):
        detail, code = f"The server answered {refusal.code}.", "unexpected_answer"
    return IbyokError(
        detail,
        code=code,
        status=refusal.code,
        retry_after=_seconds(refusal.headers.get("Retry-After", "")),
        request_id=plain(refusal.headers.get("X-Request-Id", "")) or None,
    )


def _line(text: str) -> str:
    """One line that moves no terminal's cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:MAX_DETAIL].strip()


def _seconds(retry_after: str) -> Optional[float]:
    """Reads whole seconds or an HTTP date."""
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=timezone.utc)
    return max(0.0, (at - datetime.now(timezone.utc)).total_seconds())
