#!/usr/bin/python3
"""Trains the tagger of company names: parser/vocabulary/company_names_{han,latin}.tsv.

    train.py [--program build/dev/bench/name_features] [--from parser/vocabulary] [--into parser/vocabulary] [--test LIST.jsonl]...
             LIST.jsonl[=WEIGHT]...

Each list is one of annotated articles as `gongwatch eval` reads it (tests/gold/README.md). All names and aliases that its
annotations give (or a list "names" of its own) are names wherever they stand in the article; everything else is not. An averaged perceptron over
sequences of labels learns the features that parser/facts/name_tokens.cc tells; it is trained a second time with those
that weighed most.
With --from it goes on from the tables of that folder and takes the mean of them and of what comes of it, so that what they have learnt of
texts that are gone is not lost.
WEIGHT: how often an article is seen in a round (1). With --test the articles of these lists are left out, scored, and
nothing is written unless --into is given.

Needs python3-numpy (Debian 12: 1.24).
"""
import argparse, collections, json, random, subprocess, sys
from pathlib import Path

import numpy

ROUNDS = 5
RAREST = 4        # how often a feature must be seen
SCALE = 32        # weights are written as whole numbers
NEVER = -1e9


def articles(path):
    for line in path.read_text(encoding='utf-8').splitlines():
        one = json.loads(line) if line.strip() else {}
        if 'include' in one:
            yield from articles(path.parent / one['include'])
        elif one.get('path', '').endswith('.txt'):
            yield path.parent / one['path'], one


def names_of(one):
    names = set(one.get('names', []))
    for event in one.get('events', []) + one.get('unrealised', []):
        issuer = event.get('issuer') or {}
        names.update([issuer.get('name'), issuer.get('legal_name'), *(issuer.get('aliases') or [])])
    for fact in one.get('rankings', []) + one.get('figures', []):
        names.add(fact.get('issuer'))
    return sorted(name for name in names if isinstance(name, str) and len(name) > 1)


def sentences(program, lists):
    """Per list weight: [(id, han, words, labels, features)]."""
    asked, weights = [], {}
    for path, weight in lists:
        for file, one in articles(Path(path)):
            if str(file) in weights:
                continue
            weights[str(file)] = weight
            title, _, text = file.read_text(encoding='utf-8').partition('\n')
            asked.append(json.dumps({'id': str(file), 'title': title, 'text': text, 'names': names_of(one)}))
    told = subprocess.run([program], input='\n'.join(asked), capture_output=True, text=True, check=True).stdout
    for line in told.splitlines():
        one = json.loads(line)
        if one['words']:
            yield one, weights[one['id']]


class Perceptron:
    def __init__(self, features):
        self.ids = {f: i for i, f in enumerate(features)}
        self.weights = numpy.zeros((len(self.ids) + 1, 3))
        self.after = numpy.zeros((3, 3))
        self.start = None

    def start_from(self, path):
        """Weights that another training has written."""
        for line in path.read_text(encoding='utf-8').splitlines():
            what, _, numbers = line.partition('\t')
            if line.startswith('#') or not numbers:
                continue
            numbers = [float(one) / SCALE for one in numbers.split('\t')]
            if what.startswith('>') and len(numbers) == 1:
                self.after['OBI'.index(what[1]), 'OBI'.index(what[2])] = numbers[0]
            elif what in self.ids:
                self.weights[self.ids[what], 1:] = numbers
        self.start = self.weights.copy(), self.after.copy()

    def encode(self, features):
        none = len(self.ids)
        width = max(map(len, features))
        encoded = numpy.full((len(features), width), none)
        for i, token in enumerate(features):
            for j, feature in enumerate(token):
                encoded[i, j] = self.ids.get(feature, none)
        return encoded

    def best(self, encoded):
        scores = self.weights[encoded].sum(1)
        after = self.after.copy()
        after[0, 2] = NEVER
        total = scores[0].copy()
        total[2] = NEVER
        came = numpy.zeros((len(scores), 3), int)
        for i in range(1, len(scores)):
            table = total[:, None] + after
            came[i] = table.argmax(0)
            total = table.max(0) + scores[i]
        labels = numpy.empty(len(scores), int)
        labels[-1] = total.argmax()
        for i in range(len(scores) - 1, 0, -1):
            labels[i - 1] = came[i, labels[i]]
        return labels

    def train(self, seen):
        encoded = [(self.encode(one['features']), numpy.array(one['labels'])) for one, _ in seen]
        order = [i for i, (_, weight) in enumerate(seen) for _ in range(weight)]
        sum_weights, sum_after, step = numpy.zeros_like(self.weights), numpy.zeros((3, 3)), 1
        for number in range(ROUNDS):
            random.shuffle(order)
            wrong = 0
            for at in order:
                features, truth = encoded[at]
                told = self.best(features)
                if (told != truth).any():
                    wrong += 1
                    for i in numpy.nonzero(told != truth)[0]:
                        for label, by in ((truth[i], 1), (told[i], -1)):
                            numpy.add.at(self.weights[:, label], features[i], by)
                            numpy.add.at(sum_weights[:, label], features[i], by * step)
                    self.weights[-1] = 0
                    for i in range(1, len(truth)):
                        for labels, by in ((truth, 1), (told, -1)):
                            self.after[labels[i - 1], labels[i]] += by
                            sum_after[labels[i - 1], labels[i]] += by * step
                step += 1
            print(f'round {number + 1}: {wrong} of {len(order)} sentences wrong', file=sys.stderr, flush=True)
        self.weights -= sum_weights / step
        self.after -= sum_after / step
        self.weights[-1] = 0
        if self.start:  # what comes last must not outweigh what is gone
            self.weights -= self.weights[:, :1]
            self.after -= self.after[0, 0] - self.start[1][0, 0]
            self.weights, self.after = (self.weights + self.start[0]) / 2, (self.after + self.start[1]) / 2

    def heaviest(self, most):
        weight = numpy.abs(self.weights - self.weights[:, :1]).max(1)[:-1]
        features = list(self.ids)
        return [features[i] for i in numpy.argsort(-weight, kind='stable')[:most] if weight[i] > 0]

    def round(self):
        """Against "outside", in whole numbers."""
        self.weights = numpy.rint((self.weights - self.weights[:, :1]) * SCALE)
        self.after = numpy.rint(self.after * SCALE)

    def write(self, path, what):
        names = {i: f for f, i in self.ids.items()}
        with open(path, 'w', encoding='utf-8') as out:
            out.write(f'# What tells the names of companies in {what} (parser/facts/company_tagger.h): a feature, and how far it speaks for the beginning and\n'
                      '# for the inside of a name, against none. ">BI": how well an inside (I) follows a beginning (B). Made by bench/names/train.py.\n')
            for label, row in zip('OBI', self.after):
                for after, weight in zip('OBI', row):
                    out.write(f'>{label}{after}\t{weight:.0f}\n')
            for i in sorted(range(len(self.ids)), key=lambda i: names[i]):
                _, begins, inside = self.weights[i]
                if begins or inside:
                    out.write(f'{names[i]}\t{begins:.0f}\t{inside:.0f}\n')


def features_in(path):
    lines = (line.partition('\t') for line in path.read_text(encoding='utf-8').splitlines())
    return {what for what, _, numbers in lines if '\t' in numbers}


def spans(labels):
    found, begin = set(), None
    for i, label in enumerate([*labels, 0]):
        if label != 2 and begin is not None:
            found.add((begin, i))
            begin = None
        if label == 1:
            begin = i
    return found


def score(model, seen):
    right = told = true = 0
    for one, _ in seen:
        mine, truth = spans(model.best(model.encode(one['features']))), spans(one['labels'])
        right, told, true = right + len(mine & truth), told + len(mine), true + len(truth)
    return f'precision {right / max(told, 1):.3f} recall {right / max(true, 1):.3f} F1 {2 * right / max(told + true, 1):.3f}'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', default='build/dev/bench/name_features')
    parser.add_argument('--from', type=Path, dest='start')
    parser.add_argument('--into', type=Path)
    parser.add_argument('--most', type=int, default=25000, help='features of each table')
    parser.add_argument('--test', action='append', default=[])
    parser.add_argument('lists', nargs='+')
    args = parser.parse_args()
    random.seed(1)
    weighted = [(name.partition('=')[0], int(name.partition('=')[2] or 1)) for name in args.lists]
    tests = list(sentences(args.program, [(name, 1) for name in args.test])) if args.test else []
    left_out = {one['id'] for one, _ in tests}
    seen = [pair for pair in sentences(args.program, weighted) if pair[0]['id'] not in left_out]
    for han, name, what in ((True, 'company_names_han', 'sentences with Han characters'),
                            (False, 'company_names_latin', 'sentences without Han characters')):
        own = [pair for pair in seen if pair[0]['han'] == han]
        counts = collections.Counter(f for one, _ in own for token in one['features'] for f in token)
        known = features_in(args.start / f'{name}.tsv') if args.start else set()
        model = Perceptron(sorted(known.union(f for f, n in counts.items() if n >= RAREST)))
        if args.start:
            model.start_from(args.start / f'{name}.tsv')
        model.train(own)
        held = [pair for pair in tests if pair[0]['han'] == han]
        if held:
            print(f'{name}: all {len(model.ids)} features: {score(model, held)}')
        model = Perceptron(sorted(model.heaviest(args.most)))
        if args.start:
            model.start_from(args.start / f'{name}.tsv')
        model.train(own)
        model.round()
        kept = int((numpy.abs(model.weights).max(1) > 0).sum())
        print(f'{name}: {len(own)} sentences, {kept} of {len(model.ids)} features' + (f', {score(model, held)}' if held else ''), flush=True)
        if args.into:
            model.write(args.into / f'{name}.tsv', what)


if __name__ == '__main__':
    main()
