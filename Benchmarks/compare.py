"""Runs our benchmarks and the Python original's in turn and prints one table.

usage: compare.py <bench executable> <python with llama-index-workflows> [rounds]
"""
import json, os, platform, shutil, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
bench, python = sys.argv[1], sys.argv[2]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5


def lines(command, cwd=None):
    out = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=900)
    if out.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} failed:\n{out.stderr}")
    return [json.loads(line) for line in out.stdout.splitlines() if line.startswith("{")]


def ours(*arguments):
    return {row["metric"]: row["value"] for row in lines([bench, *arguments])}


def theirs(script, *arguments):
    rows = lines([python, f"python/{script}", *arguments], cwd=HERE)
    return {row["metric"]: row["median"] for row in rows}


# What to run in each round, ours and theirs next to each other.
PAIRS = [
    (lambda: ours("three"), lambda: theirs("b1_three_step.py")),
    (lambda: ours("structured"), None),
    (lambda: ours("concurrent"), None),
    (lambda: ours("loop"), lambda: theirs("b2_loop.py")),
    (lambda: ours("send", "1000"), lambda: theirs("b3_fanout.py", "collect_nw1")),
    (lambda: ours("send", "10"), None),
    (lambda: ours("send", "100000"), None),
    (lambda: ours("batch", "1000"), lambda: theirs("b3_fanout.py", "list")),
    (lambda: ours("batch", "100000"), None),
    (lambda: ours("edits"), lambda: theirs("b6_state_edits.py")),
    (lambda: ours("stream"), lambda: theirs("b4_stream.py", "yield100", "yield1", "burst")),
    (lambda: ours("stream9"), None),
    (lambda: ours("parked"), None),
    (lambda: ours("waiting"), None),
    (lambda: ours("children"), None),
    (lambda: ours("parked-burst"), None),
    (lambda: ours("simulate"), None),
]


def cold_start():
    start = time.perf_counter()
    process = subprocess.Popen([bench, "first-event"], stdout=subprocess.PIPE)
    process.stdout.readline()
    took = time.perf_counter() - start
    process.communicate()
    return took * 1000


samples = {}
for number in range(rounds):
    for mine, other in PAIRS:
        for prefix, run in (("", mine), ("py:", other)):
            for metric, value in (run() if run else {}).items():
                samples.setdefault(prefix + metric, []).append(value)
    samples.setdefault("cold-start", []).extend(cold_start() for _ in range(10))
    print(f"bench: round {number + 1} of {rounds} done", file=sys.stderr)

m = {metric: statistics.median(values) for metric, values in samples.items()}


def instructions(count):
    """Instructions that a loop of so many steps takes, by callgrind."""
    out = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", bench, "loop", str(count)],
                         capture_output=True, text=True, timeout=900)
    return int(next(line for line in out.stderr.splitlines() if "refs:" in line).split()[-1].replace(",", ""))


def number(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.2f}"


rows = []


def row(measure, mine, unit, other=None, ratio=None, bar=None, met=None):
    rows.append((measure, f"{number(mine)} {unit}", f"{number(other)} {unit}" if other else "–",
                 f"{ratio:,.0f} x" if ratio else "–", bar or "–", {True: "yes", False: "no", None: "–"}[met]))


def against(measure, mine, unit, other, bar):
    ratio = mine / other
    row(measure, mine, unit, other, ratio, f"{bar:,} x", ratio >= bar)


runs_py, loop_py = m["py:runs_per_s"], m["py:events_per_s"]
send_py = 1000 / m["py:collect_nw1_1000_seconds"]
stream_py = max(value for metric, value in m.items() if metric.startswith("py:") and metric.endswith("k_events_per_s"))
against("sequential 3-step runs, timeout on", m["three"], "/s", runs_py, 200)
row("the same, structured form", m["structured"], "/s", runs_py, m["structured"] / runs_py)
row("300 runs at once", m["concurrent"], "/s", m["py:runs_per_s_300_concurrent"],
    m["concurrent"] / m["py:runs_per_s_300_concurrent"])
against("events through one looping step", m["loop"], "/s", loop_py, 500)
row("memory growth of a million steps", m["loop-growth"] / 1024, "KiB", bar="< 1 MiB", met=m["loop-growth"] < 2**20)
against("send 1,000, 8 workers, collect all: events", m["send-1000"], "/s", send_py, 2500)
per = {n: 1e9 / m[f"send-{n}"] for n in (10, 1000, 100000)}
row("the same per event, 100,000 : 1,000", per[100000] / per[1000], "", bar="within 25 %",
    met=per[100000] / per[1000] <= 1.25)
row("the same per event, 10 : 1,000", per[10] / per[1000], "", bar="at most 2", met=per[10] / per[1000] <= 2)
against("join of 1,000 through a typed batch: members", m["batch-1000"], "/s", 1000 / m["py:list_1000_seconds"], 2500)
row("the same per member, 100,000 : 1,000", m["batch-1000"] / m["batch-100000"], "", bar="within 25 %",
    met=m["batch-1000"] / m["batch-100000"] <= 1.25)
edits_py = m["py:edits_per_s"]
row("state edits by 8 workers at once", m["edits"], "/s", edits_py, m["edits"] / edits_py, "at least 1,000,000 /s",
    m["edits"] >= 1_000_000)
against("events written and read by one reader", m["stream-1"], "/s", stream_py, 60)
one = 1e9 / m["stream-1"]
each = (1e9 / m["stream-9"] - one) / 8
row("each of 8 more readers, of the cost of one", each / one, "", bar="at most 0.50", met=each / one <= 0.5)
row("a run parked between two steps", m["parked"], "bytes", bar="at most 2,048", met=m["parked"] <= 2048)
row("the same, all 100,000 started at once", m["parked-burst"], "bytes")
row("parked runs answered", m["answered"], "/s")
row("a run parked in the middle of a step", m["waiting"], "bytes", bar="at most 8,192", met=m["waiting"] <= 8192)
row("such runs answered", m["waiting-answered"], "/s", bar="100,000 /s", met=m["waiting-answered"] >= 100_000)
child = m["three"] / m["children"]
row("a child run of three steps, of the cost of a plain one", child, "", bar="at most 3", met=child <= 3)
row("100,000 simulated runs of ten steps and ten virtual hours", m["simulated"], "s", bar="at most 10",
    met=m["simulated"] <= 10)
row("cold start to the first event", m["cold-start"], "ms", bar="at most 15", met=m["cold-start"] <= 15)
if shutil.which("valgrind"):
    # So many that what differs from run to run, by the order in which threads come, is little beside it.
    early = (instructions(101_000) - instructions(1_000)) / 100_000
    late = (instructions(1_100_000) - instructions(1_000_000)) / 100_000
    row("instructions of the millionth step : the thousandth", late / early, "", bar="within 5 %",
        met=abs(late / early - 1) <= 0.05)
    row("instructions of a step", early, "")

versions = subprocess.run([python, "-c", "import importlib.metadata as m; print(m.version('llama-index-workflows'))"],
                          capture_output=True, text=True).stdout.strip()
swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.splitlines()[0]
cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?") \
    if os.path.exists("/proc/cpuinfo") else platform.processor()
print(f"{os.cpu_count()} cores, {cpu}; {swift}; Python {platform.python_version()}, llama-index-workflows {versions}; "
      f"medians of {rounds} rounds\n")
print("| measure | swift-workflows | Python | ratio | bar | met |\n|---|--:|--:|--:|--:|---|")
for cells in rows:
    print("| " + " | ".join(cells) + " |")
