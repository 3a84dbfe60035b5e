"""What the source did, as it is written for the result's side: bytes as text, one character each."""

import json
from typing import Any, Dict, List, cast

from asking import Answer
from serving import Served
from starting import Ended


def write(base: str, facts: Dict[str, Any]) -> None:
    with open(base + "/out/facts.json", "w", encoding="ascii") as file:
        json.dump(dict(facts, format=1), file, sort_keys=True, indent=1)


def read(base: str) -> Dict[str, Any]:
    with open(base + "/run/facts.json", encoding="ascii") as file:
        return cast(Dict[str, Any], json.load(file))


def of_command(ended: Ended, argv: List[str]) -> Dict[str, Any]:
    return {
        "argv": argv,
        "code": ended.code,
        "stdout": ended.stdout.decode("latin-1"),
        "stderr": ended.stderr.decode("latin-1"),
        "seconds": ended.seconds,
    }


def to_ended(fact: Dict[str, Any]) -> Ended:
    stdout, stderr = (str(fact[name]).encode("latin-1") for name in ("stdout", "stderr"))
    return Ended(fact["code"], stdout, stderr, float(fact["seconds"]), "")


def of_server(served: Served, answers: List[Answer], argv: List[str]) -> Dict[str, Any]:
    return {
        "argv": argv,
        "port": served.port,
        "ready": served.ready,
        "stdout": served.stdout.decode("latin-1"),
        "stderr": served.stderr.decode("latin-1"),
        "answers": [answer._replace(body=cast(Any, answer.body.decode("latin-1")))._asdict() for answer in answers],
    }


def to_answers(fact: Dict[str, Any]) -> List[Answer]:
    return [Answer(**dict(answer, body=str(answer["body"]).encode("latin-1"))) for answer in fact["answers"]]
