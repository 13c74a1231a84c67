"""Uploads in a bucket of S3's kind, in place of the folder `uploads`: named by the setting MEDIA_STORAGE.

Only imported where that setting is; django-storages and boto3 come with `pip install qinqing[s3]`.
"""

from urllib.parse import parse_qs, urlsplit

from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

_CHUNK = 256 * 1024


def bucket_options(address):
    """What `s3://bucket/prefix?endpoint=https://…&region=…&addressing=path` says, as options of Bucket."""
    parts = urlsplit(address)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint_url": asked.get("endpoint"),
        "region_name": asked.get("region"),
    }
    # Not every provider knows the checksums that boto3 sends unasked.
    config = Config(
        s3={"addressing_style": asked.get("addressing", "auto")},
        signature_version="s3v4",
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return {name: value for name, value in options.items() if value} | {"client_config": config}


class Bucket(S3Storage):
    """Private whatever the bucket's own settings; a file that is there is never written over."""

    def __init__(self, address, **settings):
        private = {"default_acl": "private", "querystring_auth": True, "file_overwrite": False}
        super().__init__(**private, **bucket_options(address), **settings)

    def part(self, name, start, length):
        """The bytes of a file from `start` on, fetched as they are read: a film is never fetched whole for a piece."""
        key = self._normalize_name(name)
        try:
            found = self.bucket.Object(key).get(Range=f"bytes={start}-{start + length - 1}")
        except ClientError as error:
            raise FileNotFoundError(name) from error
        return found["Body"].iter_chunks(_CHUNK)
