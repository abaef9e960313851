# `requests.exceptions`, and the names of some numbers.

from requests import ChunkedEncodingError, ConnectionError, ConnectTimeout, HTTPError, InvalidSchema, InvalidURL
from requests import JSONDecodeError, MissingSchema, ReadTimeout, RequestException, Timeout, TooManyRedirects


class codes:
    ok = 200
    created = 201
    accepted = 202
    no_content = 204
    moved_permanently = 301
    found = 302
    not_modified = 304
    bad_request = 400
    unauthorized = 401
    forbidden = 403
    not_found = 404
    too_many_requests = 429
    internal_server_error = 500
    bad_gateway = 502
    service_unavailable = 503
