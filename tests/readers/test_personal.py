"""Personal data is dropped and appears nowhere: not in rows, not in readings, not in messages."""

from __future__ import annotations

import random

import pytest

from npa_rules.errors import InputError
from tests.readers.table import read, text

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")

from npa_rules.readers import describe, open_table  # noqa: E402
from npa_rules.readers.columns import plain  # noqa: E402
from npa_rules.readers.personal import WEIGHTS, masked, named  # noqa: E402
from npa_rules.readers.template import slots  # noqa: E402

DROPPED = (
    "BSN|Burgerservicenummer|bsn huurder|Naam|Naam huurder|Huurdernaam|Voornaam|Achternaam|Voorletters|Geboortedatum|"
    "Geboortejaar|Adres|Straatnaam|Huisnummer|Huisnr|Postcode|E-mail|Telefoonnummer|Mobiel|IBAN|Name|First name|"
    "Tenant name|Date of birth|Birth date|Address|Street|House number|Postal code|Phone|E-mailadres|Woonadres|birthDate"
).split("|")
KEPT = "Bouwjaar|Complexnummer|Gemeente|Energielabel|Aantal kamers|Monumentnaamgeving code|VHE-nummer|WWS-punten".split(
    "|"
)


def bsns(count):
    rng, found = random.Random(4), []
    while len(found) < count:
        digits = [rng.randrange(10) for _ in range(9)]
        if sum(d * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11 == 0 and digits[0]:
            found.append("".join(map(str, digits)))
    return found


@pytest.mark.parametrize("header", DROPPED)
def test_headers_of_personal_data(ruleset, tmp_path, header):
    found, table = read(ruleset, text(tmp_path, f"id;Kale huur;{header}\na;702,10;Geheim123\n"))
    assert table.reading.personal == [header] and [w.code for w in table.reading.warnings] == ["W804"]
    told = describe(table.reading, "nl") + describe(table.reading, "en") + repr(table.reading.warnings)
    assert "Geheim123" not in told and "Geheim123" not in str(found.rows())
    assert header in table.reading.warnings[0].sentence("nl")


@pytest.mark.parametrize("header", KEPT)
def test_other_headers(header):
    assert not named(plain(header), False)


def test_facts_are_never_taken_for_personal_data(ruleset, tmp_path):
    """Each column of each template is a fact, whatever its label."""
    for subject in ruleset.subjects.values():
        for lang in ("nl", "en"):
            heads = [f'"{s.header}"' for s in slots(subject.facts, dict(ruleset.scales), lang)]
            path = text(tmp_path, ";".join(["id", *heads]) + "\n")
            assert open_table(path, ruleset, subject).reading.personal == []


def test_numbers_that_are_bsns(ruleset, tmp_path):
    numbers = bsns(40)
    rows = [f"r{n};702,10;{b};{int(b)}" for n, b in enumerate(numbers)]
    found, table = read(ruleset, text(tmp_path, "id;Kale huur;Gegeven A;Complex\n" + "\n".join(rows)))
    assert table.reading.personal == ["Gegeven A", "Complex"] and "complex" not in found.columns
    told = describe(table.reading, "nl") + str(found.rows()) + repr(table.reading.cells)
    assert not any(b in told for b in numbers)
    assert [s.fact for s in table.reading.columns] == ["net_rent"]
    path = tmp_path / "t.parquet"
    pl.DataFrame({"net_rent": [1.0] * 40, "gegeven": [int(b) for b in numbers]}).write_parquet(path)
    assert read(ruleset, path)[1].reading.personal == ["gegeven"]


def test_numbers_that_are_not(ruleset, tmp_path):
    rng = random.Random(9)
    any_nine = [str(rng.randrange(10**8, 10**9)) for _ in range(200)]
    rows = [f"r{n};702,10;{b};{bsns(1)[0]}" for n, b in enumerate(any_nine)]
    _, table = read(ruleset, text(tmp_path, "id;Kale huur;Gegeven;Corporatie\n" + "\n".join(rows)))
    assert table.reading.personal == []  # not by chance, and not one number in all rows: a corporation has an RSIN


def test_an_id_that_is_a_bsn_is_warned_about(ruleset, tmp_path):
    rows = [f"{b};702,10" for b in bsns(20)]
    found, table = read(ruleset, text(tmp_path, "VHE-nummer;Kale huur\n" + "\n".join(rows)))
    assert [w.code for w in table.reading.warnings] == ["W805"] and found["#id"][0] == bsns(1)[0]


def test_a_column_that_is_called_bsn_is_no_id(ruleset, tmp_path):
    mapping = text(tmp_path, "format: 1\nsubject: dwelling\nid: 'BSN'\ncolumns: {'Kale huur': net_rent}\n", "m.yaml")
    number = bsns(1)[0]
    found, table = read(ruleset, text(tmp_path, f"BSN;Kale huur\n{number};702,10\n"), mapping=mapping)
    assert found["#id"].to_list() == ["1"] and table.reading.personal == ["BSN"]


def test_a_refused_cell_shows_no_bsn():
    number = bsns(1)[0]
    assert masked(f"600 ({number})") == "600 (…)" and masked("702,10") == "702,10" and len(masked("x" * 100)) == 40


def test_a_mapping_does_not_bring_it_in(ruleset, tmp_path):
    mapping = text(
        tmp_path, "format: 1\nsubject: dwelling\ncolumns: {'Geboortedatum': complex, 'Huur': net_rent}\n", "m.yaml"
    )
    found, table = read(ruleset, text(tmp_path, "Geboortedatum;Huur\n1-1-1980;600\n"), mapping=mapping)
    assert table.reading.personal == ["Geboortedatum"] and "complex" not in found.columns
    with pytest.raises(InputError):
        read(ruleset, text(tmp_path, "Geboortedatum;Adres\n1-1-1980;x\n"))
