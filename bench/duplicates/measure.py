#!/usr/bin/python3
"""How well fingerprints tell copies of a story from other stories: precision and recall on made-up stories.

    measure.py [--gongwatch PATH] [--events N] [--seed N]

For each of N invented listings and both languages it writes: a story; syndicated copies (a place line, a byline, a
notice, another site's page around it, one paragraph less, a copy converted to the other script); an updated version
(a paragraph more, two figures corrected); another outlet's story of the same event in its own words; and a story of
another company from the same mould. `gongwatch parse --batch` reads them all as pages. Copies and updates are to be found,
the others are not. Pairs of one language are compared, as the view `witness` of the store does at 8 bits.
"""
import argparse, collections, ctypes, ctypes.util, json, random, subprocess, tempfile
from pathlib import Path

PLACES = 'Riverbend Oakfield Pinewood Harbour Lantern Silverlake Redcliff Northgate Summit Eastbrook Mapleton Westhaven'.split()
TRADES = [('Metals', 'refines alumina and smelts aluminium'), ('Biotech', 'develops antibodies against tumours'),
          ('Robotics', 'builds arms for warehouses'), ('Foods', 'sells frozen dumplings in county towns'),
          ('Software', 'writes software for hospitals'), ('Batteries', 'makes cells for electric buses')]
BANKS = ['Harbour Securities', 'Lion Rock Capital', 'Pearl River International', 'Kowloon Partners', 'Victoria Corporate Finance']
EN = [
    ['{c} Group Limited has passed the listing hearing of the Hong Kong stock exchange, according to its post-hearing information pack published on {day}, with {bank} as sole sponsor.',
     'The Hong Kong bourse has given {c} the go-ahead for a main board float, documents showed on {day}; {bank} is handling the deal alone.'],
    ['The company {does} at {plants} plants and employed {staff} people at the end of {year}.',
     'Founded two decades ago, the business, which {does}, runs {plants} sites and has a workforce of {staff}.'],
    ['Revenue rose to RMB {rev} million in {year} from RMB {rev0} million a year earlier, while profit attributable to shareholders came to RMB {profit} million.',
     'Sales of RMB {rev} million last year compared with RMB {rev0} million before that, and the bottom line stood at RMB {profit} million.'],
    ['Gross margin was {margin} per cent, which the prospectus attributes to lower prices of raw materials and to a larger share of products sold abroad.',
     'Thanks to cheaper inputs and more exports, it kept {margin} per cent of what it sold as gross profit.'],
    ['The five largest customers accounted for {top} per cent of revenue, and the largest of them for less than a third of that.',
     'Dependence on a handful of buyers remains a risk: the top five brought in {top} per cent of sales.'],
    ['Proceeds are to be spent on a new plant, on research and on the repayment of bank loans, the document says, without giving the size of the offer.',
     'How much it wants to raise is not yet known; the money is meant for another factory, laboratories and debt.'],
    ['Its controlling shareholder, the founder and chairman, will hold {hold} per cent of the shares before the offer through two vehicles in the British Virgin Islands.',
     'The founder keeps {hold} per cent through offshore companies ahead of the sale.'],
    ['Competitors on the mainland have been slower to list this year, although the exchange says that {queue} applications are in its queue.',
     'With {queue} candidates waiting, the queue at the exchange is the longest in years.']]
ZH = [
    ['{c}集团有限公司已通过港交所主板上市聆讯，聆讯后资料集于{day}刊发，{bank}为独家保荐人。', '港交所网站{day}显示，{c}集团的主板上市申请获放行，由{bank}独自操刀。'],
    ['公司主要从事{does}，设有{plants}个生产基地，截至{year}年末共有员工{staff}名。', '这家成立二十年的企业以{does}为主业，旗下{plants}处厂区雇有{staff}人。'],
    ['{year}年收入由上一年的人民币{rev0}百万元增至{rev}百万元，股东应占溢利为{profit}百万元。', '业绩方面，去年营收{rev}百万元，前年为{rev0}百万元，净利则录得{profit}百万元。'],
    ['毛利率为{margin}%，招股书称主要受惠于原材料价格下降以及海外销售占比上升。', '由于原料便宜、出口增多，其毛利率达到{margin}%。'],
    ['前五大客户占总收入的{top}%，其中最大客户所占比例不足三分之一。', '值得留意的是，该公司对少数买家依赖较深，五大客户贡献{top}%的销售额。'],
    ['募集资金拟用于兴建新厂、研发以及偿还银行贷款，文件未披露发行规模。', '集资额尚未公布，所得将投向新工厂、实验室和还债。'],
    ['控股股东为创办人兼董事长，发行前通过两家英属处女群岛公司持有{hold}%股份。', '创办人上市前经离岸公司持股{hold}%。'],
    ['今年内地同业上市步伐较慢，但港交所表示目前仍有{queue}宗申请正在处理。', '排队的还有{queue}家，为多年来最长的队伍。']]
ZH_NAMES, ZH_TRADES = '河湾 橡田 松林 灯塔 银湖 红崖 北门 峰顶 东溪 枫镇 西港 云岭'.split(), [
    ('金属', '氧化铝精炼与电解铝冶炼'), ('生物', '肿瘤抗体药物研发'), ('智能', '仓储机械臂制造'), ('食品', '县城冷冻水饺销售'), ('软件', '医院信息系统开发'), ('电池', '电动客车电芯生产')]
ZH_BANKS = ['海港证券', '狮子山融资', '珠江国际', '九龙资本', '维港企业融资']
NOTICE = {'en': 'This article was first published elsewhere and is reproduced with permission; it does not constitute investment advice.',
          'zh': '本文转载自合作媒体，内容仅供参考，不构成任何投资建议。'}
EXTRA = {'en': 'A person close to the company said on Tuesday that the book for institutional investors would open within two weeks if markets stay calm.',
         'zh': '接近公司的人士周二表示，若市况平稳，机构投资者的认购将在两周内开始。'}


def converter(config):
    """Simplified to traditional, by the library that the build uses."""
    library = ctypes.CDLL(ctypes.util.find_library('opencc'))
    library.opencc_open.restype, library.opencc_convert_utf8.restype = ctypes.c_void_p, ctypes.c_char_p
    handle = ctypes.c_void_p(library.opencc_open(config.encode()))
    if handle.value == ctypes.c_void_p(-1).value:
        raise SystemExit('measure.py: OpenCC has no ' + config)
    return lambda text: library.opencc_convert_utf8(handle, text.encode(), len(text.encode())).decode()


def facts(rng, language, company):
    trade = rng.choice(TRADES if language == 'en' else ZH_TRADES)
    rev = rng.randrange(300, 9000)
    day = rng.randrange(1, 29)
    return {'c': company + (' ' if language == 'en' else '') + trade[0], 'does': trade[1], 'day': f'{day} June' if language == 'en' else f'6月{day}日',
            'bank': rng.choice(BANKS if language == 'en' else ZH_BANKS), 'plants': rng.randrange(2, 9), 'staff': rng.randrange(300, 9000),
            'year': rng.choice([2023, 2024, 2025]), 'rev': rev, 'rev0': rev * 10 // rng.randrange(11, 18), 'profit': rev // rng.randrange(5, 20),
            'margin': round(rng.uniform(9, 60), 1), 'top': rng.randrange(12, 80), 'hold': rng.randrange(30, 80), 'queue': rng.randrange(90, 300)}


def story(language, told, wording):
    "wording: one bit a sentence, so that outlets differ"
    return [lines[wording >> i & 1].format(**told) for i, lines in enumerate(EN if language == 'en' else ZH)]


def page(title, paragraphs, rng):
    around = ''.join(f'<li><a href=/{i}>{rng.choice(PLACES)} {rng.choice(BANKS)} {i}</a></li>' for i in range(rng.randrange(5, 20)))
    return (f'<html><head><title>{title} | {rng.choice(PLACES)} Wire</title></head><body><nav><ul>{around}</ul></nav><article><h1>{title}</h1>'
            + ''.join(f'<p>{p}</p>' for p in paragraphs) + f'</article><aside class=related><ul>{around}</ul></aside></body></html>')


def stories(rng, language, event, traditional):
    names = PLACES if language == 'en' else ZH_NAMES
    told = facts(rng, language, names[event % len(names)])
    other = facts(rng, language, names[(event + 1 + rng.randrange(len(names) - 1)) % len(names)])
    outlet = rng.randrange(1 << len(EN))
    base = story(language, told, outlet)
    updated = story(language, {**told, 'staff': told['staff'] + 7, 'top': told['top'] + 1}, outlet)
    place = ['HONG KONG, 9 June - ' + base[0]] if language == 'en' else ['本报香港讯 ' + base[0]]
    yield 'base', base
    yield 'copy: place line', place + base[1:]
    yield 'copy: notice', base + [NOTICE[language]]
    yield 'copy: shortened', base[:-1]
    yield 'copy: both', place + base[1:] + [NOTICE[language]]
    if language == 'zh':
        yield 'copy: other script', [traditional(p) for p in base]
    yield 'update', updated[:2] + [EXTRA[language]] + updated[2:]
    yield 'same event, other words', story(language, told, ~outlet)
    yield 'same mould, other company', story(language, other, outlet)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gongwatch', default=str(Path(__file__).parents[2] / 'build/release/cli/gongwatch'))
    parser.add_argument('--events', type=int, default=150)
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    traditional = converter('s2hk.json')
    written = []
    with tempfile.TemporaryDirectory() as folder:
        for language in ('en', 'zh'):
            for event in range(args.events):
                for kind, paragraphs in stories(rng, language, event, traditional):
                    path = Path(folder) / f'{len(written)}.html'
                    path.write_text(page('A listing in Hong Kong' if language == 'en' else '香港上市消息一则', paragraphs, rng), encoding='utf-8')
                    written.append((language, event, kind, str(path)))
        done = subprocess.run([args.gongwatch, 'parse', '--batch', '--no-facts'], input='\n'.join(w[3] for w in written), capture_output=True, text=True, check=True)
    prints = {row['path']: int(row['fingerprint'], 16) for row in map(json.loads, done.stdout.splitlines())}
    distances = {language: collections.defaultdict(collections.Counter) for language in ('en', 'zh')}
    for language in distances:
        rows = [(event, kind, prints[path]) for its, event, kind, path in written if its == language]
        for event, kind, value in rows:
            if kind != 'base':
                base = next(p for e, k, p in rows[event * (len(rows) // args.events):] if e == event and k == 'base')
                distances[language][kind][(value ^ base).bit_count()] += 1
        bases = [p for _, kind, p in rows if kind == 'base']
        for i, a in enumerate(bases):
            for b in bases[i + 1:]:
                distances[language]['other events'][(a ^ b).bit_count()] += 1
    for language, kinds in distances.items():
        print(f'\n{language}: bits that differ from the story\n' + f'{"":28}{"pairs":>7}{"median":>8}{"most":>6}{"at most 8":>11}')
        for kind, counts in kinds.items():
            values = sorted(counts.elements())
            print(f'{kind:28}{len(values):7}{values[len(values) // 2]:8}{values[-1]:6}{sum(v <= 8 for v in values) / len(values):11.1%}')
        wanted = sum((counts for kind, counts in kinds.items() if kind.startswith(('copy', 'update'))), collections.Counter())
        others = kinds['same event, other words'] + kinds['other events']
        mould = kinds['same mould, other company']
        print(f'\n{"bits":>6}{"recall":>9}{"precision":>11}{"with moulds":>13}')
        for limit in (3, 5, 6, 7, 8, 9, 10, 12, 14):
            hit, wrong, twins = (sum(n for bits, n in c.items() if bits <= limit) for c in (wanted, others, mould))
            print(f'{limit:6}{hit / wanted.total():9.1%}{hit / (hit + wrong or 1):11.1%}{hit / (hit + wrong + twins or 1):13.1%}')


main()
