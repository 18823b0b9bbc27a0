"""Claims: statements with their evidence. A claim is made by a test and printed as firm, with its condition, or not at all.

`claim` says what one is, `trials` puts it to the test under variations, and one module a kind holds the test itself:

| kind | module | says, for example |
|---|---|---|
| level | `level` | a majority, all, none, a tie at the top |
| change | `path` | rose, fell, turned, levelled off, over the whole path |
| gap | `gap` | opened or closed, and by whose movement; changed sides |
| comparison | `comparison` | which of several is higher, for the same economies and years |
| spread | `spread` | the bottom caught up; the middle did and the bottom did not |
| rank | `ranking` | who leads, alone or tied, and whether the lead is larger than the uncertainty |
| share | `share` | how few hold half |
| composition | `composition` | who alone moves a total or a mean |
| agreement | `agreement`, `order` | whether methods say the same, or order economies alike |
| absence | `absence` | who is missing |

The tests know no language and no figure: they take series and give what may be said.
"""

from pipeline.findings.claims.claim import Claim, Kind, Standing
from pipeline.findings.claims.trials import Trial, standing, try_variations

__all__ = ["Claim", "Kind", "Standing", "Trial", "standing", "try_variations"]
