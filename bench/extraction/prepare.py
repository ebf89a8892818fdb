#!/usr/bin/python3
"""Makes folders for score.py of public sets, which stay outside this repository.

    prepare.py trafilatura CHECKOUT FOLDER    adbar/trafilatura: tests/evaldata.json (snippets, title, byline, date)
    prepare.py readability CHECKOUT FOLDER    mozilla/readability: test/test-pages (text, title, byline, date)
    prepare.py htmldate CHECKOUT FOLDER       adbar/htmldate: tests/eval_*.json (date)

Pages are linked, not copied.
"""
import json, re, sys
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


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ('trafilatura', 'readability', 'htmldate'):
        sys.exit(__doc__)
    checkout, folder = Path(sys.argv[2]).resolve(), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    for number, (page, truth) in enumerate(globals()[sys.argv[1]](checkout)):
        name = f'{number:04}-' + re.sub(r'[^\w.-]', '_', page.parent.name if page.name == 'source.html' else page.stem)[:80]
        link = folder / (name + '.html')
        link.unlink(missing_ok=True)
        link.symlink_to(page)
        (folder / (name + '.json')).write_text(json.dumps(truth, ensure_ascii=False))


if __name__ == '__main__':
    main()
