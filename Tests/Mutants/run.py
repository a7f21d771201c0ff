"""Plants each mutant of engine.mutants into a copy of the package and runs the tests on it: see scripts/mutants."""
import os, shutil, signal, subprocess, sys, time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
COPY = os.path.join(ROOT, ".build", "mutants", "tree")
SCRATCH = os.path.join(ROOT, ".build", "mutants", "build")
# What looks at the mutants, and how long each may take before it counts as hung.
SUITES = [("by hand", "WorkflowsTests", 60), ("simulation", "SimulationTests", 300)]
# Enough random programs for every mutant so far; all of them would take half a minute each time.
os.environ.setdefault("PROGRAMS", "500")


def mutants():
    found, name, path, old, new = [], None, None, [], []

    def close():
        if name:
            found.append((name, path, "".join(old), "".join(new)))

    with open(os.path.join(ROOT, "Tests/Mutants/engine.mutants")) as file:
        for line in file:
            if line.startswith("@ "):
                close()
                name, path = (part.strip() for part in line[2:].split("|"))
                old, new = [], []
            elif line.startswith("- "):
                old.append(line[2:])
            elif line.startswith("+ "):
                new.append(line[2:])
    close()
    return found


def mirror(source, target):
    os.makedirs(target, exist_ok=True)
    names = set(os.listdir(source))
    for name in set(os.listdir(target)) - names:
        path = os.path.join(target, name)
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    for name in names:
        a, b = os.path.join(source, name), os.path.join(target, name)
        if os.path.isdir(a):
            mirror(a, b)
        elif not os.path.exists(b) or open(a, "rb").read() != open(b, "rb").read():
            shutil.copyfile(a, b)


def copy():
    """Brings the copy up to date, touching only what has changed, so that the next build is short."""
    for folder in ("Sources/Workflows", "Sources/WorkflowsTesting", "Tests/WorkflowsTests", "Tests/SimulationTests",
                   "Tests/ReferenceModel"):
        source, target = os.path.join(ROOT, folder), os.path.join(COPY, folder)
        mirror(source, target)
    manifest = open(os.path.join(ROOT, "Tests/Mutants/Package.swift.txt")).read()
    path = os.path.join(COPY, "Package.swift")
    if not os.path.exists(path) or open(path).read() != manifest:
        open(path, "w").write(manifest)


def run(command, timeout, log):
    """Runs a command in a process group of its own; returns its exit code, or None if it did not end in time.

    It is stopped, too, once a test has failed: one is enough, and others may hang.
    """
    with open(log, "w") as out:
        process = subprocess.Popen(command, cwd=COPY, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        end = time.time() + timeout
        while True:
            try:
                return process.wait(1)
            except subprocess.TimeoutExpired:
                failed = "recorded an issue" in open(log, errors="replace").read()
                if failed or time.time() > end:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
                    # The tests themselves run in a process group of their own.
                    subprocess.run(["pkill", "-KILL", "-f", SCRATCH])
                    return 1 if failed else None


def build():
    return run(["swift", "build", "--build-tests", "--scratch-path", SCRATCH], 1800, os.path.join(COPY, "build.log")) == 0


def verdict(suite, timeout):
    """What the tests say: 'passes', 'caught', 'hangs' or 'crashes'."""
    log = os.path.join(COPY, "test.log")
    code = run(["swift", "test", "--skip-build", "--scratch-path", SCRATCH, "--filter", suite], timeout, log)
    text = open(log, errors="replace").read()
    if code is None:
        return "hangs"
    if code == 0:
        if "Test run with 0 tests" in text:
            sys.exit(f"mutants: no test was run by the filter '{suite}'")
        return "passes"
    return "caught" if "recorded an issue" in text else "crashes"


def main():
    wanted = sys.argv[1:] or [""]
    chosen = [mutant for mutant in mutants() if any(part in mutant[0] for part in wanted)]
    if not chosen:
        sys.exit(f"mutants: there is none whose name has {' or '.join(map(repr, wanted))} in it")
    copy()
    print("mutants: building the copy", flush=True)
    if not build():
        sys.exit("mutants: the unchanged copy does not build:\n" + open(os.path.join(COPY, "build.log")).read()[-3000:])
    for name, suite, timeout in SUITES:
        if verdict(suite, timeout) != "passes":
            sys.exit(f"mutants: the unchanged copy fails {suite}:\n" + open(os.path.join(COPY, "test.log")).read()[-3000:])

    rows, survivors, invalid = [], [], []
    for name, path, old, new in chosen:
        file = os.path.join(COPY, "Sources/Workflows", path)
        original = open(file).read()
        if original.count(old) != 1:
            invalid.append(f"{name}: its lines stand {original.count(old)} times in {path}")
            continue
        start = time.time()
        open(file, "w").write(original.replace(old, new))
        try:
            if not build():
                invalid.append(f"{name}: it does not compile")
                continue
            verdicts = [verdict(suite, timeout) for _, suite, timeout in SUITES]
        finally:
            open(file, "w").write(original)
        rows.append((name, verdicts))
        if all(one == "passes" for one in verdicts):
            survivors.append(name)
        print(f"mutants: {name}: {', '.join(f'{s[0]} {v}' for s, v in zip(SUITES, verdicts))} "
              f"({time.time() - start:.0f} s)", flush=True)

    print("\n| mutant | " + " | ".join(name for name, _, _ in SUITES) + " |\n|---|" + "---|" * len(SUITES))
    for name, verdicts in rows:
        print(f"| {name} | " + " | ".join(verdicts) + " |")
    alone = sum(verdicts[0] == "passes" and verdicts[1] != "passes" for _, verdicts in rows)
    print(f"\n{len(rows)} mutants, {len(rows) - len(survivors)} caught, {alone} of them by simulation alone")
    for problem in invalid:
        print(f"mutants: not counted: {problem}")
    for name in survivors:
        print(f"mutants: survived: {name}")
    sys.exit(1 if survivors or invalid else 0)


main()
