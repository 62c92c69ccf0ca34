"""A session of requests that keeps a key to the host it is meant for."""

from collections.abc import Mapping

import requests


class Sessie(requests.Session):
    """Drops its own headers when a server sends it on to another host.

    requests itself only drops `Authorization` there; a header like `apikey` would go along.
    """

    def __init__(self, kopjes: Mapping[str, str]) -> None:
        super().__init__()
        self._eigen = tuple(kopjes)
        self.headers.update(kopjes)

    def rebuild_auth(
        self, prepared_request: requests.PreparedRequest, response: requests.Response
    ) -> None:
        """Called by requests at each redirect, before the next request goes out."""
        super().rebuild_auth(prepared_request, response)  # type: ignore[no-untyped-call]  # stubs
        vorige, volgende = str(response.request.url), str(prepared_request.url)
        if self.should_strip_auth(vorige, volgende):  # type: ignore[no-untyped-call]  # stubs
            for naam in self._eigen:
                prepared_request.headers.pop(naam, None)
