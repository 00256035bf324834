"""The codes that the tests of readers make; without Polars those tests do not run, and the codes are known all the same."""

from __future__ import annotations

CELLS = frozenset("E817 E818 E819 E820 E821 E822 E823 E824 E825 E826".split())  # test_cells
FILES = frozenset(  # test_faults, test_odd, test_sources, test_twice, test_mapping and test_template
    "E801 E802 E803 E804 E805 E806 E807 E808 E809 E810 E811 E812 E813 E814 E815 E816 E827 E828 E829 E834 E835 E836 E837 "
    "W801 W802 W803 W804 W805 W806 W807 W808 W809 W810 W811 W813 W814 W815 W816 W817 W818 W819".split()
)
CODES = CELLS | FILES
