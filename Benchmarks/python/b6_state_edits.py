"""(vi) 8 executions of one num_workers=8 step edit the state of their run at once, each edit an edit_state() of its own."""
import asyncio, time
from common import report, budget_loop
from pydantic import BaseModel
from workflows import Workflow, Context, step
from workflows.events import Event, StartEvent, StopEvent
class State(BaseModel): count: int = 0
class Item(Event): n: int
class Done(Event): n: int
class W(Workflow):
    @step
    async def fan(self, ev: StartEvent) -> list[Item]: return [Item(n=ev.n // 8) for _ in range(8)]
    @step(num_workers=8)
    async def edit(self, ctx: Context[State], ev: Item) -> Done:
        for n in range(ev.n):
            async with ctx.store.edit_state() as state: state.count += 1
            if n % 100 == 0: await asyncio.sleep(0)  # so that all 8 are on at once
        return Done(n=ev.n)
    @step
    async def join(self, ctx: Context[State], events: list[Done]) -> StopEvent:
        return StopEvent(result=(await ctx.store.get_state()).count)
N = 8_000
async def once():
    t = time.perf_counter(); assert await W(timeout=None).run(n=N) == N
    return time.perf_counter() - t
report("vi_state_edits", "edits_per_s", [N / s for s in budget_loop(once, repeats=3, budget_s=30)], "1/s")
