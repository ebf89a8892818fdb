#!/usr/bin/python3
"""Scores article extraction on any folder of pages and truths, peers side by side.

    score.py FOLDER... [--gongwatch PATH] [--peers]

Each FOLDER holds NAME.html and NAME.json; prepare.py makes such folders of public sets. Keys of a truth, all
optional: "text" (the whole article), "with" and "without" (snippets that must and must not be in the text),
"title", "byline", "date" (YYYY-MM-DD), "url". Printed for each tool:

    runs     F1 of mean precision and mean recall of runs of four words
    text     mean F1 of the pages' tokens (words, and each CJK character by itself) against "text"
    snippets F1 of wanted against unwanted snippets
    leaked   share of the unwanted snippets that came out
    title, byline, date   share of right ones where the truth has one
    pages/s  pages per second of processor time, start-up included

Peers are used where they are installed:  pip install trafilatura;  apt install python3-readability
"""
import argparse, collections, json, os, re, resource, subprocess, sys, tempfile
from pathlib import Path

TOKEN = re.compile(r'[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+')


def squeezed(text):
    return re.sub(r'\s+', ' ', text or '').strip()


def written(value):
    if isinstance(value, list):
        value = '; '.join(map(str, value))
    return value if isinstance(value, str) else ''


def key(value):
    text = written(value)
    return re.sub(r'[\W_]+', ' ', re.sub('^by ', '', text, flags=re.I).casefold()).strip()


def token_f1(truth, text):
    a, b = (collections.Counter(TOKEN.findall(x or '')) for x in (truth, text))
    same = sum((a & b).values())
    return 2 * same / max(1, sum(a.values()) + sum(b.values())) if a or b else 1.0


def runs(text):
    words = re.findall(r'\w+', text or '')
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)))


def runs_f1(pairs):
    """Of mean precision and mean recall."""
    precision = recall = 0.0
    for truth, text in pairs:
        a, b = runs(truth), runs(text)
        same = sum((a & b).values())
        precision, recall = precision + same / sum(b.values()), recall + same / sum(a.values())
    return 2 * precision * recall / max(1e-9, precision + recall) / max(1, len(pairs))


def pages_of(folders):
    for folder in folders:
        for truth in sorted(Path(folder).glob('*.json')):
            page = truth.with_suffix('.html')
            if page.is_file():
                yield page, json.loads(truth.read_text(encoding='utf-8'))


def processor_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def answers_of(command, pages):
    """The answers by path, and the processor time of it all."""
    with tempfile.TemporaryFile('w+', encoding='utf-8') as lines:
        for page, truth in pages:
            lines.write(f'{page}\t{truth.get("url") or ""}\n')
        lines.seek(0)
        before = processor_time()
        done = subprocess.run(command, stdin=lines, stdout=subprocess.PIPE, check=False)
    answers = {}
    for line in done.stdout.decode('utf-8', 'replace').splitlines():
        if line.startswith('{'):
            answer = json.loads(line)
            answers[answer['path']] = answer
    return answers, processor_time() - before


def share(pairs):
    known = [(truth, told) for truth, told in pairs if truth]
    return sum(truth == told for truth, told in known) / len(known) if known else None


def scores(pages, answers):
    told = [(truth, answers.get(str(page), {})) for page, truth in pages]
    texts = [token_f1(truth['text'], got.get('text')) for truth, got in told if truth.get('text')]
    hit = lost = leaked = clean = 0
    for truth, got in told:
        text = squeezed(got.get('text'))
        found = sum(squeezed(s) in text for s in truth.get('with', []))
        wrong = sum(squeezed(s) in text for s in truth.get('without', []))
        hit, lost = hit + found, lost + len(truth.get('with', [])) - found
        leaked, clean = leaked + wrong, clean + len(truth.get('without', [])) - wrong
    return {
        'runs': runs_f1([(truth['text'], got.get('text')) for truth, got in told if truth.get('text')]) if texts else None,
        'text': sum(texts) / len(texts) if texts else None,
        'snippets': 2 * hit / (2 * hit + leaked + lost) if hit else None,
        'leaked': leaked / (leaked + clean) if leaked + clean else None,
        'title': share((key(t.get('title')), key(g.get('title'))) for t, g in told),
        'byline': share((key(t.get('byline')), key(g.get('byline'))) for t, g in told),
        'date': share((written(t.get('date'))[:10], written(g.get('date'))[:10]) for t, g in told),
    }


# ---- peers: this script as a program of the same contract

def peer(name):
    if name == 'trafilatura':
        import trafilatura
        def read(html, url):
            found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True)
            found = found if isinstance(found, dict) or found is None else found.as_dict()
            found = found or {}
            return {'text': found.get('text'), 'title': found.get('title'), 'date': found.get('date'), 'byline': found.get('author')}
    else:
        import lxml.html
        import readability
        def read(html, url):
            document = readability.Document(html)
            return {'text': lxml.html.fromstring(document.summary()).text_content(), 'title': document.short_title()}
    for line in sys.stdin:
        path, _, url = line.rstrip('\n').partition('\t')
        try:
            answer = read(Path(path).read_bytes().decode('utf-8', 'replace'), url)
        except Exception as error:  # a peer's crash is an empty answer
            answer = {'error': str(error)}
        print(json.dumps({**answer, 'path': path}, ensure_ascii=False))


def installed(name):
    module = {'trafilatura': 'trafilatura', 'readability-lxml': 'readability'}[name]
    return subprocess.run([sys.executable, '-c', f'import {module}'], capture_output=True, check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folders', nargs='*')
    parser.add_argument('--gongwatch', default='build/release/cli/gongwatch')
    parser.add_argument('--peers', action='store_true')
    parser.add_argument('--as-peer', help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.as_peer:
        return peer(options.as_peer)
    pages = list(pages_of(options.folders))
    if not pages:
        sys.exit('no NAME.html with a NAME.json in: ' + ' '.join(options.folders))
    tools = {'gongwatch': [options.gongwatch, 'parse', '--batch', '--no-facts']}
    for name in ('trafilatura', 'readability-lxml') if options.peers else ():
        if installed(name):
            tools[name] = [sys.executable, __file__, '--as-peer', name]
    names = ('runs', 'text', 'snippets', 'leaked', 'title', 'byline', 'date')
    print(f'{len(pages)} pages'.ljust(18) + ''.join(n.rjust(10) for n in names) + 'pages/s'.rjust(10))
    for tool, command in tools.items():
        answers, seconds = answers_of(command, pages)
        row = scores(pages, answers)
        print(tool.ljust(18) + ''.join(('-' if row[n] is None else f'{row[n]:.3f}').rjust(10) for n in names)
              + f'{len(pages) / max(seconds, 1e-9):10.1f}')


if __name__ == '__main__':
    main()
