"""What verdicts and reasons mean, for a reader of a workbook who knows nothing of the program."""

from __future__ import annotations

from npa_rules.model.words import Text

MEANING: dict[str, Text] = {
    "complies": {
        "nl": "De bepaling geldt voor deze rij en er is aan voldaan.",
        "en": "The clause applies to this row and is met.",
    },
    "violates": {
        "nl": "De bepaling geldt, is bindend, en er is niet aan voldaan.",
        "en": "The clause applies, is binding, and is not met.",
    },
    "justified": {
        "nl": "Er is niet aan voldaan, en de bepaling staat dat in dit geval zelf toe.",
        "en": "It is not met, and the clause itself allows that in this case.",
    },
    "shortfall": {
        "nl": "Een inspanning, streven of kengetal is niet gehaald. Dat is geen overtreding.",
        "en": "An effort, ambition or indicator is not reached. That is no breach.",
    },
    "not_applicable": {
        "nl": "De bepaling zegt niets over deze rij; de reden staat erbij.",
        "en": "The clause says nothing about this row; the reason is given.",
    },
    "undetermined": {
        "nl": "Er ontbreekt iets dat het oordeel nog kan veranderen. Onbekend telt nooit als voldoen.",
        "en": "Something is missing that can still change the verdict. Unknown never counts as compliance.",
    },
    "outside_period": {
        "nl": "Op de datum van deze rij gold de bepaling niet.",
        "en": "On the date of this row the clause was not in force.",
    },
    "pending_law": {
        "nl": "De bepaling gaat pas gelden als een wet in werking treedt.",
        "en": "The clause starts to hold when a law takes effect.",
    },
    "suspended": {
        "nl": "Een andere bepaling zegt dat deze hier niet geldt.",
        "en": "Another clause says that this one does not hold here.",
    },
    "out_of_scope": {
        "nl": "De rij valt buiten waar de bepaling over gaat.",
        "en": "The row lies outside what the clause is about.",
    },
    "pending": {
        "nl": "Er is nog niet aan voldaan, en de laatste dag daarvoor is nog niet voorbij.",
        "en": "It is not met yet, and the last day for it has not passed.",
    },
}
