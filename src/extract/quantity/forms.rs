//! The forms of quantities, in the order in which they are tried. A form has a name, what it
//! reads and what it must leave alone; both are run as tests. A new form is a function in one
//! of the rooms beside this one and an entry here.

use super::{Reader, Seen};

/// A form that numbers are printed in.
#[derive(Debug)]
pub(super) struct Form {
    /// What it is called.
    #[cfg_attr(not(test), expect(dead_code, reason = "tells in a test which form is wrong"))]
    pub(super) name: &'static str,
    /// Reads it from a slot on.
    pub(super) read: fn(&Reader<'_, '_, '_>, usize) -> Option<Seen>,
    /// Texts, and the first quantity that it reads there.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    pub(super) reads: &'static [(&'static str, &'static str)],
    /// Texts in which it must read nothing.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    pub(super) leaves: &'static [&'static str],
}

/// Every form, the most particular first.
pub(super) const FORMS: &[Form] = &[
    Form {
        name: "multiple in a word",
        read: |reader, at| reader.fold(at),
        reads: &[("output doubled", "2 times"), ("tenfold growth", "10 times"), ("exports halved", "0.5 times")],
        leaves: &["a double room", "in double 7 pairs", "double-digit growth"],
    },
    Form {
        name: "top places",
        read: |reader, at| reader.top(at),
        reads: &[("among the top five exporters", "5 rank"), ("a top 40 list", "40 rank")],
        leaves: &["top speed", "top $5 billion", "topped 5"],
    },
    Form {
        name: "part in digits",
        read: |reader, at| reader.slash_part(at),
        reads: &[("some 2/3 of households", "66.666667 percent"), ("3/4 of them", "75 percent")],
        leaves: &["the 2/3 line", "5/2 of them", "2/3/2020 of"],
    },
    Form {
        name: "number in a name",
        read: |reader, at| reader.name(at),
        reads: &[("the A321 fleet", "321"), ("Decree No. 13 of May", "13"), ("over 4G networks", "4")],
        leaves: &["some 321 aircraft", "$5bn", "30% of them"],
    },
    Form {
        name: "percent first",
        read: |reader, at| reader.percent_first(at),
        reads: &[("percent of 35", "35 percent"), ("%45 of shares", "45 percent")],
        leaves: &["12 percent of 40", "a percent of 40", "percent of 20 firms", "percent points"],
    },
    Form {
        name: "part of a whole",
        read: |reader, at| reader.fraction(at),
        reads: &[
            ("a third of exports", "33.333333 percent"),
            ("three-fifths of the budget", "60 percent"),
            ("one in four households", "25 percent"),
            ("nine out of ten buyers", "90 percent"),
            ("47 out of 94 plants", "50 percent"),
        ],
        leaves: &[
            "the third of May",
            "ranked 47 out of 94 economies",
            "opened one in three months",
            "one in Hanoi",
            "a quarter million",
        ],
    },
    Form {
        name: "amount",
        read: |reader, at| reader.quantity(at),
        reads: &[
            // Digits of every habit.
            ("some 1,234.5 tonnes", "1234.5"),
            ("1.234,5 tonnes", "1234.5"),
            ("1'234.50 francs", "1234.5 CHF"),
            ("Rs 12,34,567", "1234567 INR"),
            ("12½%", "12.5 percent"),
            ("a rate of .7%", "0.7 percent"),
            // Words.
            ("a hundred and six point four", "106.4"),
            ("one and a half million riders", "1500000"),
            ("3 1/4 million riders", "3250000"),
            ("a million and a half riders", "1500000"),
            ("half a dozen yards", "6"),
            ("two thirds of a billion euros", "666666666.666667 EUR"),
            ("a quarter million pounds", "250000 GBP"),
            ("six thousand four hundred and two yen", "6402 JPY"),
            ("seven thousands", "7000"),
            // Money: signs, codes and names on either side.
            ("C$ 7.5 million", "7500000 CAD"),
            ("$US 40", "40 USD"),
            ("$ 40 million AUD", "40000000 AUD"),
            ("40 zlotys", "40 PLN"),
            ("9 Thai baht", "9 THB"),
            ("yen 8.2 billion", "8200000000 JPY"),
            ("rupees 1,500", "1500 INR"),
            ("Rs 40 crore", "400000000 INR"),
            ("Rs crore 40", "400000000 INR"),
            ("US$ million 3.5", "3500000 USD"),
            ("60 EUR million", "60000000 EUR"),
            ("60 MEUR", "60000000 EUR"),
            ("KCHF 12", "12000 CHF"),
            ("5 M€", "5000000 EUR"),
            ("EUR five million", "5000000 EUR"),
            ("12 inr", "12 INR"),
            ("nine-euro", "9 EUR"),
            ("$5 mm", "5000000 USD"),
            ("7 m euros", "7000000 EUR"),
            ("$-7 million", "-7000000 USD"),
            ("Canadian $ 7", "7 CAD"),
            // Minor units.
            ("70 cents", "0.7 USD"),
            ("8 pounds 20 pence", "8.2 GBP"),
            ("8 pounds and 20 pence", "8.2 GBP"),
            ("8 euros 20.", "8.2 EUR"),
            ("$8 and 20 cents", "8.2 USD"),
            ("eight dollars and a half", "8.5 USD"),
            ("won 5 matches", "5"),
            ("six thousand dollars and ten cents", "6000.1 USD"),
            ("8 EUR and 20.", "8.2 EUR"),
            ("40 rubles 15 kopecks", "40.15 RUB"),
            ("three yuan four jiao two", "3.42 CNY"),
            ("2 Kuwaiti dinars 250 Kuwaiti fils", "2.25 KWD"),
            // Percentages.
            ("ten per cent", "10 percent"),
            ("5 pct", "5 percent"),
            ("25 bps", "0.25 percentage_point"),
            ("3 percentage points", "3 percentage_point"),
            // Ranges.
            ("10-15%", "10..15 percent"),
            ("between 3 and 5 percent", "3..5 percent"),
            ("from 3 to 5 tonnes", "3..5"),
            ("3~5 tonnes", "3..5"),
            ("from 40 up to 60", "40..60"),
            ("40 through 60", "40..60"),
            ("between two hundred and three hundred", "200..300"),
            ("above 40 and below 60", "40..60"),
            ("at most 60 and at least 40 firms", "40..60"),
            ("under 60 and over 40", "40..60"),
            ("more than 40% but no more than 60%", "40..60 percent"),
            ("larger than the fourth but lower than the ninth", "4..9"),
            ("$3-5 million", "3000000..5000000 USD"),
            ("7k-9k", "7000..9000"),
            ("40 or more", "40"),
            ("twenty-second", "22"),
        ],
        leaves: &["hundreds of firms", "ALL of us", "the dollar", "a company", "dozens", "half of them"],
    },
];

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::super::super::lexicon::Vocabulary;
    use super::super::super::slot::{View, tag};
    use super::*;
    use crate::model::number::Rounding;
    use crate::model::{Language, Number, Unit};

    fn decimal(number: &Number) -> String {
        number.to_decimal(Rounding::HalfEven).map_or_else(|_| number.to_string(), |d| d.to_string())
    }

    fn shown(seen: &Seen) -> String {
        let quantity = &seen.quantity;
        let to = quantity.value_to.as_ref().map(|to| format!("..{}", decimal(to))).unwrap_or_default();
        let unit = match &quantity.unit {
            Unit::Count(_) => String::new(),
            unit => format!(" {unit}"),
        };
        format!("{}{to}{unit}", decimal(&quantity.value))
    }

    /// The first quantity that `read` finds in `text`.
    fn first(text: &str, read: impl Fn(&Reader<'_, '_, '_>, usize) -> Option<Seen>) -> Option<String> {
        static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::english().unwrap());
        let tokens = VOCABULARY.tokens(text);
        let slots = tag(&tokens, &VOCABULARY);
        let reader = Reader { view: View { slots: &slots, tokens: &tokens, language: Language::En } };
        (0..slots.len()).find_map(|at| read(&reader, at)).as_ref().map(shown)
    }

    #[test]
    fn every_form_reads_its_examples_and_leaves_its_counter_examples() {
        let mut wrong = Vec::new();
        for form in FORMS {
            assert!(!form.reads.is_empty() && !form.leaves.is_empty(), "`{}` shows no example", form.name);
            for (text, want) in form.reads {
                // The form alone, and all of them: none before it takes the text.
                let all = |reader: &Reader<'_, '_, '_>, at| super::super::at(reader.view, at);
                for got in [first(text, form.read), first(text, all)] {
                    if got.as_deref() != Some(*want) {
                        wrong.push(format!("{}: {text:?} wants {want}, got {got:?}", form.name));
                    }
                }
            }
            for text in form.leaves {
                if let Some(got) = first(text, form.read) {
                    wrong.push(format!("{}: {text:?} must be left, got {got}", form.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
