"""Chinese in simplified characters: digits, and the commonest words round them.

Chinese is written without spaces, so what is known is set apart before it is read. Numbers in
characters beyond ten, and fractions such as three-quarters in words, are not read: they are refused,
as all is that can't be checked. Charts have no Chinese letters; their labels are Latin.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from plainfact.languages.language import Language
from plainfact.quantities import Qualifier

_DIGITS = "一二三四五六七八九十"
_NUMBERS = {"零": 0, "两": 2} | {word: number for number, word in enumerate(_DIGITS, start=1)}
_QUALIFIERS = {
    "正好": Qualifier.EXACT, "恰好": Qualifier.EXACT, "仅": Qualifier.EXACT, "只有": Qualifier.EXACT,
    "约": Qualifier.ABOUT, "大约": Qualifier.ABOUT, "约为": Qualifier.ABOUT, "大概": Qualifier.ABOUT,
    "~": Qualifier.ABOUT, "≈": Qualifier.ABOUT,
    "近": Qualifier.NEARLY, "接近": Qualifier.NEARLY, "将近": Qualifier.NEARLY,
    "超过": Qualifier.MORE_THAN, "多于": Qualifier.MORE_THAN, "高于": Qualifier.MORE_THAN,
    "大于": Qualifier.MORE_THAN, "逾": Qualifier.MORE_THAN, ">": Qualifier.MORE_THAN,
    "至少": Qualifier.AT_LEAST, "不少于": Qualifier.AT_LEAST, "不低于": Qualifier.AT_LEAST,
    "≥": Qualifier.AT_LEAST, ">=": Qualifier.AT_LEAST,
    "不到": Qualifier.LESS_THAN, "不足": Qualifier.LESS_THAN, "少于": Qualifier.LESS_THAN,
    "低于": Qualifier.LESS_THAN, "小于": Qualifier.LESS_THAN, "<": Qualifier.LESS_THAN,
    "至多": Qualifier.UP_TO, "最多": Qualifier.UP_TO, "不超过": Qualifier.UP_TO,
    "不高于": Qualifier.UP_TO, "不多于": Qualifier.UP_TO, "≤": Qualifier.UP_TO,
    "<=": Qualifier.UP_TO,
}  # fmt: skip
_DATE_QUALIFIERS = {"不早于": Qualifier.AT_LEAST, "不晚于": Qualifier.UP_TO}
_SUFFIXES = {"左右": Qualifier.ABOUT, "上下": Qualifier.ABOUT, "以上": Qualifier.AT_LEAST,
             "以下": Qualifier.UP_TO, "+": Qualifier.AT_LEAST}  # fmt: skip
_DATE_SUFFIXES = {"前后": Qualifier.ABOUT, "之后": Qualifier.MORE_THAN, "以后": Qualifier.MORE_THAN,
                  "之前": Qualifier.LESS_THAN, "以前": Qualifier.LESS_THAN}  # fmt: skip
_INTENSIFIERS = frozenset({"远", "略", "稍", "大大", "明显", "几乎"})
_SHIFTERS = frozenset({"远超", "略超", "远低于", "远高于", "略低于", "略高于", "并非", "没有", "几乎没有",
                       "好几", "翻了"})  # fmt: skip
_FILLERS = frozenset({"最近", "附近", "目前", "迄今"})
_FALLS = frozenset({"下降", "下降了", "减少", "减少了", "下跌", "下跌了", "降低", "降低了", "萎缩",
                    "萎缩了", "亏损"})  # fmt: skip
_SCALES = {"千": "thousand", "万": "ten thousand", "百万": "million", "亿": "hundred million",
           "十亿": "billion", "万亿": "trillion"}  # fmt: skip
_UNITS = {
    "%": "%", "百分点": "points", "个百分点": "points", "倍": "times", "纳米": "nm", "nm": "nm",
    "微米": "µm", "µm": "µm", "毫米": "mm", "mm": "mm", "厘米": "cm", "cm": "cm", "米": "m",
    "公里": "km", "km": "km", "年": "years", "个月": "months", "周": "weeks", "天": "days",
    "小时": "hours", "分钟": "minutes", "秒": "seconds", "元": "RMB", "人民币": "RMB",
    "rmb": "RMB", "cny": "CNY", "美元": "USD", "usd": "USD", "us$": "USD", "$": "USD",
    "欧元": "EUR", "eur": "EUR", "€": "EUR", "日元": "JPY", "jpy": "JPY", "韩元": "KRW",
    "krw": "KRW", "新台币": "TWD", "twd": "TWD", "英镑": "GBP", "gbp": "GBP", "港元": "HKD",
    "hkd": "HKD",
}  # fmt: skip
_FRACTIONS = {"一半", "过半", "半数", "大半", "半个", "半年"} | {
    f"{whole}分之{part}" for whole in _DIGITS[1:] for part in _DIGITS[:9]
}
_LOADED = _FRACTIONS | {"翻番", "翻倍", "翻一番", "翻两番", "减半"} | {
    f"{number}成" for number in _DIGITS[:9]} | {
    f"{number}倍" for number in (*_DIGITS, "两", "数")} | {
    f"{many}{scale}" for many in ("数", "上", "几", "成", *_DIGITS, "两")
    for scale in ("十", "百", "千", "万", "百万", "千万", "亿")
    if many != scale} | {f"十{number}" for number in _DIGITS[:9]}  # fmt: skip

_PARTS = {"初": "初", "年初": "初", "年中": "年中", "中": "年中", "底": "年底", "年底": "年底",
          "末": "年底"}  # fmt: skip
_ORDINAL = {**{word: number for number, word in enumerate("一二三四", start=1)},
            **{str(number): number for number in range(1, 5)}}  # fmt: skip
_DAY = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_MONTH = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月")
_QUARTER = re.compile(r"(\d{4})\s?年第?\s?([一二三四1-4])\s?季度")
_HALF = re.compile(r"(\d{4})\s?年(上|下)半年")
_PART = re.compile(r"(\d{4})\s?年(年初|年中|年底|初|中|底|末)")
_YEAR = re.compile(r"(\d{4})\s?年(?![级限龄])")
_KNOWN = sorted(
    {*_QUALIFIERS, *_DATE_QUALIFIERS, *_SUFFIXES, *_DATE_SUFFIXES, *_INTENSIFIERS, *_SHIFTERS,
     *_FILLERS, *_FALLS, *_LOADED, "至", "到", "介于", "之间", "第", "前", "不在前"},
    key=lambda word: (-len(word), word),
)  # fmt: skip


@cache
def _compile_known() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns of scales after digits, known words, and edges between scripts.

    They take a while to compile, and few sites are in Chinese.
    """
    scales = "|".join(sorted(_SCALES, key=len, reverse=True))
    words = "|".join(re.escape(word) for word in _KNOWN if not word.isascii())
    han, other = r"[\u3400-\u9fff]", r"[0-9A-Za-z$€£~≈<>≤≥]"
    return (
        re.compile(rf"(?<=\d)\s*({scales})\s*"),
        re.compile(words),
        re.compile(rf"(?<=[0-9%])(?={han})|(?<={han})(?={other})"),
    )


def _set_apart(words: str) -> str:
    """Return words with spaces round what is known, and dates as they are read everywhere."""
    text = unicodedata.normalize("NFKC", words)
    text = _DAY.sub(lambda found: f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}", text)
    text = _MONTH.sub(lambda found: f"{found[1]}-{found[2]:0>2}", text)
    text = _QUARTER.sub(lambda found: f"{found[1]}-q{_ORDINAL[found[2]]}", text)
    text = _HALF.sub(lambda found: f"{found[1]}-h{1 if found[2] == '上' else 2}", text)
    text = _PART.sub(lambda found: f"{_PARTS[found[2]]} {found[1]}", text)
    text = _YEAR.sub(r"\1", text)
    scaled, word, edge = _compile_known()
    text = scaled.sub(r" \1 ", text)
    return edge.sub(" ", word.sub(r" \g<0> ", text))


def _itself(noun: str) -> str:
    """Return the noun: Chinese nouns are the same for one and for many."""
    return noun


def _same(forms: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {name: (form, form) for name, form in forms.items()}


CHINESE = Language(
    code="zh-CN",
    group=",",
    point=".",
    prepare=_set_apart,
    qualifiers=_QUALIFIERS,
    strict=frozenset({"正好", "恰好"}),
    date_qualifiers=_DATE_QUALIFIERS,
    suffixes=_SUFFIXES,
    date_suffixes=_DATE_SUFFIXES,
    intensifiers=_INTENSIFIERS,
    fillers=_FILLERS,
    shifters=_SHIFTERS,
    date_shifters=frozenset({"财年", "春季", "夏季", "秋季", "冬季"}),
    falls=_FALLS,
    measure=frozenset(),
    unknown=frozenset({"未知", "不详", "?"}),
    minus=("−", "-", "负 "),
    numbers=_NUMBERS,
    alone={},
    multipliers={},
    number_joint="又",
    half_of=frozenset(),
    one_in=(),
    one=frozenset(),
    ordinals={f"第{word}": number for number, word in enumerate(_DIGITS, start=1)},
    ordinal_suffixes=(),
    fractions={},
    multiples={"翻番": Fraction(2), "翻倍": Fraction(2), "翻一番": Fraction(2), "减半": Fraction(1, 2)},
    fold=("倍",),
    vague={"数十": (20, 100), "数百": (200, 1000), "数千": (2000, 10**4), "数万": (20_000, 10**5),
           "数百万": (2 * 10**6, 10**7), "数亿": (2 * 10**8, 10**9)},
    vague_joint="",
    scales=_SCALES,
    loose_units=frozenset(),
    units=_UNITS,
    per=("每",),
    singular=_itself,
    range_words=("至", "到"),
    range_frames=(),
    articles=frozenset({"在", "于", "自", "从"}),
    rank_heads=("第",),
    rank_tails=frozenset({"", "名", "位", "大"}),
    rank_tops=("前",),
    rank_outsides=("不在前",),
    months={},
    quarter=frozenset(),
    half=frozenset(),
    quarters_run={},
    months_run={},
    year_parts={"初": "early", "年中": "mid", "年底": "late"},
    of=frozenset(),
    free_numbers=frozenset({*_DIGITS, "两", "十一", "十二"}),
    loaded_words=frozenset(_LOADED - {"十一", "十二"}),
    say={
        Qualifier.EXACT: "{}", Qualifier.ABOUT: "约 {}", Qualifier.NEARLY: "近 {}",
        Qualifier.MORE_THAN: "超过 {}", Qualifier.AT_LEAST: "至少 {}",
        Qualifier.LESS_THAN: "不到 {}", Qualifier.UP_TO: "至多 {}",
        Qualifier.RANGE: "{} 至 {}", Qualifier.UNKNOWN: "未知",
    },
    say_scale=_same({scale: word for word, scale in _SCALES.items()}),
    say_unit=_same({
        "%": "{}%", "points": "{} 个百分点", "times": "{} 倍", "years": "{} 年", "months": "{} 个月",
        "quarters": "{} 个季度", "decades": "{} 个十年", "weeks": "{} 周", "days": "{} 天",
        "hours": "{} 小时", "minutes": "{} 分钟", "seconds": "{} 秒",
    }),
    say_money="{minus}{currency}{gap}{number} {scale}",
    say_date={
        Qualifier.MORE_THAN: "{}之后", Qualifier.LESS_THAN: "{}之前",
        Qualifier.AT_LEAST: "不早于{}", Qualifier.UP_TO: "不晚于{}", Qualifier.ABOUT: "{}前后",
    },
    say_rank={
        Qualifier.EXACT: "第 {}", Qualifier.UP_TO: "前 {}", Qualifier.MORE_THAN: "不在前 {}",
        Qualifier.RANGE: "第 {} 至 {}",
    },
    say_ordinal={"other": ""},
    say_quarters=("{}年第一季度", "{}年第二季度", "{}年第三季度", "{}年第四季度"),
    say_halves=("{}年上半年", "{}年下半年"),
    say_year_parts={"early": "{}年初", "mid": "{}年年中", "late": "{}年底"},
    say_span="{}至{}",
    say_months=tuple(f"{number}月" for number in range(1, 13)),
    say_day="{year}年{month}{day}日",
    say_month="{year}年{month}",
    say_month_alone="{year}年{month}",
)  # fmt: skip
