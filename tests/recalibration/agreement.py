"""A small agreement of our own, with its register and rules, and the next one made of it by known changes."""

from __future__ import annotations

import re
from pathlib import Path

from npa_rules.fingerprint import register, write
from tests.load.ruleset import FILES
from tests.load.ruleset import write as write_rules

CLAUSES: dict[str, str] = {
    "TUI-001": "Gemeente en tuinders werken samen aan genoeg moestuinen voor alle inwoners van de stad.",
    "TUI-002": "Vanaf 2031 legt de gemeente elk jaar 1.200 nieuwe moestuinen aan, verspreid over de wijken.",
    "TUI-003": "Een tuin is ten minste 2,5 meter breed.",
    "TUI-004": "Uiterlijk op 1 maart 2032 publiceert de gemeente een kaart met alle vrije tuinen.",
    "TUI-005": "Tuinders betalen per jaar ten hoogste 45 euro huur, en wie weinig verdient betaalt de helft.",
    "TUI-006": "De huur stijgt jaarlijks niet meer dan de prijzen, gemeten over de drie jaren daarvoor.",
    "TUI-007": "Wie zijn tuin twee jaar niet gebruikt, geeft haar terug.",
    "TUI-008": "de gemeente zorgt voor water op loopafstand",
    "TUI-009": "de tuinders onderhouden de paden en de hagen",
    "TUI-010": "samen houden zij de composthopen bij",
    "TUI-011": "Minstens 30% van de tuinen is bestemd voor gezinnen met kinderen.",
    "TUI-012": "Scholen in de buurt krijgen voorrang bij het verdelen van vrijgekomen tuinen.",
    "TUI-013": "Op de tuinen worden geen bestrijdingsmiddelen gebruikt die bijen kunnen schaden.",
    "TUI-014": "De gemeente controleert dit ieder voorjaar met een steekproef van vijftig tuinen.",
    "TUI-015": "Regenwater wordt opgevangen in tonnen van ten minste 200 liter.",
    "TUI-016": "Partijen evalueren de afspraken om de drie jaar, voor het eerst in 2033.",
    "TUI-017": "Bij een verschil van mening beslist een commissie van drie personen, van wie een onafhankelijk is.",
    "TUI-018": "Ieder jaar in september is er een oogstfeest waar alle tuinders welkom zijn.",
    "TUI-019": "De kosten van het feest delen gemeente en tuinders gelijkelijk.",
    "TUI-020": "Deze afspraken gelden tot en met 2039.",
}
HEADS = {"TUI-001": "Inleiding", "TUI-005": "Wat het kost", "TUI-011": "Voor wie de tuinen zijn", "TUI-013": "Zorg voor de grond",
         "TUI-016": "Samenwerking en geschillen"}  # fmt: skip
NOTE = "1 Zie de nota Groen in de stad, nr. 12."


def laid_out(clauses: dict[str, str], heads: dict[str, str] = HEADS) -> str:
    """The agreement as it is printed: headings, paragraphs, a list, a footnote."""
    blocks = []
    for name, words in clauses.items():
        if name in heads:
            blocks.append(heads[name])
        item = words[0].islower() or words.startswith("Nieuw item")
        blocks.append(f"• {words};" if item else words)
        if name == "TUI-006":
            blocks.append(NOTE)
    return "\n\n".join(blocks) + "\n"


def rewrapped(text: str, width: int) -> str:
    """The same text with other line breaks throughout, with words broken off by a hyphen."""
    lines = []
    for block in text.split("\n\n"):
        words, line = block.split(), ""
        for word in words:
            if len(line) + len(word) + 1 > width and len(word) > 9 and word.isalpha():
                lines.append(f"{line} {word[:5]}-".strip())
                line = word[5:]
            elif len(line) + len(word) + 1 > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    return "\n".join(lines)


def spans(text: str, clauses: dict[str, str] = CLAUSES) -> dict[str, tuple[int, int]]:
    """Where each clause stands in a text that is laid out."""
    return {name: (text.index(words), text.index(words) + len(words)) for name, words in clauses.items()}


def rule(name: str, clause: str, more: str) -> str:
    """A rule of the small agreement."""
    head = FILES["rules/try/cap.yaml"].split("when:")[0]
    head = head.replace("NPA-TRY-1", name).replace("rent-cap", name.lower()).replace("[TRY-1]", f"[{clause}]")
    head = re.sub(r"in_force: .*", "in_force: {from: '2030-01-01', until: '2039-12-31'}", head)
    return head + more


DAY = "facts: {signed_on: '2031-01-01'"


def cases(good: str, bad: str) -> str:
    """The three cases that a rule has at least."""
    return f"""cases:
  - {{{DAY}, {good}}}, verdict: complies}}
  - {{{DAY}, {bad}}}, verdict: violates}}
  - {{{DAY}}}, verdict: undetermined}}
"""


BEFORE = "  - {facts: {signed_on: '2029-12-31'}, verdict: not_applicable, reason: outside_period}\n"
MORE = {
    "rules/tuinen-2030/edition.yaml": """\
format: 1
edition: tuinen-2030
kind: agreement
label: {nl: 'Tuinafspraken 2030', en: 'Garden agreement 2030'}
published: '2029-12-01'
recorded: '2029-12-01'
from: '2030-01-01'
until: '2039-12-31'
sources: ['verzonnen']
""",
    "rules/tuinen-2030/clauses.yaml": "format: 1\nedition: tuinen-2030\nclauses:\n"
    + "".join(
        f"  {name}: {{citation: '1/p{i}', title: {{nl: 'Bepaling {i}', en: 'Clause {i}'}}, kind: "
        f"{'norm' if name in ('TUI-005', 'TUI-003', 'TUI-018') else 'context'}, parties: [municipality]}}\n"
        for i, name in enumerate(CLAUSES, 1)
    ),
    "rules/tuinen-2030/costs/rent.yaml": rule(
        "NPA-TUI-005", "TUI-005",
        "requires: {id: low, fact: rent, at_most: 45}\nexcused_if: {id: narrow, verdict: {rule: NPA-TUI-003, is: violates}, "
        "label: {nl: 'te smal, zie TUI-003', en: 'too narrow, see TUI-003'}}\n" + cases("rent: 45", "rent: 46, persons: 3")
        + f"  - {{{DAY}, rent: 46}}, verdict: undetermined, possible: [justified, violates], missing: [persons]}}\n"
        + f"  - {{{DAY}, rent: 46, persons: 2}}, verdict: justified}}  # a comment that stays\n" + BEFORE,
    ),
    "rules/tuinen-2030/costs/width.yaml": rule(
        "NPA-TUI-003", "TUI-003",
        "requires: {id: wide, fact: persons, at_least: 3}\n" + cases("persons: 3", "persons: 2") + BEFORE,
    ),
    "rules/tuinen-2030/feast.yaml": rule(
        "NPA-TUI-018", "TUI-018",
        "attested:\n  event: feast\n  by: [municipality]\n  label: {nl: 'Feest gehouden', en: 'Feast held'}\n"
        "  evidence: {nl: 'verslag', en: 'report'}\n  holds:\n    music: {nl: 'muziek', en: 'music'}\n",
    ),
    "rules/tuinen-2030/early.yaml": rule(
        "NPA-TUI-004", "TUI-004",
        "requires: {id: p, fact: persons, at_least: 1}\n" + cases("persons: 1", "persons: 0") + BEFORE,
    ).replace("until: '2039-12-31'", "until: '2032-12-31'"),
}  # fmt: skip


def write_agreement(folder: Path) -> Path:
    """The small rule set with the small agreement and its fingerprints."""
    write_rules(folder, MORE)
    text = laid_out(CLAUSES)
    write(folder / "rules/tuinen-2030/fingerprints.txt", register(text, spans(text)))
    return folder
