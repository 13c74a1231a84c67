from media.rules.playlists import Picture, bandwidth_of, main_playlist, read_picture, seconds_of

WRITTEN = """#EXTM3U
#EXT-X-VERSION:7
#EXT-X-MAP:URI="240.m4s",BYTERANGE="1348@0"
#EXTINF:6.000000,
#EXT-X-BYTERANGE:150000@1348
240.m4s
#EXTINF:2.500000,
#EXT-X-BYTERANGE:75000@151348
240.m4s
#EXT-X-ENDLIST
"""


def test_a_playlist_lasts_as_long_as_its_segments_and_takes_what_the_busiest_takes():
    assert seconds_of(WRITTEN) == 8.5
    assert bandwidth_of(WRITTEN) == 240_000


def test_the_picture_is_read_from_the_head_of_the_file():
    entry = b"avc1" + bytes(24) + (1280).to_bytes(2, "big") + (720).to_bytes(2, "big") + bytes(50)
    head = b"ftypiso5avc1" + bytes(40) + entry + b"avcC\x01\x4d\x40\x1f\xff"

    assert read_picture(head) == Picture("avc1.4d401f", 1280, 720)


def test_the_main_playlist_names_the_middle_first_and_what_each_takes():
    rungs = [
        (f"{side}.m3u8", bits, Picture("avc1.4d401f", wide, side))
        for side, bits, wide in ((240, 400_000, 426), (480, 1_000_000, 854), (720, 2_000_000, 1280))
    ]

    lines = main_playlist(rungs, has_sound=True).splitlines()

    assert lines[0] == "#EXTM3U"
    assert [line for line in lines if not line.startswith("#")] == ["480.m3u8", "240.m3u8", "720.m3u8"]
    assert lines[3] == '#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=854x480,CODECS="avc1.4d401f,mp4a.40.2"'


def test_a_silent_film_promises_no_sound():
    playlist = main_playlist([("240.m3u8", 1, Picture("avc1.4d401f", 426, 240))], has_sound=False)

    assert "mp4a" not in playlist
