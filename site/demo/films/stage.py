"""Scenes, the camera over them, and the frames that come of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from PIL import Image

from demo.films.ink import HEIGHT, WIDTH, Sheet

FRAMES = 12  # a second
SIZE = (960, 540)
SPARE = 1.2  # how much finer than the frame a scene is drawn, since the camera comes close
FINE = SIZE[0] / WIDTH * SPARE
CROSSING = 0.9  # seconds one scene takes to give way to the next


def ease(t, start=0.0, end=1.0):
    """0 before `start`, 1 after `end`, and between the two without a jolt."""
    t = min(max((t - start) / (end - start), 0.0), 1.0)
    return t * t * (3 - 2 * t)


def sway(t, period, reach=1.0, phase=0.0):
    return reach * math.sin(2 * math.pi * (t / period + phase))


class View(NamedTuple):
    """What the camera looks at: the middle of the picture, and how close."""

    x: float = WIDTH / 2
    y: float = HEIGHT / 2
    close: float = 1.04


class Pose(NamedTuple):
    """Where a sprite's own (0, 0) is on the stage, its size, turn in degrees and strength."""

    x: float
    y: float
    scale: float = 1.0
    turn: float = 0.0
    strength: float = 1.0


@dataclass
class Sprite:
    """Something that moves by itself: a picture drawn about (0, 0), and its pose at second t."""

    image: Image.Image
    left: float
    top: float
    pose: Callable[[float], Pose]
    depth: float = 1.0

    @classmethod
    def drawn(cls, draw, reach, pose, *, depth=1.0):
        """Draw within `reach` = (left, top, right, bottom) units about (0, 0)."""
        left, top, right, bottom = reach
        sheet = Sheet(right - left, bottom - top, fine=FINE, ground=None, left=left, top=top)
        draw(sheet)
        image = sheet.done()
        # Every frame pays for every pixel: keep those that are painted.
        box = image.getchannel("A").getbbox() or (0, 0, 1, 1)
        return cls(image.crop(box), left + box[0] / FINE, top + box[1] / FINE, pose, depth)

    def at(self, t):
        """The sprite as it is at second `t`; most stay as they were drawn."""
        return self


@dataclass
class Scene:
    """One picture of the film, `seconds` long: the ground, what moves over it, and the camera."""

    seconds: float
    ground: Image.Image
    sprites: list[Sprite] = field(default_factory=list)
    start: View = View()
    end: View = View()

    def frame(self, t):
        """The picture at second `t` of the scene."""
        view = self._view(t)
        half_width, half_height = WIDTH / 2 / view.close, HEIGHT / 2 / view.close
        x = min(max(view.x, half_width), WIDTH - half_width)
        y = min(max(view.y, half_height), HEIGHT - half_height)
        box = (x - half_width, y - half_height, x + half_width, y + half_height)
        pixels = self.ground.width / WIDTH
        picture = self.ground.resize(SIZE, Image.Resampling.BILINEAR, tuple(edge * pixels for edge in box))
        for sprite in self.sprites:
            _put(picture, sprite.at(t), sprite.pose(t), View(x, y, view.close))
        return picture

    def _view(self, t):
        done = ease(t / self.seconds, -0.15, 1.15)
        return View(*(a + (b - a) * done for a, b in zip(self.start, self.end, strict=True)))


def _put(picture, sprite, pose, view):
    if pose.strength <= 0.004 or pose.scale <= 0.01:
        return
    to_pixels = SIZE[0] / WIDTH * view.close
    image = sprite.image
    across = image.width * pose.scale * to_pixels / FINE
    down = image.height * pose.scale * to_pixels / FINE
    image = image.resize((max(round(across), 1), max(round(down), 1)), Image.Resampling.BILINEAR)
    # From the sprite's own (0, 0) to the middle of its picture, turned as the picture is.
    middle_x = (sprite.left * pose.scale * to_pixels) + across / 2
    middle_y = (sprite.top * pose.scale * to_pixels) + down / 2
    if abs(pose.turn) > 0.05:
        image = image.rotate(-pose.turn, Image.Resampling.BILINEAR, expand=True)
        sin, cos = math.sin(math.radians(pose.turn)), math.cos(math.radians(pose.turn))
        middle_x, middle_y = middle_x * cos - middle_y * sin, middle_x * sin + middle_y * cos
    x = SIZE[0] / 2 + (pose.x - view.x * sprite.depth - WIDTH / 2 * (1 - sprite.depth)) * to_pixels
    y = SIZE[1] / 2 + (pose.y - view.y * sprite.depth - HEIGHT / 2 * (1 - sprite.depth)) * to_pixels
    mask = image.getchannel("A")
    if pose.strength < 1:
        mask = mask.point(lambda value: round(value * pose.strength))
    corner = round(x + middle_x - image.width / 2), round(y + middle_y - image.height / 2)
    picture.paste(image, corner, mask)


def length(scenes):
    """Seconds that the scenes take, each crossing into the next."""
    return sum(scene.seconds for scene in scenes) - CROSSING * (len(scenes) - 1)


def frames(scenes):
    """Every frame of the film, fading in from paper and out to it."""
    total, paper = length(scenes), Image.new("RGB", SIZE, "#f7f3ea")
    starts = [0.0]
    for scene in scenes:
        starts.append(starts[-1] + scene.seconds - CROSSING)
    for number in range(round(total * FRAMES)):
        t = number / FRAMES
        picture = None
        for scene, start in zip(scenes, starts, strict=False):
            if start <= t < start + scene.seconds:
                shown = scene.frame(t - start)
                crossed = ease(t - start, 0, CROSSING)
                picture = shown if picture is None else Image.blend(picture, shown, crossed)
        dimmed = 1 - ease(t, 0, 0.8) * (1 - ease(t, total - 1.2, total - 0.1))
        yield Image.blend(picture, paper, dimmed) if dimmed else picture
