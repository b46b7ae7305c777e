"""Fetches a key, and asks the mock of its provider a question."""

import json
import sys
import urllib.request

import ibyok


def main() -> int:
    try:
        key = ibyok.key("openai")
    except ibyok.IbyokError as error:
        print(f"{error.code}: {error}", file=sys.stderr)
        return 1
    if key.mode_info.effective_mode == "live":
        # An application goes on here; this example spends nothing.
        print(f"live in {key.mode_info.environment}: nothing is asked")
        return 0
    question = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Say hello."}]}
    request = urllib.request.Request(
        f"{key.base_url}/chat/completions",
        data=json.dumps(question).encode(),
        headers={"Authorization": f"Bearer {key.value}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        print(json.load(response)["choices"][0]["message"]["content"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
