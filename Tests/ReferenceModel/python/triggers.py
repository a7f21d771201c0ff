"""How steps are started (see Trigger.swift): as the library wants it written, and as programs see it."""

from typing import Annotated, Optional, Union

from actions import returned
from pool import TAKEN, name
from workflows import Context, catch_error, step
from workflows.collect import Collect, Take
from workflows.events import StepFailedEvent, StopEvent
from workflows.retry_policy import retry_policy, stop_after_attempt, wait_fixed


def as_step(spec, program, body):
    """The step of the library that does `body(context, event, started)`."""
    ((kind, parameters),) = spec["takes"].items()

    async def one(self_, ctx, event):
        return await body(ctx, event, {"event": name(event), "value": event.v})

    async def batch(self_, ctx, event):
        return await body(ctx, None, several(spec, [each.v for each in event]))

    async def pair(self_, ctx, first, second):
        return await body(ctx, None, several(spec, [first.v, second.v]))

    async def three(self_, ctx, first, second, third):
        return await body(ctx, None, several(spec, [first.v, second.v, third.v]))

    async def failure(self_, ctx, event):
        return await body(ctx, None, failed(event, program))

    if kind == "event":
        function, taken = one, {"event": TAKEN[parameters["type"]]}
    elif kind == "batch":
        function, taken = batch, {"event": batch_type(**parameters)}
    elif kind == "set":
        types = [TAKEN[each] for each in parameters["of"]]
        function, taken = pair if len(types) == 2 else three, dict(zip(("first", "second", "third"), types))
    else:
        function, taken = failure, {"event": StepFailedEvent}
    # The library takes a function without a class in its qualified name for a free one.
    function.__name__, function.__qualname__ = spec["name"], "Generated." + spec["name"]
    # A workflow in which no step returns a stop event is refused, even if its checks are switched off.
    result = Optional[Union[(StopEvent, *returned(spec["action"]))]]
    function.__annotations__ = {"ctx": Context, **taken, "return": result}
    if kind == "failure":
        return catch_error(for_steps=parameters.get("of"), max_recoveries=parameters["maxRecoveries"])(function)
    return step(num_workers=spec["workers"], retry_policy=policy(spec.get("retry")))(function)


def policy(retry):
    return retry and retry_policy(wait=wait_fixed(retry["delay"]), stop=stop_after_attempt(retry["maxAttempts"]))


def batch_type(of, share):
    """What a step is declared to take that takes batches."""
    events = list[Union[tuple(TAKEN[each] for each in of)]]
    return Annotated[events, Collect(Take(share["first"]["count"]))] if "first" in share else events


def several(spec, values):
    """What a step sees that takes several events at once."""
    ((_, parameters),) = spec["takes"].items()
    return {"event": parameters["of"][0], "value": sum(values), "members": values}


def failed(event, program):
    """What a step sees that handles a failure."""
    events = getattr(event.input_event, "events", None)
    if events is None:
        return {"event": name(event.input_event), "value": event.input_event.v}
    return several(next(each for each in program["steps"] if each["name"] == event.step_name), [e.v for e in events])
