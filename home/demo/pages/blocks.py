"""The blocks of a course and of a module, as Wagtail stores them."""

from typing import Any

from home.demo.pages.publishing import picture, stable_id


def stored_block(block: dict[str, Any], *place: object) -> dict[str, Any]:
    kind = block["type"]
    fields: Any = {field: value for field, value in block.items() if field != "type"}
    if kind == "text":
        fields = block["text"]
    elif kind == "picture":
        fields["image"] = picture(fields.pop("slug"), block["alt_text"]).pk
    elif kind == "key_fact":
        fields |= {day: fields[day].isoformat() for day in ("as_of", "check_on") if day in fields}
    elif kind == "timeline":
        fields["events"] = [
            {"type": "item", "id": stable_id(*place, "event", number), "value": event}
            for number, event in enumerate(block["events"])
        ]
    elif kind == "table":
        fields = {"caption": block["caption"], "table": _table(block)}
    return {"type": kind, "id": stable_id(*place, kind), "value": fields}


def _table(block: dict[str, Any]) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in block["columns"]],
        "rows": [{"values": row} for row in block["rows"]],
        "caption": "",
    }
