"""《一张购物卡》: a clerk of the purchasing department finds a card where only papers should be."""

from demo.films.shopping_card.story import scenes
from demo.films.shopping_card.words import CAPTIONS, MELODY, TITLE

__all__ = ["CAPTIONS", "MELODY", "TITLE", "scenes"]
