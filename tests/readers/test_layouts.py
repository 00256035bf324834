"""Tables of the sector, recognised as they are; what they do not say stays unknown."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.readers.table import read, text

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")

from npa_rules.readers import Column, Mapping, Place, describe  # noqa: E402
from npa_rules.readers.mapping import layouts, words  # noqa: E402

FOLDER = Path(os.environ.get("NPA_SECTOR_DATA", Path(__file__).resolve().parents[3] / "shared" / "sector-data"))
there = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no sector data in {FOLDER}")

WOZ = (
    "Onderdeel;Eenheidscode;Bag-postcode NL;Bag-huisnummer NL;Bag-huisletter NL;Bag-huisnummertoevoeging NL;"
    "Bag-verblijfsobject-id;Corporatie-adrestoevoeging;Aantal primo;Aantal ultimo;Tak primo;Tak ultimo;Eenheidssoort;"
    "Soort woonruimte;Is de woonruimte zelfstandig?;Lift;Mutatie verslagjaar;Nettohuur per maand ultimo;WWS-punten;"
    "Energielabel;Bouwjaar;Renovatiejaar;m2;WOZ-waarde;Marktwaarde;Onderpand WSW;Naam zekerheidsnemer;Type zekerheid;"
    "Eigendomspercentage\n"
)
TAIL = ";1990;;80;250000;260000;Ja;WSW;Hypotheek;100\n"
DWELLING = "2.1A;{};1234AB;1;A;;0599010000123456;;1;{};DAEB TI;DAEB TI;{};{};Ja;Nee;{};{};150;{}" + TAIL


def test_layouts_name_facts_that_exist(ruleset):
    assert len(WOZ.split(";")) == 29
    for layout in layouts():
        for place in layout.subjects:
            name, _, inner = place.partition(".")
            entries = ruleset.subjects[name].facts[inner].members if inner else ruleset.subjects[name].facts
            for column in layout.columns.values():
                assert column.fact in entries, (layout.name, column.fact)
                codes = {v for v in column.values.values() if v not in ("unknown", "none", "true", "false")}
                assert codes <= set(entries[column.fact].codes)
        assert set(layout.label) == {"nl", "en"}
    facts = {n for s in ruleset.subjects.values() for e in s.facts.values() for n in (e.name, *e.members)}
    assert set(words().facts) <= facts
    for scale, told in words().values.items():
        assert set(told.values()) <= set(ruleset.scales[scale].order)


def test_the_woz_table(ruleset, tmp_path):
    rows = [
        DWELLING.format("007", 1, "Woonruimte", "EGW", "Geen mutatie", "702,10", "A+"),
        DWELLING.format("008", 1, "Woonruimte", "Flexwoningen", "Nieuwbouw", "0,01", "onbekend"),
        DWELLING.format("009", 1, "Parkeergelegenheid", "", "Geen mutatie", "60,00", ""),
        DWELLING.format("010", 0, "Woonruimte", "MGW", "Sloop", "1.002,50", "G"),
    ]
    found, table = read(ruleset, text(tmp_path, WOZ + "".join(rows)))
    assert table.reading.layout == "woz-bezitstabel" and table.reading.refused == 0
    assert found["net_rent"].to_list() == [70210, None, 6000, 100250]  # 0,01 says that the rent is not known
    assert found["energy_label"].to_list() == [7, None, None, 0]
    assert found["is_flex_dwelling"].to_list() == [False, True, None, False]
    assert found["addition_type"].to_list() == [None, "new_build", None, None]
    assert found["#id"].to_list() == ["007", "008", "009", "010"]
    assert found["#outside"].to_list() == [False, False, True, True] and table.reading.outside == 2
    assert table.reading.personal == [
        f"Bag-{n} NL" for n in ("postcode", "huisnummer", "huisletter", "huisnummertoevoeging")
    ]
    assert {u.why for u in table.reading.unused} == {"layout"} and len(table.reading.unused) == 20
    told = describe(table.reading, "nl")
    assert "herkend als WOZ-bezitstabel" in told and "1234AB" not in told


@pytest.mark.parametrize("version", ["v5", "v2"])
def test_ep_online(ruleset, tmp_path, version):
    v5 = (
        "Registratiedatum;GeldigTot;Berekeningstype;Gebouwklasse;Postcode;Huisnummer;BAGVerblijfsobjectID;Energieklasse;"
        "Warmtebehoefte;GebruiksoppervlakteThermischeZone\n"
    )
    v2 = (
        "Pand_registratiedatum;Meting_geldig_tot;Pand_berekeningstype;Pand_gebouwklasse;Pand_postcode;Pand_huisnummer;"
        "Pand_bagverblijfsobjectid;Pand_energieklasse;Pand_warmtebehoefte;Pand_gebruiksoppervlakte_thermische_zone\n"
    )
    rows = (
        "20240301;20340301;NTA 8800;W;1234AB;1;0599010000123456;A+++++;62,35;80,50\n"
        "20150301;20250301;EI;W;1234AB;2;0599010000123457;G;;\n"
        "20240301;20340301;NTA 8800;U;1234AB;3;0599010000123458;C;100;400\n"
    )
    content = (
        "PublicatieDatum;20260101\nLaatstVerwerkteMutatievolgnummer;12\n" * (version == "v5")
        + (v5 if version == "v5" else v2)
        + rows
    )
    found, table = read(ruleset, text(tmp_path, content), as_of=20261124)
    assert table.reading.layout == f"ep-online-{version}"
    assert found["energy_label"].to_list() == [11, None, 4]  # the second has run out
    assert found["label_registered_on"].to_list() == [20240301, None, 20240301]
    assert found["heat_demand_kwh_m2"].to_list() == [62350000, None, 100000000]
    assert found["#id"].to_list()[0] == "0599010000123456" and found["#outside"].to_list() == [False, False, True]
    assert len(table.reading.personal) == 2
    assert read(ruleset, text(tmp_path, content), as_of=20200101)[0]["energy_label"].to_list() == [11, 0, 4]


def test_vera_allocations(ruleset, tmp_path):
    given = {"id": "t1", "datum": "2026-03-01T00:00:00Z", "huishoudgrootte": 2, "isOuderenhuishouden": False}
    given |= {"rekenhuur": 702.1, "rekeninkomen": 28000.5, "eenheid": "https://example.org/1", "extra": {"a": 1}}
    content = json.dumps(given)
    found, table = read(ruleset, text(tmp_path, content, "t.json"), "allocation")
    assert table.reading.layout == "vera-toewijzing"
    assert found["allocation_date"][0] == 20260301 and found["household_income"][0] == 2800050
    assert "net_rent" not in found.columns  # the rent of the rent allowance is another one


@there
def test_vera_dwellings(ruleset):
    def one(name):
        found, table = read(ruleset, FOLDER / "vera" / "eenheid-voorbeelden" / f"{name}.json", as_of=20261124)
        assert table.reading.layout == "vera-eenheid" and found.height == 1 and table.reading.refused == 0
        return found.row(0, named=True)

    assert one("12006000004")["energy_label"] == 6 and one("12006000004")["label_registered_on"] == 20240724
    assert one("41027000003")["energy_label"] == 2  # E
    assert one("23109000031")["energy_label"] is None and one("23109000031")["is_monument"] is True  # run out in 2025
    assert one("28018000044")["energy_label"] is None and one("28018000044")["is_monument"] is False
    assert one("klein_twee_energieprestaties")["energy_label"] == 6  # the later one
    assert one("klein_missende_attributen")["energy_label"] == 4  # a name without a code


@there
def test_plan_tables(ruleset):
    plans = FOLDER / "plans"
    found, table = read(ruleset, plans / "plannen-2020-uittreksel.csv", "housing_project")
    assert (table.reading.layout, found.height, table.reading.refused) == ("plans-2020", 149, 0)
    assert {"social_rent", "mid_rent"} & set(found.columns) == set()
    assert set(found["status"].to_list()) <= {"hard", "soft", None} and found["dwellings"].min() > 0
    capacity = plans / "plancapaciteit-gemeenten-2021.csv"
    found, table = read(ruleset, capacity, "municipality_plan", members={"projects": Place(str(capacity), "gemeente")})
    assert found.height == 353 and found["projects"].list.len().to_list() == [1] * 353
    members = found["projects"].explode().struct.unnest()
    assert members["social_rent"].null_count() == 353
    inner = table.reading.members["projects"]
    assert inner.refused == members["dwellings"].null_count() > 0  # averages as counts, and negative ones
    assert {c.code for c in inner.cells} == {"E823"}
    years = plans / "groningen-per-jaar-2021.csv"
    sides = {"programme_by_year": Place(str(years), "gemeentecode")}
    mine = Mapping(id="gemeentecode", columns={"gemeente": Column("name")}, ignore=("soort", "periode", "woningen"))
    found, table = read(ruleset, years, "municipality_plan", members=sides, mapping=mine)
    assert table.reading.members["programme_by_year"].outside > 0
    members = found["projects"].explode().struct.unnest()
    assert members["delivery_year"].min() >= 2021 and members["delivery_year"].null_count() == 0


@there
def test_plans_without_a_split_are_undetermined(ruleset):
    """No file of plans says how many are social rent: a verdict on the share would be a guess."""
    from npa_rules.engines import columns

    capacity = FOLDER / "plans" / "plancapaciteit-gemeenten-2021.csv"
    found, _ = read(ruleset, capacity, "municipality_plan", members={"projects": Place(str(capacity), "gemeente")})
    dated = found.with_columns(adopted_on=pl.lit(20260301, pl.Int64))
    codes = columns.judge(ruleset, ruleset.subjects["municipality_plan"], dated, 20261124)
    share = {columns.decode(c)[0] for c in codes["NPA-BES-014"].to_list()}
    assert share <= {"undetermined", "not_applicable"}
