"""What a rule set is: the typed tree, the dictionary of facts, rules, parameters, editions."""
