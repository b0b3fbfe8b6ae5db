"""The pages: a module each, thin."""

from web.pages import (
    access,
    addresses,
    data,
    follow_ups,
    forget,
    inbox,
    insight,
    lineage,
    log,
    opening,
    openings,
    own_timings,
    people,
    person,
    plan,
    settings,
    sign_in,
    static,
    today,
    undo,
    unsubscribe,
    words,
)

ROUTERS = tuple(
    module.router
    for module in (
        today,
        plan,
        log,
        follow_ups,
        openings,
        opening,
        lineage,
        insight,
        people,
        person,
        own_timings,
        forget,
        inbox,
        settings,
        words,
        access,
        addresses,
        data,
        undo,
        unsubscribe,
        sign_in,
        static,
    )
)
