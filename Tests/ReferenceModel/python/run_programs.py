"""Runs programs of the reference model on llama-index-workflows, and prints what was observed.

Reads a JSON list of programs (see Program.swift) from the standard input and writes a JSON list of observations (see
Observation.swift). All of them run at once, in one event loop with virtual time.
"""

import asyncio
import json
import logging
import sys

import virtual_time
from actions import decided
from pool import ANSWERS, QUESTIONS, WORK, Failure, Note
from triggers import as_step
from workflows import Workflow
from workflows.errors import WorkflowCancelledByUser, WorkflowTimeoutError
from workflows.events import (
    InputRequiredEvent,
    StopEvent,
    WorkflowCancelledEvent,
    WorkflowFailedEvent,
    WorkflowTimedOutEvent,
)

QUIET_TIME = 3600


class Run:
    """One run of one program, and what was seen of it."""

    def __init__(self, program):
        self.program = program
        self.starts = [[] for _ in program["steps"]]
        self.stream = []

    def step(self, index):
        """The function of a step."""
        spec = self.program["steps"][index]

        async def body(ctx, event, started):
            started["attempt"] = ctx.retry_info().retry_number + 1
            self.starts[index].append(started)
            for number in range(spec["writes"]):
                ctx.write_event_to_stream(Note(seen={"step": index, "by": started, "index": number}))
            if spec["sleep"] > 0:
                await asyncio.sleep(spec["sleep"])
            if started["attempt"] <= spec["failures"]:
                raise Failure()
            return self.act(ctx, event, spec["action"], started["value"], {"step": index, "by": started})

        return as_step(spec, self.program, body)

    def act(self, ctx, event, action, value, origin):
        kind, parameters = decided(action, value)
        if kind == "stop":
            return StopEvent(result=value)
        if kind == "emit":
            return WORK[parameters["event"]](v=value + parameters["adding"])
        if kind in ("fanOut", "send"):
            types = parameters["events"] if kind == "fanOut" else [parameters["event"]]
            events = [WORK[types[i % len(types)]](v=value * 10 + i) for i in range(parameters["count"])]
            if kind == "fanOut":
                return events
            for each in events:
                ctx.send_event(each)
            return None
        if kind == "collect":
            events = ctx.collect_events(event, [type(event)] * parameters["count"])
            if events is None:
                return None
            return self.act(ctx, event, parameters["then"], sum(each.v for each in events), origin)
        if kind == "drop":
            return None
        if kind == "ask":
            number = parameters["question"]
            seen = {**origin, "question": {"number": number, "value": value}}
            return QUESTIONS[f"Q{number}"](v=value, seen=seen)
        assert kind == "fail", kind
        raise Failure()

    async def run(self):
        names = {spec["name"]: self.step(index) for index, spec in enumerate(self.program["steps"])}
        workflow = type("Generated", (Workflow,), {"__module__": __name__, **names})(
            timeout=self.program.get("timeout"), disable_validation=True
        )
        outside = self.program["outside"]
        cancel = outside.get("cancel", {})
        handler = workflow.run(v=self.program["start"])
        for answer in outside["early"]:
            handler.ctx.send_event(ANSWERS[f"H{answer['number']}"](v=answer["value"]))
        quiet = asyncio.create_task(self.cancel_quietly(handler)) if "whenQuiet" in cancel else None
        ending = None
        async for event in handler.stream_events():
            if isinstance(event, WorkflowFailedEvent):
                ending = {"failed": {"step": event.step_name, "attempts": event.attempts}}
            elif isinstance(event, WorkflowTimedOutEvent):
                ending = {"timedOut": {"activeSteps": event.active_steps}}
            elif isinstance(event, WorkflowCancelledEvent):
                ending = {"cancelled": {}}
            elif isinstance(event, StopEvent):
                ending = {"stopped": {"result": event.result}}
            else:
                await self.react(handler, event, outside["answers"], cancel.get("afterStreamEvents", {}).get("count"))
        try:
            await handler
        except (Failure, WorkflowTimeoutError, WorkflowCancelledByUser):
            pass
        if quiet:
            quiet.cancel()
        return {"ending": ending, "starts": self.starts, "stream": self.stream}

    async def react(self, handler, event, answers, cancelled_at):
        """What the person outside does when they read an event of the stream."""
        self.stream.append(event.seen)
        if len(self.stream) == cancelled_at:
            await handler.cancel_run()
        elif answers and isinstance(event, InputRequiredEvent):
            handler.ctx.send_event(ANSWERS["H" + type(event).__name__[1:]](v=event.v + 1))

    async def cancel_quietly(self, handler):
        await asyncio.sleep(QUIET_TIME)
        await handler.cancel_run()


async def main():
    programs = json.load(sys.stdin)
    json.dump(await asyncio.gather(*(Run(program).run() for program in programs)), sys.stdout)


# It warns of events that come to no batch, as many of them do.
logging.disable(logging.WARNING)
virtual_time.run(main())
