"""The addresses of the API, a file for each thing they lead to."""

from fastapi import APIRouter

from sayso.api.routes import (
    claims,
    decisions,
    documents,
    events,
    judgements,
    lineage,
    questions,
    stories,
    watched,
)

ROUTERS: tuple[APIRouter, ...] = (
    stories.router,
    documents.router,
    claims.router,
    questions.router,
    judgements.router,
    lineage.router,
    watched.router,
    decisions.router,
    events.router,
)
