"""The API's description is whole, speaks Thai, and tells the truth about what is answered."""

import json
import re
from typing import Any

import pytest

FORMATS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "date-time": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})"),
}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,),
    "object": (dict,), "null": (type(None),),
}  # fmt: skip


@pytest.fixture(scope="module")
def document(client) -> dict[str, Any]:
    """The document as served."""
    return client.get("/openapi.json").json()


def faults(schema: dict[str, Any], value: Any, document: dict[str, Any], at: str = "answer") -> list[str]:
    """Where a value is not what a schema says, unknown fields included. As much of JSON Schema as the document uses."""
    if "$ref" in schema:
        return faults(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], value, document, at)
    if "anyOf" in schema:
        each = [faults(option, value, document, at) for option in schema["anyOf"]]
        return [] if [] in each else [f"{at} fits none: {each}"]
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [f"{at} is {value!r}, not {kind}"]
    if kind == "string" and schema.get("format") in FORMATS and not FORMATS[schema["format"]].fullmatch(value):
        return [f"{at} is {value!r}, not a {schema['format']}"]
    wrong: list[str] = []
    if kind == "array":
        for number, item in enumerate(value):
            wrong += faults(schema["items"], item, document, f"{at}[{number}]")
    if kind == "object" and "properties" in schema:
        wrong += [f"{at}.{name} is missing" for name in schema.get("required", []) if name not in value]
        wrong += [f"{at}.{name} is not described" for name in value if name not in schema["properties"]]
        for name in value.keys() & schema["properties"].keys():
            wrong += faults(schema["properties"][name], value[name], document, f"{at}.{name}")
    return wrong


def test_the_checker_finds_faults() -> None:
    """The rules above are not empty: each kind of lie is seen."""
    schema = {"type": "object", "properties": {"a": {"type": "string", "format": "date"}}, "required": ["a"]}
    assert faults(schema, {"a": "2020-01-07"}, {}) == []
    assert faults(schema, {}, {}) == ["answer.a is missing"]
    assert faults(schema, {"a": "7 ม.ค. 63"}, {}) == ["answer.a is '7 ม.ค. 63', not a date"]
    assert faults(schema, {"a": "2020-01-07", "b": 1}, {}) == ["answer.b is not described"]
    assert faults({"type": "integer"}, True, {}) == ["answer is True, not integer"]


def test_every_reference_leads_somewhere(document) -> None:
    """No schema is spoken of that is not there."""
    assert document["openapi"].startswith("3.1")
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert named <= set(document["components"]["schemas"])
    assert "HTTPValidationError" not in named


def operations(document) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of each operation."""
    return [(path, method, told) for path, item in document["paths"].items() for method, told in item.items()]


def test_the_routes_of_the_api(document) -> None:
    """All of them, under /api/v1, and no page."""
    assert sorted((method, path) for path, method, _ in operations(document)) == [
        ("get", "/api/v1/agencies"),
        ("get", "/api/v1/agencies/{agency_id}"),
        ("get", "/api/v1/commitments"),
        ("get", "/api/v1/documents/{document_id}/original"),
        ("get", "/api/v1/health/live"),
        ("get", "/api/v1/health/ready"),
        ("get", "/api/v1/jobs/{job_id}"),
        ("get", "/api/v1/laws"),
        ("get", "/api/v1/laws/{law_id}"),
        ("get", "/api/v1/links/{link_id}/judgements"),
        ("get", "/api/v1/mentions"),
        ("get", "/api/v1/mentions/dangling"),
        ("get", "/api/v1/resolutions"),
        ("get", "/api/v1/resolutions/{resolution_id}"),
        ("get", "/api/v1/resolutions/{resolution_id}/chain"),
        ("get", "/api/v1/resolutions/{resolution_id}/facts"),
        ("get", "/api/v1/resolutions/{resolution_id}/links"),
        ("get", "/api/v1/resolutions/{resolution_id}/similar"),
        ("get", "/api/v1/resolutions/{resolution_id}/sources"),
        ("get", "/api/v1/search"),
        ("get", "/api/v1/themes"),
        ("get", "/api/v1/topics"),
        ("get", "/api/v1/topics/{topic_id}"),
        ("post", "/api/v1/commitments/{commitment_id}"),
        ("post", "/api/v1/documents"),
        ("post", "/api/v1/jobs/{job_id}/cancel"),
        ("post", "/api/v1/links/{link_id}/judgements"),
        ("post", "/api/v1/topics/{topic_id}/merge"),
        ("post", "/api/v1/topics/{topic_id}/name"),
        ("post", "/api/v1/topics/{topic_id}/split"),
    ]


def test_every_operation_is_named_in_thai_and_its_problems_have_one_shape(document) -> None:
    """A Thai summary, an answer with a schema, errors as problem+json only."""
    for _, _, told in operations(document):
        assert re.search("[ก-ฮ]", told["summary"])
        for status, response in told["responses"].items():
            kinds = list(response["content"])
            right = (
                ("application/json", "application/octet-stream")
                if status in ("200", "201", "202")
                else ("application/problem+json",)
            )
            assert len(kinds) == 1
            assert kinds[0] in right
            assert response["content"][kinds[0]]["schema"]


def test_examples_in_thai_that_work(document, client) -> None:
    """The examples given for q are Thai and find something when tried."""
    parameters = document["paths"]["/api/v1/search"]["get"]["parameters"]
    examples = next(each for each in parameters if each["name"] == "q")["examples"]
    assert len(examples) >= 3
    for example in examples.values():
        assert re.search("[ก-ฮ]", example["summary"] + example["value"])
        answer = client.get("/api/v1/search", params={"q": example["value"]})
        assert answer.status_code == 200
        assert answer.json()["total"] > 0


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/v1/search", "/api/v1/search?q=หนี้ครัวเรือน 22 มี.ค. 63&limit=50"),
        ("/api/v1/search", "/api/v1/search?q=🙂"),
        ("/api/v1/search", "/api/v1/search?q=หนี้&mode=lexical"),
        ("/api/v1/resolutions", "/api/v1/resolutions?limit=200"),
        ("/api/v1/resolutions", "/api/v1/resolutions?limit=3"),
        ("/api/v1/resolutions/{resolution_id}", "/api/v1/resolutions/2016-02-14-02"),
        ("/api/v1/resolutions/{resolution_id}/facts", "/api/v1/resolutions/2016-02-14-02/facts"),
        ("/api/v1/resolutions/{resolution_id}/sources", "/api/v1/resolutions/2016-02-14-02/sources"),
        ("/api/v1/commitments", "/api/v1/commitments?state=suggested"),
        ("/api/v1/agencies", "/api/v1/agencies"),
        ("/api/v1/agencies/{agency_id}", "/api/v1/agencies/168"),
        ("/api/v1/health/live", "/api/v1/health/live"),
        ("/api/v1/health/ready", "/api/v1/health/ready"),
    ],
)
def test_real_answers_are_as_described(document, client, path: str, asked: str) -> None:
    """Field for field, type for type."""
    response = client.get(asked)
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert response.status_code == 200
    assert faults(schema, response.json(), document) == []


def test_a_job_and_a_problem_are_as_described(document, own_client) -> None:
    """Acceptance, a job in whatever state, and an error."""
    accepted = own_client.post("/api/v1/documents", files={"file": ("x.txt", "ไม่ใช่มติ".encode())})
    schemas = document["components"]["schemas"]
    assert faults(schemas["JobAccepted"], accepted.json(), document) == []
    assert faults(schemas["JobView"], own_client.get(accepted.json()["location"]).json(), document) == []
    assert faults(schemas["Problem"], own_client.get("/api/v1/jobs/x").json(), document) == []
