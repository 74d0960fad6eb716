"""Surveys for the figures, made and filled in over REST."""

import datetime
import json
import uuid

import hub


def form(questions, kind):
    return {"sections": [{"key": "s1", "title": "設問", "description": "", "questions": [
        {"key": f"q{number}", "label": f"設問{number}", "help": "", "required": False, "kind": kind(number)}
        for number in range(1, questions + 1)
    ]}]}


def in_a_year():
    """A deadline that every office accepts."""
    return (datetime.date.today() + datetime.timedelta(days=365)).isoformat()


def published(server, token, title, definition):
    """A survey of everybody, open for answers; its id."""
    draft = {
        "title": title, "number": "", "description": "", "contact": "", "deadline_date": in_a_year(),
        "deadline_time": "17:15", "needs_approval": False, "audience": {"type": "all"}, "form": definition,
    }
    made = server.rest("POST", "/surveys", token, draft)["id"]
    version = server.rest("GET", f"/surveys/{made}", token)["version"]
    server.rest("POST", f"/surveys/{made}/publish", token, {"version": version})
    return made


def assignment(server, token, title):
    items = server.rest("GET", "/assignments", token)["items"]
    return next(item["id"] for item in items if item["title"] == title)


def targets(server, people, clients):
    """A text question for each client, spread over the bodies."""
    title = "負荷を測る調査"
    definition = form(clients, lambda _: {"type": "short_text", "max": 200})
    published(server, server.account("collector")["api_token"], title, definition)
    found = {}
    made = []
    for number in range(clients):
        token = people[number % len(people)][0]
        if token not in found:
            found[token] = assignment(server, token, title)
        made.append({"token": token, "assignment": found[token], "key": f"q{number + 1}", "version": 0})
    return made


def refresh(server, made):
    """Reads the versions that the values have by now."""
    for target in made:
        view = server.rest("GET", f"/assignments/{target['assignment']}", target["token"])
        known = next((field for field in view["fields"] if field["key"] == target["key"]), None)
        target["version"] = known["version"] if known else 0


def written(made):
    path = hub.WORK / "targets.jsonl"
    path.write_text("".join(json.dumps(target) + "\n" for target in made))
    return path


def large(server, token, people, questions):
    """A survey of many questions that every body has answered; its id."""
    title = f"{questions}問の調査"

    def kind(number):
        if number % 5:
            return {"type": "number", "min": None, "max": None, "decimals": 0, "unit": "人"}
        return {"type": "short_text", "max": 200}
    made = published(server, token, title, form(questions, kind))
    for place, (person, _) in enumerate(people):
        own = assignment(server, person, title)
        values = [
            {"key": f"q{number}", "base_version": 0,
             "value": {"type": "number", "value": str(place * 1000 + number)} if number % 5 else {"type": "text", "value": f"回答{number}"}}
            for number in range(1, questions + 1)
        ]
        server.rest("PUT", f"/assignments/{own}/values", person, {"values": values})
        server.rest("POST", f"/assignments/{own}/submit", person, {"client_key": str(uuid.uuid4())})
    return made
