"""What is to be known of an action (see Action.swift) before and while it is done."""

from typing import Union

from pool import QUESTIONS, WORK


def returned(action):
    """The types that an action may return.

    All that and no more: the library looks at every path through lists before a run, in a time that is exponential in
    the number of steps if each declares everything.
    """
    ((kind, parameters),) = action.items()
    if kind == "branch":
        return [each for action in parameters["actions"] for each in returned(action)]
    if kind == "loop":
        return [WORK[parameters["event"]], *returned(parameters["exit"])]
    if kind == "collect":
        return returned(parameters["then"])
    if kind in ("emit", "send"):
        return [WORK[parameters["event"]]]
    if kind == "fanOut":
        return [list[Union[tuple(WORK[event] for event in parameters["events"])]]]
    if kind == "ask":
        return [QUESTIONS[f"Q{parameters['question']}"]]
    return []


def decided(action, value):
    """The kind and the parameters of an action, once branches and loops have decided."""
    ((kind, parameters),) = action.items()
    if kind == "branch":
        actions = parameters["actions"]
        return decided(actions[value % len(actions)], value)
    if kind == "loop":
        if value > 0:
            return "emit", {"event": parameters["event"], "adding": -1}
        return decided(parameters["exit"], value)
    return kind, parameters
