"""The book of claims: all claims of an edition by id."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pipeline.findings.claims.claim import Claim
from pipeline.store import Watch
from pipeline.store.digest import digest_of


class UnknownClaim(LookupError):
    """A claim was asked for that no exhibit makes; carries the nearest ids."""

    def __init__(self, id: str, nearest: list[str]) -> None:
        self.id, self.nearest = id, nearest
        super().__init__(f"there is no claim {id!r}; nearest: {', '.join(nearest) or 'none'}")


class ClaimBook:
    """Claims by id; an id has one claim. ``watch`` notes which are asked for."""

    def __init__(self, watch: Watch | None = None) -> None:
        self._claims: dict[str, Claim] = {}
        self._watch = watch
        if watch is not None:
            watch.source("claim", lambda id: digest_of(self._claims[id]))

    def add(self, claim: Claim) -> None:
        """Enter a claim. Raises ValueError where its id holds another."""
        known = self._claims.setdefault(claim.id, claim)
        if known is not claim and digest_of(known) != digest_of(claim):
            raise ValueError(f"the claim {claim.id} is made twice")

    def get(self, id: str) -> Claim:
        """The claim of an id. Raises UnknownClaim with the nearest ids."""
        if self._watch is not None:
            self._watch.read("claim", id)
        try:
            return self._claims[id]
        except KeyError:
            raise UnknownClaim(id, difflib.get_close_matches(id, self._claims, n=3, cutoff=0.5)) from None

    def of(self, exhibit: str) -> tuple[Claim, ...]:
        """The claims of an exhibit, in its order."""
        found = tuple(claim for claim in self._claims.values() if claim.id.partition(":")[0] == exhibit)
        if self._watch is not None:
            for claim in found:
                self._watch.read("claim", claim.id)
        return found

    def every(self) -> tuple[Claim, ...]:
        """All claims; who asks rests on all of them."""
        return tuple(self.get(id) for id in list(self._claims))

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims.values())

    def __len__(self) -> int:
        return len(self._claims)
