"""The two films of the demo park: what can be checked without drawing all of them."""

import pytest
from demo.films import lotus, shopping_card, stage, tune, webvtt
from demo.films.ink import Sheet
from demo.films.lotus import story as lotus_story
from demo.films.shopping_card import story as card_story

from media.rules.captions import check_fits, read_captions

FILMS = pytest.mark.parametrize("film", [shopping_card, lotus])


@FILMS
def test_a_demo_film_lasts_a_minute_and_its_captions_fit(film, monkeypatch):
    # Their lengths are all that is asked of the scenes here; drawing them takes seconds.
    monkeypatch.setattr(Sheet, "_lay", lambda *args, **options: None)
    seconds = stage.length(film.scenes())

    for language in (2, 3):
        cues = read_captions(webvtt((cue[0], cue[1], cue[language]) for cue in film.CAPTIONS))
        check_fits(cues, seconds)
        assert all(before.end <= after.start for before, after in zip(cues, cues[1:], strict=False))

    assert seconds >= 60


@pytest.mark.parametrize("story", [lotus_story, card_story])
def test_a_demo_film_can_be_drawn(story):
    frame = story.title().frame(3.0)

    assert frame.size == stage.SIZE
    assert len(frame.getcolors(maxcolors=2**24)) > 500


@FILMS
def test_the_melody_of_a_demo_film_has_bars_of_eight_and_notes_of_the_scale(film):
    bars = [bar.split() for bar in film.MELODY.split("|") if bar.strip()]

    assert {len(bar) for bar in bars} == {8}
    assert all(note == "." or tune.pitch(note) > 0 for bar in bars for note in bar)
