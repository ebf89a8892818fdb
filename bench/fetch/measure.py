#!/usr/bin/env python3
"""measure.py [--gongwatch PATH] [--floor PATH] [--repeats 5] [--pages 2000] [--many 200000] [--connections 16]

`gongwatch fetch --urls` beside the least that libcurl costs, and beside curl -Z and wget2 where they are installed: the same list from nginx on
loopback, first cold and then all unchanged, every program in turn, medians. The server's log is the truth: exactly one 200, then exactly one
304 for each page. Then memory over 2,000, 50,000 and 200,000 pages. Exit code 1 if a program got another number of answers, if fetching without
storing is below 0.85 of the floor, or if memory grows (with a store: from 50,000 pages on). All traffic is to 127.0.0.1; nginx is stopped at the end.
"""
import argparse, gzip, os, pathlib, random, shutil, socket, statistics, subprocess, sys, tempfile, time

LEAST_RATIO = 0.85
MOST_GROWTH_MIB = 4
NGINX = """daemon off; master_process off; worker_processes 1; pid {work}/nginx.pid; error_log {work}/nginx.err; {user}
events {{ worker_connections 512; }}
http {{
  types {{ text/html html; text/plain txt; }}
  log_format s '$status'; access_log {work}/access.log s buffer=64k flush=200ms;
  sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_timeout 30s; keepalive_requests 1000000;
  client_body_temp_path {work}/t1; proxy_temp_path {work}/t2; fastcgi_temp_path {work}/t3; uwsgi_temp_path {work}/t4; scgi_temp_path {work}/t5;
  server {{ listen 127.0.0.1:{port} backlog=511; root {work}/site; etag on; gzip_static on; add_header Cache-Control "max-age=0" always; }}
}}
"""


def make_site(work, pages):
    """Pages of about 48 kB, 11 kB in gzip: words, and markup that repeats."""
    random.seed(7)
    words = ["".join(random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(random.randint(2, 9))) for _ in range(4000)]
    folder = work / "site"
    folder.mkdir()
    for n in range(pages):
        body = ["<!doctype html><title>Page %d</title>" % n]
        while sum(map(len, body)) < 47000:
            text = " ".join(random.choice(words) for _ in range(22))
            body.append('<div class="row story-block"><p class="paragraph body-text" data-kind="story">%s</p></div>\n' % text
                        + '<li class="menu-entry"><a href="/section/item.html" rel="nofollow noopener" target="_blank">Read more</a></li>\n' * 5)
        page = "".join(body).encode()
        (folder / f"{n}.html").write_bytes(page)
        (folder / f"{n}.html.gz").write_bytes(gzip.compress(page, 6))


class Server:
    def __init__(self, work):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = work / "access.log"
        user = "user root;" if os.getuid() == 0 else ""
        (work / "nginx.conf").write_text(NGINX.format(work=work, port=self.port, user=user))
        self.process = subprocess.Popen(["nginx", "-c", str(work / "nginx.conf"), "-e", str(work / "nginx.err")])
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("nginx does not listen")

    def answers_since(self, at):
        """Statuses logged behind that offset, once the log is still."""
        seen = -1
        while True:
            time.sleep(0.45)
            data = self.log.read_bytes()[at:]
            if len(data) == seen:
                return {status: data.split().count(status.encode()) for status in ("200", "304")}
            seen = len(data)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def run(command, folder):
    """Wall and CPU seconds, and the peak in MiB; time(1) in between, as a child's peak begins with its parent's."""
    peak = folder / "peak"
    start = time.perf_counter()
    process = subprocess.Popen(["/usr/bin/time", "-q", "-f", "%M", "-o", str(peak)] + command, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    return wall, used.ru_utime + used.ru_stime, int(peak.read_text().split()[-1]) / 1024, os.waitstatus_to_exitcode(status)


def curl(urls, state, connections):
    config = state / "curl.cfg"
    if not config.exists():
        (state / "out").mkdir()
        config.write_text("next\n".join(
            f'url = "{url}"\noutput = "{state}/out/{n}"\netag-save = "{state}/out/{n}.etag"\netag-compare = "{state}/out/{n}.etag"\ncompressed\nsilent\n'
            for n, url in enumerate(urls.read_text().split())))
    return ["curl", "-sZ", "--parallel-max", str(connections), "-K", str(config)]


def programs(options):
    ours = [options.gongwatch, "fetch", "--no-delay", "--no-robots", "--allow-private", "--connections", str(options.connections), "--urls"]
    table = {
        "libcurl floor": lambda urls, state: [options.floor, str(urls), str(options.connections), str(state / "state")],
        "gongwatch, nothing stored": lambda urls, state: ours + [str(urls), "--no-store", "--validators", str(state / "validators.db")],
        "gongwatch, stored": lambda urls, state: ours + [str(urls), "--db", str(state / "news.db")],
    }
    if shutil.which("curl"):
        table["curl -Z"] = lambda urls, state: curl(urls, state, options.connections)
    if shutil.which("wget2"):
        table["wget2 -N"] = lambda urls, state: ["wget2", "-q", "-N", "-i", str(urls), f"--max-threads={options.connections}", "--compression=gzip",
                                                 "-P", str(state / "out"), "--config=/dev/null"]
    return table


def compare(options, server, work, urls):
    rows, wrong = {}, []
    for repeat in range(options.repeats):
        for name, command in programs(options).items():
            state = work / "state"
            shutil.rmtree(state, ignore_errors=True)
            state.mkdir()
            for what, status in (("cold", "200"), ("unchanged", "304")):
                at = server.log.stat().st_size if server.log.exists() else 0
                wall, cpu, peak, code = run(command(urls, state), state)
                answers = server.answers_since(at)
                rows.setdefault((name, what), []).append((wall, cpu, peak))
                if code != 0 or answers[status] != options.pages or sum(answers.values()) != options.pages:
                    wrong.append(f"{name}, {what}: exit code {code}, answers {answers}")
    floor = {what: statistics.median(wall for wall, _, _ in rows["libcurl floor", what]) for what in ("cold", "unchanged")}
    print(f"{options.pages} pages, {options.connections} connections, medians of {options.repeats}, in turn; ratio: to the floor's pages a second\n")
    print("| program | pass | pages/s | ratio | CPU ms a page | peak MiB |\n|---|---|---|---|---|---|")
    for (name, what), runs in sorted(rows.items(), key=lambda row: row[0][1]):
        wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
        ratio = floor[what] / wall
        print(f"| {name} | {what} | {options.pages / wall:.0f} | {ratio:.2f} | {1000 * cpu / options.pages:.3f} | {peak:.0f} |")
        if name == "gongwatch, nothing stored" and ratio < LEAST_RATIO:
            wrong.append(f"{name}, {what}: {ratio:.2f} of the floor, {LEAST_RATIO} is expected")
    return wrong


def memory(options, server, work):
    """The same pages again and again under other addresses."""
    peaks, wrong = {}, []
    for stored in (False, True):
        for count in (options.pages, options.many // 4, options.many):
            urls = work / "many.txt"
            urls.write_text("".join(f"http://127.0.0.1:{server.port}/{n % options.pages}.html?n={n}\n" for n in range(count)))
            state = work / "state"
            shutil.rmtree(state, ignore_errors=True)
            state.mkdir()
            keep = ["--db", str(state / "news.db")] if stored else ["--no-store"]
            _, _, peak, code = run([options.gongwatch, "fetch", "--no-delay", "--no-robots", "--allow-private", "--connections",
                                    str(options.connections), "--urls", str(urls)] + keep, state)
            peaks[stored, count] = peak
            if code != 0:
                wrong.append(f"memory, {count} pages: exit code {code}")
        # SQLite's cache of the store fills up to its 32 MiB first.
        growth = peaks[stored, options.many] - peaks[stored, options.many // 4 if stored else options.pages]
        print(f"peak {'stored' if stored else 'nothing stored'}: "
              + ", ".join(f"{peaks[stored, count]:.1f} MiB for {count} pages" for count in (options.pages, options.many // 4, options.many)))
        if growth > MOST_GROWTH_MIB:
            wrong.append(f"memory grows by {growth:.1f} MiB")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gongwatch", default="build/release/cli/gongwatch")
    parser.add_argument("--floor", default="build/release/bench/bench_fetch_floor")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--many", type=int, default=200000, help="0: memory is not measured")
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    if not shutil.which("nginx") or not os.path.exists("/usr/bin/time"):
        raise SystemExit("nginx and time(1) are needed: apt-get install nginx-light time (Debian's nginx starts a server on port 80; "
                         "systemctl disable --now nginx ends it)")
    with tempfile.TemporaryDirectory(prefix="gongwatch-fetch-") as folder:
        work = pathlib.Path(folder)
        make_site(work, options.pages)
        server = Server(work)
        try:
            urls = work / "urls.txt"
            urls.write_text("".join(f"http://127.0.0.1:{server.port}/{n}.html\n" for n in range(options.pages)))
            wrong = compare(options, server, work, urls)
            if options.many:
                print()
                wrong += memory(options, server, work)
        finally:
            server.stop()
    for line in wrong:
        print(f"measure.py: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
