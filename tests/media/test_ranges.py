import pytest

from media.rules.ranges import ByteRange, RangeRefused, requested_range


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-99", ByteRange(0, 99)),
        ("bytes=100-", ByteRange(100, 999)),
        ("bytes=-100", ByteRange(900, 999)),
        ("bytes=990-5000", ByteRange(990, 999)),
        ("bytes=-5000", ByteRange(0, 999)),
        ("Bytes = 0 - 0 ", ByteRange(0, 0)),
    ],
)
def test_a_range_gives_the_bytes_it_names_and_none_beyond_the_end(header, expected):
    assert requested_range(header, 1000) == expected


@pytest.mark.parametrize(
    "header", [None, "", "lines=0-5", "bytes=", "bytes=-", "bytes=9-3", "bytes=a-b", "bytes=²-", "0-5"]
)
def test_a_range_that_makes_no_sense_is_passed_over(header):
    assert requested_range(header, 1000) is None


def test_several_ranges_at_once_are_answered_with_the_whole():
    assert requested_range("bytes=0-1,5-9", 1000) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=1000-", 1000), ("bytes=5000-6000", 1000), ("bytes=-0", 1000), ("bytes=-5", 0)]
)
def test_a_range_with_no_byte_in_it_is_refused(header, size):
    with pytest.raises(RangeRefused):
        requested_range(header, size)


def test_a_range_counts_both_of_its_ends():
    assert ByteRange(10, 19).length == 10
