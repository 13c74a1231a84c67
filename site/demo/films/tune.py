"""The music under the films: a plucked string, made up sample by sample.

Melodies are in numbered notation (简谱) on the five notes 1 2 3 5 6 of a slow scale: `6,` is an
octave lower, `1'` one higher, `.` half a beat longer or silent, `|` ends a bar.
"""

import random
import wave
from array import array
from pathlib import Path

RATE = 22050
TONIC = 293.66  # Hz: 1 = D
STEPS = {"1": 0, "2": 2, "3": 4, "5": 7, "6": 9}  # semitones above 1
HALF_BEAT = 0.53  # seconds
RING = 3.4  # seconds a string rings on


def pitch(note):
    octave = note.count("'") - note.count(",")
    return TONIC * 2 ** (STEPS[note[0]] / 12 + octave)


def pluck(hertz, loud, chance):
    """One string set going by a pluck and left to die away (Karplus and Strong)."""
    period = max(round(RATE / hertz), 2)
    string = [chance.uniform(-1, 1) for _ in range(period)]
    # A finger, not a plectrum: take the edge off before it rings.
    for _ in range(3):
        string = [(string[i] + string[i - 1]) / 2 for i in range(period)]
    peak = max(map(abs, string))
    string = [sample / peak * loud for sample in string]
    sound = array("f", bytes(4 * int(RATE * RING)))
    before = 0.0
    for index in range(len(sound)):
        at = index % period
        now = string[at]
        sound[index] = now
        string[at] = 0.4985 * (now + before)
        before = now
    return sound


def add(track, sound, at):
    for index in range(at, min(at + len(sound), len(track))):
        track[index] += sound[index - at]


def play(melody, seconds, seed=7):
    """The melody as samples between -1 and 1, over the quiet of a room, `seconds` long."""
    chance = random.Random(seed)
    track = array("f", bytes(4 * int(RATE * seconds)))
    strings = {}

    def touch(hertz, loud, moment):
        if hertz not in strings:
            strings[hertz] = pluck(hertz, 1.0, chance)
        add(track, array("f", [sample * loud for sample in strings[hertz]]), int(moment * RATE))

    moment = 1.2
    while moment < seconds - RING:
        for bar in melody.split("|"):
            for index, note in enumerate(bar.split()):
                if moment >= seconds - RING:
                    break
                if index == 0:
                    touch(TONIC / 4 * (1.5 if chance.random() < 0.4 else 1), 0.3, moment)
                if note != ".":
                    # A hand is never quite in time, nor twice as loud.
                    touch(pitch(note) / 2, chance.uniform(0.4, 0.52), moment + chance.uniform(0, 0.03))
                moment += HALF_BEAT
    echo(track)
    room(track, chance)
    return track


def echo(track):
    """The walls answer, twice and softly."""
    for delay, strength in ((int(RATE * 0.19), 0.22), (int(RATE * 0.31), 0.13)):
        for index in range(delay, len(track)):
            track[index] += track[index - delay] * strength


def room(track, chance):
    air = 0.0
    for index in range(len(track)):
        air = 0.985 * air + 0.015 * (chance.random() - 0.5)
        track[index] += air * 0.03


def write(track, path: Path):
    """Save as WAV, fading in and out, the loudest sample well below the limit."""
    peak = max(max(track), -min(track)) or 1.0
    fade = RATE * 2
    count = len(track)
    samples = array(
        "h",
        (
            int(sample / peak * 22000 * min(index / fade, (count - index) / fade, 1.0))
            for index, sample in enumerate(track)
        ),
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
