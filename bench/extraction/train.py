#!/usr/bin/python3
"""Trains the block model: parser/vocabulary/{learned_words,learned_names,block_trees}.tsv.

    train.py [--program build/dev/bench/block_features] [--into parser/vocabulary] [--hold-out N] FOLDER[=WEIGHT]...

Each FOLDER is one that score.py reads, with "text" or else "with" and "without" in the truths; prepare.py makes them. A
block of a page counts as text if half of its runs of four words stand in the truth, or if a wanted snippet stands in it. Words and class names are scored by the share of a page's
blocks that they stand in and that are text, over all pages; trees then learn from these scores (each fold's from the
other folds) and from what the program tells of each block. With --hold-out the N-th fifth of the pages is left out,
scored, and nothing is written.

Needs python3-sklearn (Debian 12: 1.2).
"""
import argparse, collections, hashlib, json, math, re, subprocess, sys
from pathlib import Path

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier

FOLDS = 5
TOKEN = re.compile(r'\w+')
WORD = re.compile(r"[a-z0-9@©'’]+")  # as parser/content/learned_words.cc parts them
LEVELS = 7  # names_around() in block_features.cc
LEARNED = ['names_0', 'names_1', 'names_2', 'names_3', 'names_least', 'names_most', 'names_sum',
           'text_sum', 'text_least', 'text_most', 'text_against', 'text_mean']


def runs(words):
    return [tuple(words[i:i + 4]) for i in range(len(words) - 3)]


def labels(blocks, truth):
    """1 text, 0 boilerplate, 0.5 too short to tell."""
    words = TOKEN.findall(truth)
    known = set(runs(words))
    lines = {' '.join(TOKEN.findall(line)) for line in truth.split('\n')}
    whole = ' ' + ' '.join(words) + ' '
    told = []
    for block in blocks:
        of_block = TOKEN.findall(block)
        if len(of_block) < 4:
            line = ' '.join(of_block)
            told.append(1 if line in lines else 0.5 if of_block and f' {line} ' in whole else 0)
        else:
            told.append(1 if 2 * sum(run in known for run in runs(of_block)) >= len(of_block) - 3 else 0)
    return numpy.array(told)


def labels_by_snippets(blocks, truth):
    """1 and 0 where a wanted or an unwanted snippet stands in the block, -1 elsewhere."""
    found = [-1] * len(blocks)
    for value, key in ((1, 'with'), (0, 'without')):
        for snippet in truth.get(key) or []:
            snippet = ' '.join(snippet.split())
            for i, block in enumerate(blocks):
                if snippet in block:
                    found[i] = value
    return numpy.array(found)


def shares(truth, text):
    """Precision and recall of the runs of four words."""
    a, b = (collections.Counter(runs(TOKEN.findall(x))) for x in (truth, text))
    same = sum((a & b).values())
    return (same / max(1, sum(b.values())), same / max(1, sum(a.values())))


def f1(precision, recall):
    return 2 * precision * recall / max(1e-9, precision + recall)


def pair_words(block):
    words = WORD.findall(block.lower())[:60]
    return set(words) | {f'{a} {b}' for a, b in zip(words, words[1:])}


class Page:
    def __init__(self, told, truth, weight):
        self.path, self.blocks, self.weight = told['path'], told['blocks'], weight
        self.truth = truth.get('text')
        self.kept = numpy.array(told['kept'], dtype=bool)
        self.at = [i for i, uncertain in enumerate(told['uncertain']) if uncertain]
        self.features = numpy.array([told['features'][i] for i in self.at], dtype=numpy.float32)
        self.labels = labels(self.blocks, self.truth) if self.truth else labels_by_snippets(self.blocks, truth)
        self.sizes = numpy.array([len(TOKEN.findall(b)) for b in self.blocks])
        self.names = [[set(level) for level in told['names'][i][:LEVELS]] for i in self.at]
        self.words = [pair_words(self.blocks[i]) for i in self.at]
        self.fold = int(hashlib.md5(Path(self.path).name.encode()).hexdigest(), 16) % FOLDS
        # A truth that the page's blocks cannot give is another page's, or an excerpt.
        self.honest = not self.truth or f1(*self.scored(self.labels >= 0.5)) > 0.85

    def scored(self, keep):
        return shares(self.truth, '\n'.join(b for b, k in zip(self.blocks, keep) if k))


def read_pages(program, folders):
    pages = []
    for folder in folders:
        path, _, weight = folder.partition('=')
        truths = {}
        for file in sorted(Path(path).glob('*.json')):
            truth = json.loads(file.read_text(encoding='utf-8'))
            if truth.get('text') or truth.get('with'):
                truths[str(file.with_suffix('.html'))] = truth
        lines = ''.join(f'{p}\t{t.get("url") or ""}\n' for p, t in truths.items())
        done = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
        names, *told = (json.loads(line) for line in done.stdout.decode().splitlines())
        pages += [Page(t, truths[t['path']], float(weight or 1)) for t in told if any(t['uncertain'])]
    return names, pages


def count_scores(pages, items_of, most_size, weigh, least_pages, prior_weight, least_score):
    """Log odds of each item's mean share of text, above those of all."""
    share, seen, all_text, all_mass = collections.Counter(), collections.Counter(), 0, 0
    for page in pages:
        text, mass = collections.Counter(), collections.Counter()
        for k, i in enumerate(page.at):
            if page.sizes[i] > most_size or page.labels[i] < 0:
                continue
            size = min(page.sizes[i], 60) + 1 if weigh else 1
            is_text = size if page.labels[i] >= 0.5 else 0
            all_text, all_mass = all_text + is_text, all_mass + size
            for item in items_of(page, k):
                text[item] += is_text
                mass[item] += size
        for item in mass:
            share[item] += text[item] / mass[item]
            seen[item] += 1
    prior = all_text / all_mass
    scores = {}
    for item, n in seen.items():
        if n >= least_pages:
            odds = (share[item] + prior_weight * prior) / (n - share[item] + prior_weight * (1 - prior))
            score = math.log(odds) - math.log(prior / (1 - prior))
            if abs(score) > least_score:
                scores[item] = round(score, 2)
    return scores


def learned(pages):
    names = count_scores(pages, lambda page, k: set().union(*page.names[k]), 10**9, True, 6, 3, 0.5)
    words = count_scores(pages, lambda page, k: page.words[k], 60, False, 12, 4, 1.2)
    return names, words


def set_learned(page, scores, columns):
    names, words = scores
    for k in range(len(page.at)):
        levels = [sum(names.get(w, 0) for w in level) for level in page.names[k]]
        levels += [0] * (LEVELS - len(levels))
        known = [words[w] for w in page.words[k] if w in words] or [0]
        page.features[k, columns] = levels[:4] + [min(levels), max(levels), sum(levels), sum(known), min(known),
                                                  max(known), sum(w < 0 for w in known), sum(known) / len(known)]


def train(pages, columns):
    for fold in range(FOLDS):
        scores = learned([p for p in pages if p.fold != fold])
        for page in pages:
            if page.fold == fold:
                set_learned(page, scores, columns)
    x = numpy.concatenate([p.features for p in pages])
    y = numpy.concatenate([p.labels[p.at] >= 0.5 for p in pages])
    weights = []
    for page in pages:
        length = max(100, page.sizes[page.labels >= 0.5].sum())
        of_block = numpy.minimum(page.sizes, 200) / length + 0.0005 if page.truth else numpy.where(page.labels < 0, 0, 0.05)
        weights.append((page.weight * of_block * numpy.where(page.labels == 0.5, 0.2, 1))[page.at])
    w = numpy.concatenate(weights)
    model = HistGradientBoostingClassifier(max_iter=150, max_leaf_nodes=16, learning_rate=0.1, min_samples_leaf=60,
                                           l2_regularization=5, random_state=1)
    return model.fit(x, y, sample_weight=w / w.mean())


def rows_of(names, model):
    base = float(numpy.ravel(model._baseline_prediction)[0])
    for number, (tree,) in enumerate(model._predictors):
        yield 'tree'
        nodes, rows = tree.nodes, []

        def add(at):
            node = nodes[at]
            if node['is_leaf']:
                rows.append(f'leaf\t{node["value"] + (base if number == 0 else 0):.5g}')
                return
            place = len(rows)
            rows.append('')
            add(node['left'])
            rows[place] = f'{names[node["feature_idx"]]}\t{node["num_threshold"]:.7g}\t{len(rows)}'
            add(node['right'])
        add(0)
        yield from rows


def write(path, comments, rows):
    path.write_text(''.join(f'# {c}\n' for c in comments) + ''.join(f'{r}\n' for r in rows), encoding='utf-8')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folders', nargs='+')
    parser.add_argument('--program', default='build/dev/bench/block_features')
    parser.add_argument('--into', default='parser/vocabulary')
    parser.add_argument('--hold-out', type=int)
    options = parser.parse_args()
    names, pages = read_pages(options.program, options.folders)
    columns = [names.index(n) for n in LEARNED]
    training = [p for p in pages if p.honest and p.fold != options.hold_out]
    model = train(training, columns)
    scores = learned(training)
    if options.hold_out is not None:
        rules, mine = collections.defaultdict(list), collections.defaultdict(list)
        for page in pages:
            if page.fold != options.hold_out or not page.truth:
                continue
            set_learned(page, scores, columns)
            keep = page.kept.copy()
            keep[page.at] = model.decision_function(page.features) > 0
            folder = Path(page.path).parent.name
            rules[folder].append(page.scored(page.kept))
            mine[folder].append(page.scored(keep))
        for folder in rules:
            for told, which in (('rules', rules), ('model', mine)):
                print(folder.ljust(20), told, f'{len(which[folder])} pages', 'F1', round(f1(*numpy.mean(which[folder], axis=0)), 4))
        return
    into = Path(options.into)
    for name, what, table in (('learned_names', 'Words of class and id names', scores[0]),
                              ('learned_words', 'Words and pairs of words', scores[1])):
        write(into / f'{name}.tsv', [f'{what} that speak for (positive) or against an article\'s text, in log odds.',
                                     'Made by bench/extraction/train.py; not edited by hand.', 'word\tscore'],
              (f'{word}\t{score:g}' for word, score in sorted(table.items())))
    write(into / 'block_trees.tsv', ['Boosted trees over the features of a block (parser/content/block_features.cc); the leaves that a block comes to are added up.',
                                     'A row: feature, the most that goes on to the next row, the row (from the tree\'s first) for more; or leaf, value.',
                                     'Made by bench/extraction/train.py; not edited by hand.'], rows_of(names, model))


if __name__ == '__main__':
    main()
