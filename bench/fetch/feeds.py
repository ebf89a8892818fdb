#!/usr/bin/env python3
"""feeds.py [--gongwatch PATH] [--repeats 5] [--feeds 200] [--connections 16]

The whole `gongwatch run` over 200 RSS feeds of 20 entries (fetched, kept, read, every entry recorded) beside newsboat where it is installed: from
nginx on loopback, first cold and then all unchanged, in turn, medians. Exit code 1 if not every feed was captured and every entry recorded, or if
the run is not 10 times as fast as newsboat. CPU carries further than wall on a machine that is busy. All traffic is to 127.0.0.1.
"""
import argparse, gzip, json, os, pathlib, random, shutil, sqlite3, statistics, sys, tempfile, time

from measure import Server, run

ENTRIES = 20
LEAST_RATIO = 10


def make_feeds(folder, port, feeds):
    random.seed(11)
    words = ["".join(random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(random.randint(2, 9))) for _ in range(3000)]
    text = lambda count: " ".join(random.choice(words) for _ in range(count))
    folder.mkdir()
    for n in range(feeds):
        items = "".join(
            f"<item><title>{text(7)}</title><link>http://127.0.0.1:{port}/{n}/{k}.html</link><guid isPermaLink=\"false\">{n}-{k}</guid>"
            f"<pubDate>Sun, 09 Nov 2025 {k:02}:00:00 GMT</pubDate><description>&lt;p&gt;{text(75)}&lt;/p&gt;</description></item>"
            for k in range(ENTRIES))
        page = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed {n}</title>{items}</channel></rss>'.encode()
        (folder / f"{n}.xml").write_bytes(page)
        (folder / f"{n}.xml.gz").write_bytes(gzip.compress(page, 6))


def gongwatch(options, urls, state, again):
    sources = state / "sources"
    if not again:
        sources.mkdir()
        shutil.copy(pathlib.Path(__file__).resolve().parents[2] / "sources" / "hkex-holidays.tsv", sources)
        (sources / "feeds.toml").write_text(
            f'id = "feeds"\nkind = "feed"\nurl = {json.dumps(urls)}\nevery = "1m"\nadaptive = false\ndelay = "0s"\n'
            f"connections = {options.connections}\nrobots = false\nallow_private = true\n")
    command = [options.gongwatch, "--db", str(state / "news.db"), "--sources", str(sources), "run", "--max-articles", "0"]
    return command + (["--now", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 300))] if again else [])


def newsboat(options, urls, state, again):
    (state / "urls").write_text("\n".join(urls) + "\n")
    (state / "config").write_text(f"reload-threads {options.connections}\ndownload-retries 1\n")
    return ["newsboat", "-q", "-u", str(state / "urls"), "-C", str(state / "config"), "-c", str(state / "cache.db"), "-x", "reload"]


def recorded(database):
    store = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    ask = lambda sql: store.execute(sql).fetchone()[0]
    return ask("select count(distinct page_id) from capture"), ask("select count(*) from list_entry")


def compare(options, server, work, urls):
    rows, wrong = {}, []
    programs = {"gongwatch run": gongwatch}
    if shutil.which("newsboat"):
        programs["newsboat"] = newsboat
    for _ in range(options.repeats):
        for name, command in programs.items():
            state = work / "state"
            shutil.rmtree(state, ignore_errors=True)
            state.mkdir()
            for again in (False, True):
                wall, cpu, peak, code = run(command(options, urls, state, again), state)
                rows.setdefault((name, "unchanged" if again else "cold"), []).append((wall, cpu, peak))
                if code != 0:
                    wrong.append(f"{name}: exit code {code}")
            if name == "gongwatch run" and recorded(state / "news.db") != (len(urls), ENTRIES * len(urls)):
                wrong.append(f"{name}: feeds captured, entries recorded: {recorded(state / 'news.db')}")
    print(f"{len(urls)} feeds of {ENTRIES} entries, {options.connections} connections, medians of {options.repeats}, in turn\n")
    print("| program | pass | feeds/s | CPU ms a feed | peak MiB |\n|---|---|---|---|---|")
    for (name, what), runs in sorted(rows.items(), key=lambda row: row[0][1]):
        wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
        print(f"| {name} | {what} | {len(urls) / wall:.0f} | {1000 * cpu / len(urls):.2f} | {peak:.0f} |")
    if ("newsboat", "cold") in rows:
        wall = {name: statistics.median(row[0] for row in rows[name, "cold"]) for name in programs}
        ratio = wall["newsboat"] / wall["gongwatch run"]
        print(f"\ncold: {ratio:.1f} times newsboat's feeds a second")
        if ratio < LEAST_RATIO:
            wrong.append(f"{ratio:.1f} times newsboat, {LEAST_RATIO} is expected")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gongwatch", default="build/release/cli/gongwatch")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    if not shutil.which("nginx") or not os.path.exists("/usr/bin/time"):
        raise SystemExit("nginx and time(1) are needed, see measure.py")
    with tempfile.TemporaryDirectory(prefix="gongwatch-feeds-") as folder:
        work = pathlib.Path(folder)
        server = Server(work)
        try:
            make_feeds(work / "site", server.port, options.feeds)
            urls = [f"http://127.0.0.1:{server.port}/{n}.xml" for n in range(options.feeds)]
            wrong = compare(options, server, work, urls)
        finally:
            server.stop()
    for line in wrong:
        print(f"feeds.py: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
