"""For all tests: a law that holds, holds on a busy machine too, so hypothesis sets no time a case."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
