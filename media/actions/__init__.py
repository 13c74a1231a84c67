"""What happens to films, to uploads on their way to becoming one, and to pictures."""

from .films import (
    MOST_ATTEMPTS,
    PreparingTakenOver,
    ask_for_preparing,
    begin_preparing,
    discard_film,
    fail_preparing,
    finish_preparing,
    note_progress,
    offer_film,
    save_captions,
    take_back_films,
)
from .pictures import make_sizes
from .uploads import (
    UploadBusy,
    begin_upload,
    drop_stale_uploads,
    drop_upload,
    forget_unfinished_uploads,
    take_piece,
)

__all__ = [
    "MOST_ATTEMPTS",
    "PreparingTakenOver",
    "UploadBusy",
    "ask_for_preparing",
    "begin_preparing",
    "begin_upload",
    "discard_film",
    "drop_stale_uploads",
    "drop_upload",
    "fail_preparing",
    "finish_preparing",
    "forget_unfinished_uploads",
    "make_sizes",
    "note_progress",
    "offer_film",
    "save_captions",
    "take_back_films",
    "take_piece",
]
