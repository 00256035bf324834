"""The closed vocabularies of verdicts, modalities and statuses, each value with its meaning in Dutch and English.

The JSON Schemas take their `oneOf` of described constants from here, and so do the report and the explanations.
"""

from __future__ import annotations

Text = dict[str, str]

VERDICTS: dict[str, Text] = {
    "complies": {"nl": "voldoet", "en": "complies"},
    "violates": {"nl": "voldoet niet", "en": "violates"},
    "justified": {"nl": "onderbouwde afwijking", "en": "justified deviation"},
    "shortfall": {"nl": "blijft achter", "en": "falls short"},
    "not_applicable": {"nl": "niet van toepassing", "en": "not applicable"},
    "undetermined": {"nl": "onvoldoende gegevens", "en": "undetermined"},
}

REASONS: dict[str, Text] = {
    "met": {"nl": "aan de norm is voldaan", "en": "the norm is met"},
    "missed": {"nl": "aan de norm is niet voldaan", "en": "the norm is not met"},
    "excused": {"nl": "de afspraak staat deze afwijking zelf toe", "en": "the clause itself allows the deviation"},
    "outside_period": {"nl": "de regel geldt niet op deze datum", "en": "the rule is not in force on this date"},
    "pending_law": {"nl": "wacht op een wet die nog niet geldt", "en": "waits for a law that is not in force"},
    "suspended": {"nl": "een andere bepaling zet deze regel opzij", "en": "another clause sets this rule aside"},
    "out_of_scope": {"nl": "de regel gaat niet over dit geval", "en": "the rule does not bear on this case"},
    "pending": {"nl": "loopt nog: de termijn is niet verstreken", "en": "pending: its date has not come"},
    "missing": {"nl": "er ontbreken gegevens", "en": "facts or figures are missing"},
    "undefined": {"nl": "de uitkomst is niet te berekenen", "en": "the outcome cannot be computed"},
}

MODALITIES: dict[str, Text] = {
    "norm": {"nl": "norm: een grens die geldt", "en": "norm: a limit that holds"},
    "target": {"nl": "doel: een aantal of bedrag dat gehaald moet worden", "en": "target: a figure to be reached"},
    "obligation": {"nl": "verplichting: iets dat gedaan moet worden", "en": "obligation: something to be done"},
    "procedure": {"nl": "procedure: hoe iets gedaan moet worden", "en": "procedure: how something is to be done"},
    "deliverable": {"nl": "product: iets dat opgeleverd wordt", "en": "deliverable: something to be delivered"},
    "effort": {"nl": "inspanning: missen is geen overtreding", "en": "effort: missing it is no breach"},
    "ambition": {"nl": "streven: missen is geen overtreding", "en": "ambition: missing it is no breach"},
    "indicator": {"nl": "kengetal: achterblijven is geen overtreding", "en": "indicator: lagging is no breach"},
    "definition": {"nl": "begrip: geeft geen oordeel", "en": "definition: gives no verdict"},
}

BUILT_IN = ("as_of", "reference_date", "year_start")  # days that a rule reads without an entry in a dictionary
BINDING = frozenset({"norm", "target", "obligation", "procedure", "deliverable"})

STATUSES: dict[str, Text] = {
    "draft": {"nl": "concept, kan nog wijzigen", "en": "draft, may still change"},
    "stable": {"nl": "vastgesteld", "en": "stable"},
    "superseded": {"nl": "vervangen door een nieuwere versie", "en": "superseded by a newer version"},
    "withdrawn": {"nl": "ingetrokken", "en": "withdrawn"},
}

CHANGES: dict[str, Text] = {
    "unchanged": {"nl": "ongewijzigd", "en": "unchanged"},
    "parameter": {"nl": "ander bedrag of getal", "en": "another figure"},
    "norm": {"nl": "andere norm", "en": "another norm"},
    "scope": {"nl": "ander bereik", "en": "another scope"},
    "new": {"nl": "nieuw", "en": "new"},
    "lapsed": {"nl": "vervallen", "en": "lapsed"},
    "moved": {"nl": "verplaatst", "en": "moved"},
}

STANDINGS: dict[str, Text] = {
    "official": {
        "nl": "officieel: zo staat het in een besluit of publicatie",
        "en": "official: laid down or published",
    },
    "arguable": {"nl": "verdedigbaar", "en": "arguable"},
    "rejected": {"nl": "verworpen, alleen ter vergelijking", "en": "rejected, for comparison only"},
}

CONFIDENCES: dict[str, Text] = {
    "official": {"nl": "officiële bron", "en": "official source"},
    "secondary": {"nl": "bron uit de tweede hand", "en": "secondary source"},
    "conflicting": {"nl": "bronnen spreken elkaar tegen", "en": "sources contradict each other"},
    "computed": {"nl": "berekend", "en": "computed"},
}

TYPES: dict[str, Text] = {
    "bool": {"nl": "ja of nee", "en": "yes or no"},
    "code": {"nl": "één code uit een lijst", "en": "one code from a list"},
    "code_set": {"nl": "nul of meer codes uit een lijst", "en": "zero or more codes from a list"},
    "text": {"nl": "tekst", "en": "text"},
    "date": {"nl": "datum (jjjj-mm-dd)", "en": "date (yyyy-mm-dd)"},
    "year": {"nl": "jaartal", "en": "year"},
    "count": {"nl": "aantal", "en": "count"},
    "number": {"nl": "getal", "en": "number"},
    "money": {"nl": "bedrag in euro", "en": "amount in euro"},
    "percent": {"nl": "percentage", "en": "percentage"},
    "ordered": {"nl": "waarde op een schaal", "en": "value on a scale"},
    "event": {"nl": "gebeurtenis met datum en bewijs", "en": "event with date and evidence"},
    "list": {"nl": "lijst", "en": "list"},
}

NUMERIC = frozenset({"year", "count", "number", "money", "percent"})

PARTIES: dict[str, Text] = {
    "all": {"nl": "alle partijen", "en": "all parties"},
    "aedes": {"nl": "Aedes", "en": "Aedes"},
    "aw": {"nl": "Autoriteit woningcorporaties", "en": "housing authority (Aw)"},
    "corporation": {"nl": "corporatie", "en": "housing corporation"},
    "grid_operator": {"nl": "netbeheerder", "en": "grid operator"},
    "market_party": {"nl": "marktpartij", "en": "market party"},
    "municipality": {"nl": "gemeente", "en": "municipality"},
    "national_government": {"nl": "Rijk", "en": "national government"},
    "province": {"nl": "provincie", "en": "province"},
    "region": {"nl": "regio", "en": "region"},
    "tenants_organisation": {"nl": "huurdersorganisatie", "en": "tenants' organisation"},
    "vng": {"nl": "VNG", "en": "VNG"},
    "vro": {"nl": "ministerie van VRO", "en": "ministry of VRO"},
    "woonbond": {"nl": "Woonbond", "en": "Woonbond"},
    "wsw": {"nl": "WSW", "en": "WSW"},
}
PART_OF = {"vro": "national_government"}  # who acts for whom

QUANTITIES: dict[str, Text] = {  # figures of the register, by their unit
    "%": {"nl": "{}%", "en": "{}%"},
    "EUR/m3": {"nl": "{} euro per m³", "en": "{} euro per m³"},
    "EUR/month": {"nl": "{} euro per maand", "en": "{} euro per month"},
    "EUR/year": {"nl": "{} euro per jaar", "en": "{} euro per year"},
    "article": {"nl": "artikel {}", "en": "article {}"},
    "billion EUR/year": {"nl": "{} miljard euro per jaar", "en": "{} billion euro per year"},
    "condition category 1..6": {"nl": "conditie {} (van 1 tot en met 6)", "en": "condition {} (of 1 to 6)"},
    "conditions": {"nl": "voorwaarden: {}", "en": "conditions: {}"},
    "criteria": {"nl": "criteria: {}", "en": "criteria: {}"},
    "date": {"nl": "{}", "en": "{}"},
    "dwellings": {"nl": "{} woningen", "en": "{} dwellings"},
    "dwellings per demolished dwelling": {
        "nl": "{} woningen per gesloopte woning",
        "en": "{} dwellings per demolished dwelling",
    },
    "dwellings/year": {"nl": "{} woningen per jaar", "en": "{} dwellings per year"},
    "households": {"nl": "{} huishoudens", "en": "{} households"},
    "kWh/m2": {"nl": "{} kWh/m²", "en": "{} kWh/m²"},
    "kWh/m2 per year": {"nl": "{} kWh/m² per jaar", "en": "{} kWh/m² per year"},
    "levels": {"nl": "niveaus: {}", "en": "levels: {}"},
    "limits": {"nl": "grenzen: {}", "en": "limits: {}"},
    "lines": {"nl": "sporen: {}", "en": "lines: {}"},
    "m3 gas/year": {"nl": "{} m³ gas per jaar", "en": "{} m³ of gas per year"},
    "million EUR": {"nl": "{} miljoen euro", "en": "{} million euro"},
    "million EUR/year": {"nl": "{} miljoen euro per jaar", "en": "{} million euro per year"},
    "options": {"nl": "keuzes: {}", "en": "options: {}"},
    "parties": {"nl": "partijen: {}", "en": "parties: {}"},
    "party": {"nl": "partijen: {}", "en": "parties: {}"},
    "per year": {"nl": "{} keer per jaar", "en": "{} times per year"},
    "percentage points": {"nl": "{} procentpunt", "en": "{} percentage points"},
    "rank": {"nl": "volgorde: {}", "en": "rank: {}"},
    "scopes": {"nl": "niveaus: {}", "en": "scopes: {}"},
    "systems": {"nl": "systemen: {}", "en": "systems: {}"},
    "tonne CO2/year": {"nl": "{} ton CO2 per jaar", "en": "{} tonnes of CO2 per year"},
    "year": {"nl": "{}", "en": "{}"},
    "years": {"nl": "jaren: {}", "en": "years: {}"},
}

UNITS: dict[str, Text] = {
    "allocations": {"nl": "toewijzingen", "en": "allocations"},
    "cars_per_household": {"nl": "auto's per huishouden", "en": "cars per household"},
    "clauses": {"nl": "bepalingen", "en": "clauses"},
    "days": {"nl": "dagen", "en": "days"},
    "deployments": {"nl": "keren ingezet", "en": "deployments"},
    "dwellings": {"nl": "woningen", "en": "dwellings"},
    "eur": {"nl": "euro", "en": "euro"},
    "eur_per_month": {"nl": "euro per maand", "en": "euro per month"},
    "eur_per_year": {"nl": "euro per jaar", "en": "euro per year"},
    "households": {"nl": "huishoudens", "en": "households"},
    "index_2024": {"nl": "index, 2024 is 100", "en": "index, 2024 is 100"},
    "kt_co2": {"nl": "kiloton CO2", "en": "kilotonnes of CO2"},
    "kwh_per_m2_year": {"nl": "kWh per m² per jaar", "en": "kWh per m² a year"},
    "m2": {"nl": "m²", "en": "m²"},
    "m3_gas_per_year": {"nl": "m³ gas per jaar", "en": "m³ of gas a year"},
    "months": {"nl": "maanden", "en": "months"},
    "neighbourhoods": {"nl": "wijken", "en": "neighbourhoods"},
    "nen_2767_score": {"nl": "score volgens NEN 2767", "en": "score by NEN 2767"},
    "parties": {"nl": "partijen", "en": "parties"},
    "percent": {"nl": "procent", "en": "percent"},
    "permits": {"nl": "vergunningen", "en": "permits"},
    "persons": {"nl": "personen", "en": "persons"},
    "projects": {"nl": "projecten", "en": "projects"},
    "provisions": {"nl": "bepalingen", "en": "provisions"},
    "reports": {"nl": "meldingen", "en": "reports"},
    "score": {"nl": "punten op de index", "en": "points on the index"},
    "spaces_per_dwelling": {"nl": "plaatsen per woning", "en": "spaces per dwelling"},
    "tenants": {"nl": "huurders", "en": "tenants"},
    "year": {"nl": "jaartal", "en": "year"},
}
