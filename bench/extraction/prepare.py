#!/usr/bin/python3
"""Makes folders for score.py of public sets, which stay outside this repository.

    prepare.py trafilatura CHECKOUT FOLDER    adbar/trafilatura: tests/evaldata.json (snippets, title, byline, date)
    prepare.py readability CHECKOUT FOLDER    mozilla/readability: test/test-pages (text, title, byline, date)
    prepare.py htmldate CHECKOUT FOLDER       adbar/htmldate: tests/eval_*.json (date)
    prepare.py wcxb CHECKOUT FOLDER           Murrough-Foley/web-content-extraction-benchmark: articles (text, snippets, title)
    prepare.py fundus CHECKOUT FOLDER         flairNLP/fundus: tests/resources (text, title, byline, date)
    prepare.py l3s CHECKOUT FOLDER            geodrome/page-signal: L3S-GN1, Google News of 2008 (text)
    prepare.py snippets CHECKOUT FOLDER       adbar/trafilatura again, for training
    prepare.py dragnet CHECKOUT FOLDER        j-szulc/html-cleaning-dataset-merged: dragnet_data (text)

The last five make two folders: FOLDER to develop and train on, FOLDER-control to score and nothing else; a site's (a
publisher's) pages are all in one of them.

Pages are linked, not copied, unless they are compressed.
"""
import gzip, hashlib, html, json, re, sys
from html.parser import HTMLParser
from pathlib import Path


class Text(HTMLParser):
    """The text of clean HTML: readability's expected.html."""
    blocks = set('p div br li ul ol h1 h2 h3 h4 h5 h6 tr table td th blockquote pre section article figure'.split())

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_starttag(self, tag, _):
        self.parts.append('\n' if tag in self.blocks else '')

    def handle_data(self, data):
        self.parts.append(data)


def found(checkout, name, folders):
    for folder in folders:
        if (checkout / 'tests' / folder / name).is_file():
            return checkout / 'tests' / folder / name
    return None


def trafilatura(checkout):
    for url, truth in json.loads((checkout / 'tests/evaldata.json').read_text()).items():
        page = found(checkout, truth['file'], ('cache', 'eval'))
        if page:
            yield page, {'url': url, 'with': truth['with'], 'without': truth['without'], 'title': truth.get('title'),
                         'byline': truth.get('author'), 'date': truth.get('date')}


def readability(checkout):
    for folder in sorted((checkout / 'test/test-pages').iterdir()):
        text = Text()
        text.feed((folder / 'expected.html').read_text())
        truth = json.loads((folder / 'expected-metadata.json').read_text())
        yield folder / 'source.html', {'text': ''.join(text.parts), 'title': truth.get('title'), 'byline': truth.get('byline'),
                                       'date': (truth.get('publishedTime') or '')[:10] or None}


def htmldate(checkout):
    for name in ('eval_mediacloud_2020', 'eval_default'):
        for url, truth in json.loads((checkout / f'tests/{name}.json').read_text()).items():
            page = found(checkout, truth['file'], ('test_set', 'cache', 'eval'))
            if page:
                yield page, {'url': url, 'date': truth['date']}


def in_control(name):
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 2 == 1


def wcxb(checkout):
    for split in ('dev', 'test'):
        for file in sorted((checkout / split / 'ground-truth').glob('*.json')):
            told = json.loads(file.read_text())
            truth = told['ground_truth']
            if told['_internal']['page_type']['primary'] != 'article' or 'main_content' not in truth:
                continue
            yield checkout / split / 'html' / (file.stem + '.html.gz'), {
                'url': told.get('url'), 'text': truth['main_content'], 'title': truth.get('title'), 'byline': truth.get('author'),
                'date': truth.get('publish_date'), 'with': truth.get('with') or [], 'without': truth.get('without') or [],
                'control': split == 'test'}


def snippets(checkout):
    for page, truth in trafilatura(checkout):
        host = truth['url'].split('//')[-1].split('/')[0].removeprefix('www.')
        yield page, {**truth, 'control': in_control(host)}


def paragraphs(body):
    return body['summary'] + [p for section in body['sections'] for p in section['headline'] + section['paragraphs']]


def fundus(checkout):
    """A publisher's truths stand in one file; which is this page's tell the beginnings of its paragraphs."""
    for page in sorted((checkout / 'tests/resources/parser/test_data').glob('*/*.html.gz')):
        publisher = page.name.split('_20')[0]
        truths = json.loads((page.parent / (publisher + '.json')).read_text())
        urls = json.loads((page.parent / 'meta.info').read_text())
        seen = html.unescape(gzip.open(page).read().decode('utf-8', 'replace'))
        best, most = None, 0.3
        for truth in truths.values():
            long = [p for p in paragraphs(truth['body']) if len(p) > 40] if truth.get('body') else []
            share = sum(p[:40].strip() in seen for p in long) / max(1, len(long))
            if share > most:
                best, most = truth, share
        if best:
            yield page, {'url': urls.get(page.name, {}).get('url'), 'text': '\n'.join(paragraphs(best['body'])), 'title': best.get('title'),
                         'byline': best.get('authors'), 'date': str(best.get('publishing_date') or '')[:10] or None,
                         'control': in_control(publisher)}


class Marked(HTMLParser):
    """What L3S-GN1 marks as full text: <span class="x-nc-sel2">, often nested."""

    def __init__(self):
        super().__init__()
        self.open, self.parts = [], []

    def handle_starttag(self, tag, attributes):
        if tag == 'span':
            self.open.append('x-nc-sel2' in (dict(attributes).get('class') or ''))
            self.parts.append('\n')

    def handle_endtag(self, tag):
        if tag == 'span' and self.open:
            self.open.pop()

    def handle_data(self, data):
        if any(self.open):
            self.parts.append(data)


def decoded(data):
    try:
        return data.decode('utf-16' if data[:2] in (b'\xff\xfe', b'\xfe\xff') else 'utf-8')
    except UnicodeDecodeError:
        return data.decode('cp1252', 'replace')


def l3s(checkout):
    base = checkout / 'L3S-GN1-20100130203947-00001'
    urls = dict(re.findall(r'<urn:uuid:([\w-]+)>\s+(\S+)', (base / 'url-mapping.txt').read_text(errors='replace')))
    for page in sorted((base / 'original').glob('*.html')):
        marked = Marked()
        marked.feed(decoded((base / 'annotated' / page.name).read_bytes()))
        text = ''.join(marked.parts).strip()
        if len(text.split()) > 40:
            host = urls.get(page.stem, page.stem).split('//')[-1].split('/')[0].removeprefix('www.')
            yield page, {'url': urls.get(page.stem), 'text': text, 'control': in_control(host)}


def dragnet(checkout):
    for page in sorted((checkout / 'dragnet_data/input').glob('*.html')):
        text = decoded((checkout / 'dragnet_data/GoldStandard' / (page.stem + '.txt')).read_bytes()).split('!@#$%^&*()')[0]
        if len(text) > 200:
            yield page, {'text': text, 'control': in_control(page.stem)}


SETS = {f.__name__: f for f in (trafilatura, readability, htmldate, wcxb, fundus, l3s, snippets, dragnet)}


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in SETS:
        sys.exit(__doc__)
    checkout, into = Path(sys.argv[2]).resolve(), sys.argv[3]
    for number, (page, truth) in enumerate(SETS[sys.argv[1]](checkout)):
        folder = Path(into + ('-control' if truth.pop('control', False) else ''))
        folder.mkdir(parents=True, exist_ok=True)
        stem = page.parent.name if page.name == 'source.html' else page.name.removesuffix('.gz').removesuffix('.html')
        name = f'{number:04}-' + re.sub(r'[^\w.-]', '_', stem)[:80]
        link = folder / (name + '.html')
        link.unlink(missing_ok=True)
        if page.suffix == '.gz':
            link.write_bytes(gzip.open(page).read())
        else:
            link.symlink_to(page)
        (folder / (name + '.json')).write_text(json.dumps(truth, ensure_ascii=False))


if __name__ == '__main__':
    main()
