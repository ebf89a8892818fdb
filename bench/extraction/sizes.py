#!/usr/bin/python3
"""Pages that are too large, too deep or never end: what each costs and what is answered.

    sizes.py [GONGWATCH]        build/release/cli/gongwatch without an argument

Prints for each page its size, seconds of the processor, memory of the process, and the kind or the error.
"""
import json, os, subprocess, sys, tempfile
from pathlib import Path

PROSE = '<p>Riverbend Metals Group Limited has held its listing hearing at the exchange, with two banks as joint sponsors of the offer.</p>\n'


def attributes(count):
    return ' '.join(f'a{i}={i}' for i in range(count))


PAGES = {
    '100,000 nested <div>': lambda: '<div>' * 100_000 + PROSE,
    '100,000 nested <b>': lambda: '<b>' * 100_000 + PROSE,
    '100,000 nested <table><tr><td>': lambda: '<table><tr><td>' * 100_000 + PROSE,
    '100,000 nested <svg>': lambda: '<svg>' * 100_000 + PROSE,
    '900 nested <div>': lambda: '<div>' * 900 + PROSE,
    '100,000 <p><a><b> never closed': lambda: '<p><a href=x><b>word ' * 100_000,
    '500,000 <li> never closed': lambda: '<ul>' + '<li>item ' * 500_000,
    '200,000 <form><font><i> never closed': lambda: '<form><font color=red><i>x' * 200_000,
    'comment never closed, 30 MB': lambda: PROSE * 3 + '<!--' + 'x' * 30_000_000,
    'script never closed, 30 MB': lambda: PROSE * 3 + '<script>' + 'x<' * 15_000_000,
    'attribute never closed, 30 MB': lambda: PROSE * 3 + '<a title="' + 'x ' * 15_000_000,
    'tag never closed, 30 MB': lambda: PROSE * 3 + '<a ' + 'x=1 ' * 7_500_000,
    'a million attributes, one tag': lambda: f'<div {attributes(1_000_000)}>' + PROSE,
    'a million attributes, 10,000 tags': lambda: ('<div ' + attributes(100) + '></div>') * 10_000 + PROSE,
    'a million <br>': lambda: PROSE + 'x<br>' * 1_000_000,
    'a million character references': lambda: PROSE + '&amp;&lt;&#8211;' * 333_333,
    '30 MB of paragraphs': lambda: PROSE * (30_000_000 // len(PROSE)),
    '30 MB of one line of text': lambda: '<p>' + 'word ' * 6_000_000,
    '30 MB of "<"': lambda: '<' * 30_000_000,
    '50 MB of paragraphs': lambda: PROSE * (50_000_000 // len(PROSE)),
    '10 MB of classes': lambda: ('<div class="' + 'related news-list ' * 50 + '">x</div>') * 10_000,
    '20 MB of JSON-LD': lambda: '<script type=application/ld+json>' + '[' * 5_000_000 + '</script>' + ('<script type=application/ld+json>{"@graph":[' + '{"@type":"NewsArticle","headline":"x"},' * 20_000 + '{}]}</script>') * 20 + PROSE,
    '100,000 dates': lambda: PROSE + '<span class=date>9 November 2025</span> ' * 100_000,
    '100,000 authors': lambda: PROSE + '<a rel=author>Ann Lee</a> ' * 100_000,
}


def told(answer):
    if 'error' in answer:
        return f'{answer["error"]["kind"]}: {answer["error"]["message"]}'
    return f'{answer["kind"]}, {len(answer["text"])} characters'


def run(program, path):
    "seconds of the processor, MiB, the answer in short"
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([program, 'parse', path], stdout=out, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(child.pid, 0)
        out.seek(0)
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, told(json.load(out))


def elsewhere(call):
    "In a process of its own: what this one once took would count as the program's."
    read, write = os.pipe()
    if os.fork() == 0:
        os.write(write, json.dumps(call()).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        result = json.load(pipe)
    os.wait()
    return result


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parents[2] / 'build/release/cli/gongwatch')
    print(f'{"page":40}{"MB":>6}{"s":>8}{"MiB":>7}  answer')
    for name, body in PAGES.items():
        with tempfile.NamedTemporaryFile(suffix='.html') as file:
            html = '<!DOCTYPE html><html><head><title>Riverbend holds its hearing</title></head><body>'
            elsewhere(lambda: Path(file.name).write_text(html + body()))
            seconds, memory, answer = elsewhere(lambda: run(program, file.name))
            print(f'{name:40}{os.path.getsize(file.name) / 1e6:6.1f}{seconds:8.2f}{memory:7.0f}  {answer[:110]}', flush=True)


main()
