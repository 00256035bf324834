"""The files of an edition as the drafts of the next one: new ids, new dates, the rule that each takes the place of."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from npa_rules.load.fields import iso
from npa_rules.model.rule import Edition, Rule

_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_TOKEN = re.compile(r"(?<![\w-])[A-Z]+(?:-[A-Z0-9]+)+(?![\w-])")
_NAMED = ("label", "evidence", "holds")  # what the old rule says of an event, and the new one need not repeat


def renamed(name: str, old: str, new: str) -> str:
    """The id of a clause or rule in the new edition: the last part of its name behind it."""
    was, now = (f"-{edition.rsplit('-', 1)[-1].upper()}" for edition in (old, new))
    return name.removesuffix(was) + now


def references(text: str, names: dict[str, str]) -> str:
    """A text in which the ids of the old edition are those of the new one."""
    return _TOKEN.sub(lambda m: names.get(m.group(), m.group()), text)


def blocks(text: str) -> dict[str, str]:
    """A file of rules, a manifest or a register by its top keys; what stands before the first is under ''."""
    starts = [(m.start(), m[1]) for m in _KEY.finditer(text)]
    ends = [*(at for at, _ in starts[1:]), len(text)]
    return {"": text[: starts[0][0] if starts else len(text)]} | {
        key: text[at:end] for (at, key), end in zip(starts, ends, strict=True)
    }


def rule_text(text: str, rule: Rule, names: dict[str, str], new: str, start: int, change: str) -> str:
    """A rule file as a draft of the new edition; `change` is empty while it is not decided what kind it is."""
    found = blocks(references(text, names))
    found["slug"] = f"slug: {renamed(rule.slug.upper(), rule.edition, new).lower()}\n"
    found["version"], found["status"] = "version: 0.1.0\n", "status: draft\n"
    for key in ("published", "recorded", "supersedes", "replaces"):
        found.pop(key, None)
    if "attested" in found:
        found["attested"] = _without(found["attested"], _NAMED)
    since = max(rule.since or 0, start)
    until = rule.until if rule.until is not None and rule.until >= start else None
    if "in_force" in found:
        found["in_force"] = _dated(found["in_force"], since, until)
    else:
        found["modality"] += f"in_force: {{from: '{iso(since)}', until: null}}\n"
    found["modality"] += predecessor(rule.id, change)
    return "".join(found.values())


def predecessor(rule: str, change: str) -> str:
    """The line that names the rule whose place a draft takes."""
    if change:
        return f"replaces: {{rule: {rule}, change: {change}}}\n"
    note = "note: {nl: 'nog te besluiten', en: 'still to be decided'}"
    return f"replaces: {{rule: {rule}, change: norm, {note}}}\n"


def edition_text(text: str, edition: Edition, new: str, start: int) -> str:
    """The manifest of the new edition: a draft that says so."""
    found = blocks(text)
    label = ", ".join(
        f"{lang}: '{edition.label[lang].replace(chr(39), chr(39) * 2)} {what}'" for lang, what in DRAFT.items()
    )
    found |= {
        "edition": f"edition: {new}\n",
        "label": f"label: {{{label}}}\n",
        "from": f"from: '{iso(start)}'\n",
        "until": "until: null\n",
        "sources": "sources: []\n",
    }
    for key in ("lapsed", "term", "signed", "recalibration", "replaces"):
        found.pop(key, None)
    found["published"], found["recorded"] = "published: null\n", f"recorded: '{date.today().isoformat()}'\n"
    found["until"] += f"replaces: {edition.name}\n"
    return "".join(found.values())


DRAFT = {"nl": "(volgende editie, in voorbereiding)", "en": "(next edition, in preparation)"}


def register_text(text: str, names: dict[str, str], new: str) -> str:
    """The register of clauses with the ids of the new edition."""
    found = blocks(references(text, names))
    found["edition"] = f"edition: {new}\n"
    return "".join(found.values())


def write_all(files: dict[str, str], out: Path, say: Callable[[OSError], Exception]) -> None:
    """Write files as one new folder that appears whole or not at all; what the machine refuses goes to `say`.

    They are gathered outside the folder of rules, where a half-written edition would count as one.
    """
    made = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = out.parent.parent if out.parent.name == "rules" else out.parent
        made = Path(tempfile.mkdtemp(prefix=".npa-", dir=beside))
        made.chmod(0o755)
        for name, text in files.items():
            target = made / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
        if out.is_dir():
            out.rmdir()
        made.rename(out)
    except OSError as error:
        raise say(error) from None
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def replace_all(files: dict[Path, str], say: Callable[[OSError], Exception]) -> None:
    """Replace files, each by one rename, after all of them have been written beside."""
    written: dict[Path, Path] = {}
    try:
        for file, text in files.items():
            written[file] = file.with_name(f".{file.name}.new")
            written[file].write_text(text, "utf-8", newline="\n")
        for file, made in written.items():
            made.replace(file)
    except OSError as error:
        raise say(error) from None
    finally:
        for made in written.values():
            made.unlink(missing_ok=True)


def _dated(block: str, since: int, until: int | None) -> str:
    """`in_force` with other days; conditions on laws stay."""
    last = f"'{iso(until)}'" if until is not None else "null"
    block = re.sub(r"(\bfrom:\s*)(?:'[^']*'|\"[^\"]*\"|null|[\d-]+)", rf"\g<1>'{iso(since)}'", block, count=1)
    return re.sub(r"(\buntil:\s*)(?:'[^']*'|\"[^\"]*\"|null|[\d-]+)", rf"\g<1>{last}", block, count=1)


def _without(block: str, keys: tuple[str, ...]) -> str:
    """A block mapping without some of its entries."""
    kept, inside = [], False
    for line in block.splitlines(keepends=True):
        entry = re.match(r"  ([a-z_]+):", line)
        if entry is not None:
            inside = entry[1] in keys
        elif line.strip() and not line.startswith("   "):
            inside = False
        if not inside:
            kept.append(line)
    return "".join(kept)
