"""Why something could not be read, on its way from where it was noticed to the refusal it becomes."""

from sayso.model import Refusal, RefusalReason, SaysoError


class Unread(SaysoError):
    """Reading stopped here; `readings` turns it into a `Refusal` and goes on with the next input.

    `explanation` is a sentence with the value, the rule and the way out; `evidence` is what proves it.
    """

    def __init__(self, reason: RefusalReason, explanation: str, evidence: str = "") -> None:
        super().__init__(explanation)
        self.reason, self.explanation, self.evidence = reason, explanation, evidence

    def refusal(self, location: str, digest: str = "") -> Refusal:
        """Return the refusal of what stands at `location`; `digest` is the SHA-256 of its bytes."""
        return Refusal(location, self.reason, self.explanation, self.evidence, digest)


class Stopped(Unread):
    """Nothing after this place of an archive can be read: its frame is broken, or a cap is met."""
