"""What a reader can work out is tried by brute force: every table that looks the same is made, and compared."""

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from reports.rules.suppression import SMALLEST, Column, is_small, suppressed, suppressed_groups

cells = st.integers(0, 9).flatmap(lambda asked: st.tuples(st.just(asked), st.integers(0, asked)))
middling_cells = st.integers(5, 12).flatmap(lambda asked: st.tuples(st.just(asked), st.integers(0, asked)))
big_cells = st.integers(5, 400).flatmap(lambda asked: st.tuples(st.just(asked), st.integers(0, asked)))
tables = st.dictionaries(st.sampled_from("甲乙丙丁"), cells, min_size=1)
big_tables = st.dictionaries(st.integers(0, 12), big_cells, min_size=1)


def shown_numbers(table, column):
    """Every number that a page prints of a column: done and not done of each row that is shown, and of the total."""
    shown = [table[row] for row in table if row not in column.withheld]
    if column.total_shown:
        shown.append((sum(asked for asked, _ in table.values()), sum(done for _, done in table.values())))
    return [number for asked, done in shown for number in (asked, done, asked - done)]


@given(tables)
def test_no_shown_number_is_a_group_of_one_to_four(table):
    column = suppressed(table)

    assert not [number for number in shown_numbers(table, column) if is_small(number)]


def test_a_page_that_withheld_nothing_would_be_caught():
    open_page = Column(withheld=frozenset(), total_shown=True)

    shown = shown_numbers({"采购部": (30, 3), "生产部": (80, 40)}, open_page)

    assert [number for number in shown if is_small(number)] == [3]


@given(tables)
def test_subtracting_what_is_shown_from_the_total_leaves_no_small_group(table):
    column = suppressed(table)
    assume(column.total_shown and column.withheld)

    asked = sum(table[row][0] for row in column.withheld)
    done = sum(table[row][1] for row in column.withheld)

    assert not any(is_small(number) for number in (asked, done, asked - done))


@given(st.dictionaries(st.sampled_from("甲乙丙"), middling_cells, min_size=2))
def test_a_withheld_figure_could_always_be_another(table):
    column = suppressed(table)
    assume(column.total_shown and column.withheld)
    hidden = sorted(column.withheld)
    total = sum(table[row][1] for row in hidden)

    fitting = [done for done in product(*(range(table[row][0] + 1) for row in hidden)) if sum(done) == total]

    for place, row in enumerate(hidden):
        if any(is_small(number) for number in (table[row][1], table[row][0] - table[row][1])):
            assert len({done[place] for done in fitting}) > SMALLEST


@given(st.dictionaries(st.integers(0, 5), st.integers(1, 12), min_size=1))
def test_a_withheld_group_could_always_be_of_another_size(groups):
    column = suppressed_groups(groups)
    assume(column.total_shown and column.withheld)
    hidden = sorted(column.withheld)
    total = sum(groups[row] for row in hidden)

    # Of n groups with at least one person each, one can be anything from one to what the others leave over.
    assert len(hidden) > 1
    assert total - (len(hidden) - 1) > 1


@given(big_tables)
def test_what_gives_nobody_away_is_shown(table):
    safe = {
        row: (asked, done)
        for row, (asked, done) in table.items()
        if not any(is_small(number) for number in (asked, done, asked - done))
    }

    column = suppressed(safe)

    assert column.withheld == frozenset()


def test_a_single_small_row_takes_the_smallest_other_with_it():
    column = suppressed({"采购部": (30, 3), "生产部": (80, 40), "财务部": (12, 6)})

    assert column.withheld == {"采购部", "财务部"}
    assert column.total_shown


def test_three_who_have_not_done_it_are_hidden_like_three_who_have():
    assert suppressed({"采购部": (30, 27), "生产部": (80, 40), "财务部": (12, 6)}).withheld == {"采购部", "财务部"}


def test_where_nothing_is_left_to_hide_behind_the_total_is_withheld_too():
    column = suppressed({"采购部": (30, 3)})

    assert (column.withheld, column.total_shown) == ({"采购部"}, False)


def test_five_groups_of_one_person_each_are_not_given_away_by_their_sum():
    column = suppressed_groups({"甲": 1, "乙": 1, "丙": 1, "丁": 1, "戊": 1, "己": 40})

    assert column.withheld == set("甲乙丙丁戊己")


def test_a_table_without_rows_hides_nothing():
    assert suppressed({}).withheld == frozenset()
