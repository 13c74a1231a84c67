"""Uploads in a bucket, asked for in exactly the words that a provider of such buckets understands."""

import io

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber
from config.storages import Bucket, bucket_options

from media.views import files

ADDRESS = "s3://park/academy?endpoint=https://s3.example&region=cn-east-1&addressing=path"


@pytest.fixture
def bucket(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    return Bucket(address=ADDRESS)


@pytest.fixture
def provider(bucket):
    with Stubber(bucket.connection.meta.client) as stub:
        yield stub


def test_an_address_says_where_the_bucket_is():
    options = bucket_options(ADDRESS)

    config = options.pop("client_config")
    assert options == {
        "bucket_name": "park",
        "location": "academy",
        "endpoint_url": "https://s3.example",
        "region_name": "cn-east-1",
    }
    assert config.s3 == {"addressing_style": "path"}


def test_what_an_address_does_not_say_is_left_to_the_provider():
    assert set(bucket_options("s3://park")) == {"bucket_name", "client_config"}


def test_files_are_private_and_never_written_over(bucket):
    assert (bucket.default_acl, bucket.querystring_auth, bucket.file_overwrite) == ("private", True, False)


def test_of_a_film_only_the_bytes_asked_for_are_fetched(bucket, provider):
    asked = {"Bucket": "park", "Key": "academy/films/film.mp4", "Range": "bytes=10-19"}
    body = StreamingBody(io.BytesIO(b"0123456789"), 10)
    provider.add_response("get_object", {"Body": body}, asked)

    assert b"".join(bucket.part("films/film.mp4", 10, 10)) == b"0123456789"


def test_what_is_not_in_the_bucket_is_missing(bucket, provider):
    provider.add_client_error("get_object", "NoSuchKey", http_status_code=404)

    with pytest.raises(FileNotFoundError):
        bucket.part("films/film.mp4", 0, 10)


def test_a_range_of_a_film_in_a_bucket_is_answered_by_the_application_itself(bucket, provider, rf, settings):
    settings.MEDIA_ACCEL_PREFIX = "/protected"
    key = {"Bucket": "park", "Key": "academy/films/film.mp4"}
    provider.add_response("head_object", {"ContentLength": 1000}, key)
    body = StreamingBody(io.BytesIO(b"x" * 100), 100)
    provider.add_response("get_object", {"Body": body}, key | {"Range": "bytes=900-999"})

    response = files._answer(rf.get("/", headers={"Range": "bytes=900-"}), bucket, "films/film.mp4", "private")

    assert (response.status_code, response["Content-Range"]) == (206, "bytes 900-999/1000")
    assert len(b"".join(response.streaming_content)) == 100
    assert "X-Accel-Redirect" not in response
