"""The event types that programs are made of."""

from workflows.events import Event, HumanResponseEvent, InputRequiredEvent, StartEvent


class Note(Event):
    """A stream event."""


def _types(letter, count, base):
    return {f"{letter}{i}": type(f"{letter}{i}", (base,), {"__module__": __name__}) for i in range(count)}


WORK = _types("E", 16, Event)
ANSWERS = _types("H", 4, HumanResponseEvent)
QUESTIONS = _types("Q", 4, InputRequiredEvent)
TAKEN = {"Start": StartEvent, **WORK, **ANSWERS}


def name(event):
    """What programs call the type of an event."""
    return "Start" if type(event) is StartEvent else type(event).__name__


class Failure(Exception):
    """What a step of a program throws."""
