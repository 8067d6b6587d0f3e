"""One peer, in its own virtualenv: reader.py PEER ROUNDS < TEXTS > ANSWER.

TEXTS is a JSON list of texts. The answer is a JSON object: `seconds`, one for each
round over all texts (loading and a first text before the clock starts), and
`seen`, for each text a list of [start, end, low, high, unit] with offsets in
characters; unit is an ISO 4217 code, "percent" or "".
"""

import json
import sys
import time
import warnings

CODES = {
    "dollar": "USD", "united states dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "british pound": "GBP",
    "pound": "GBP", "japanese yen": "JPY", "yen": "JPY", "vietnamese dong": "VND", "dong": "VND",
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY",
}


def code(name):
    return CODES.get(name.lower(), name if len(name) == 3 and name.isupper() else "money")


def quantulum3():
    from quantulum3 import parser

    def read(text):
        for seen in parser.parse(text):
            spread = seen.uncertainty or 0
            unit = "percent" if seen.unit.name == "percentage" else ""
            if seen.unit.entity.name == "currency":
                unit = code(seen.unit.name)
            yield seen.span[0], seen.span[1], seen.value - spread, seen.value + spread, unit

    return read


def recognizers():
    from recognizers_number import Culture, NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    plain, units = NumberRecognizer(Culture.English), NumberWithUnitRecognizer(Culture.English)
    models = [
        units.get_currency_model(), plain.get_percentage_model(), plain.get_number_model(), plain.get_ordinal_model(),
    ]

    def read(text):
        for model in models:
            for seen in model.parse(text):
                value = (seen.resolution or {}).get("value")
                unit = "percent" if seen.type_name == "percentage" else ""
                if seen.type_name == "currency":
                    unit = seen.resolution.get("isoCurrency") or code(seen.resolution.get("unit") or "")
                try:
                    number = float(value.rstrip("%"))
                except (AttributeError, ValueError):
                    continue
                yield seen.start, seen.end + 1, number, number, unit

    return read


def duckling():
    import duckling as native

    zones = native.load_time_zones("/usr/share/zoneinfo")
    now = native.parse_ref_time(zones, "UTC", 1_700_000_000)
    english = native.parse_locale("EN_US", native.default_locale_lang(native.parse_lang("EN")))
    context = native.Context(now, english)
    dimensions = native.parse_dimensions(["amount-of-money", "number", "quantity", "ordinal"])

    def read(text):
        for seen in native.parse(text, context, dimensions, False):
            value = seen["value"]
            low, high = (value.get("from") or value, value.get("to") or value.get("from") or value)
            low = low if "value" in low else high
            unit = code(low.get("unit") or "") if seen["dim"] == "amount-of-money" else ""
            if low.get("unit") == "unknown":
                unit = ""
            yield seen["start"], seen["end"], low["value"], high["value"], unit

    return read


def main():
    warnings.simplefilter("ignore")
    peer, rounds = sys.argv[1], int(sys.argv[2])
    texts = json.load(sys.stdin)
    answers = sys.stdout
    sys.stdout = sys.stderr
    read = {"quantulum3": quantulum3, "recognizers": recognizers, "duckling": duckling}[peer]()
    list(read(texts[0]))
    seconds, seen = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        seen = [list(read(text)) for text in texts]
        seconds.append(time.perf_counter() - start)
    json.dump({"seconds": seconds, "seen": seen}, answers)


main()
