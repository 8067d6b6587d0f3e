//! Properties of reading texts: how a text is cut into lines, paragraphs and
//! files, and in which form its letters are written, changes no claim.

use proptest::prelude::*;
use proptest::sample::subsequence;
use reckoner::extract;
use reckoner::model::{Language, PrintedClaim, Report, ReportMeta};
use unicode_normalization::UnicodeNormalization as _;

use crate::printed::lexicon;

/// Sentences that lean on nothing before them.
const SENTENCES: [&str; 16] = [
    "Exports of coffee from Côte d'Ivoire rose 12% to €5.0 billion in 2022 from €4.46 billion in 2021.",
    "In 2021 the region of São Paulo had 1,234,567 bicycles.",
    "Revenue of the cafés of Huế came to 389.8 trillion đồng in 2020, according to the chamber.",
    "By 2030 the ministry aims to have 80,000 engineers.",
    "Denmark ranked third in the index in 2019.",
    "The port handled 7.9 million tonnes of grain in 2018, 3% less than in 2017.",
    "Nearly 60% of the households of Malmö had a boat in 2016.",
    "In the first quarter of 2020 sales of bikes fell by 4.5%.",
    "The fleet grew from 120 ships in 2010 to 214 ships in 2015.",
    "Wool output was 355,000 tonnes in 2012.",
    "The price of rye was 46 öre in 1921.",
    "In March 2019 the bank of Zürich had deposits of CHF 61 billion.",
    "Inflation was between 4 and 5 percent in 2014.",
    "At the end of 2013 there were sixty-two mills in Łódź.",
    "The school of Đà Nẵng taught more than 2,300 pupils in 2011.",
    "Between 2005 and 2009 the number of trams doubled to 48.",
];

/// A report in English, published in 2023.
pub(crate) fn report(id: &str, text: &str) -> Report {
    let meta = ReportMeta {
        published: Some("2023-05-02".parse().unwrap()),
        ..ReportMeta::unlisted(id.parse().unwrap(), Language::En, "FR".parse().unwrap())
    };
    Report::prose(meta, String::new(), text, 0)
}

/// The claims of a text, but for where they stand. Spans must slice back.
fn claims(text: &str) -> Result<Vec<PrintedClaim>, TestCaseError> {
    let report = report("r", text);
    let mut claims = extract::read(&report, lexicon()).extracted.claims;
    for claim in &mut claims {
        prop_assert_eq!(claim.span.of(text), &claim.value_text);
        (claim.span.start, claim.span.end) = (0, 0);
        claim.locator.clear();
        for printed in [&mut claim.value_text, &mut claim.printed_value, &mut claim.printed_unit] {
            *printed = printed.nfc().collect();
        }
        claim.sentence = claim.sentence.nfc().collect::<String>().into();
        claim.subject = claim.subject.nfc().collect();
        claim.attributed_to = claim.attributed_to.take().map(|name| name.nfc().collect());
    }
    Ok(claims)
}

fn some() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(SENTENCES.to_vec(), 1..8).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn paragraphs_do_not_matter(sentences in some(), breaks in prop::collection::vec(0_usize..3, 8)) {
        let mut text = String::new();
        for (sentence, mark) in sentences.iter().zip(&breaks) {
            text = text + sentence + [" ", "\n", "\n\n"][*mark];
        }
        prop_assert_eq!(claims(text.trim_end())?, claims(&sentences.join(" "))?);
    }

    #[test]
    fn line_ends_do_not_matter(sentences in some(), blank in any::<bool>()) {
        let text = sentences.join(if blank { "\n\n" } else { "\n" });
        prop_assert_eq!(claims(&text.replace('\n', "\r\n"))?, claims(&text)?);
    }

    #[test]
    fn the_form_of_letters_does_not_matter(sentences in some()) {
        let text = sentences.join("\n\n");
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(claims(&decomposed)?, claims(&text.nfc().collect::<String>())?);
    }

    #[test]
    fn files_do_not_matter(sentences in some()) {
        let mut apart = Vec::new();
        for sentence in &sentences {
            apart.extend(claims(sentence)?);
        }
        prop_assert_eq!(claims(&sentences.join("\n\n"))?, apart);
    }
}

/// Each sentence of the pool says something: else the properties above hold of nothing.
#[test]
fn every_sentence_has_claims() {
    for sentence in SENTENCES {
        assert!(!claims(sentence).unwrap().is_empty(), "{sentence}");
    }
    let decomposed: String = SENTENCES.join("\n\n").nfd().collect();
    assert!(decomposed.contains('\u{302}'));
}

/// Vietnamese sentences, and the same with the marks of their letters written in another way.
const VIETNAMESE: [&str; 6] = [
    "Doanh thu của công ty năm 2021 đạt 1.234,5 tỷ đồng, tăng 8,7% so với năm 2020.",
    "Quý I/2022, tỉnh Hòa Bình có 12.500 doanh nghiệp, tăng 3,2% so với cùng kỳ năm trước.",
    "Xuất khẩu thủy sản 9 tháng đầu năm 2022 đạt 8,5 tỷ USD, gấp 1,4 lần cùng kỳ năm 2021.",
    "Đến năm 2030, tỉnh đặt mục tiêu có 80.000 kỹ sư.",
    "Năm 2019, hợp tác xã bán hơn 45.000 tấn lúa cho 32% số hộ.",
    "Đến hết tháng 6/2021, dư nợ ở mức 265.000 tỷ đồng.",
];

/// How the tone of `oa`, `oe`, `uy` is marked by the newer habit.
fn newer_tones(text: &str) -> String {
    [("òa", "oà"), ("óa", "oá"), ("ủy", "uỷ"), ("úy", "uý")]
        .iter()
        .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
}

/// The letters without any marks.
fn bare(text: &str) -> String {
    text.nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| {
            if c == 'đ' {
                'd'
            } else if c == 'Đ' {
                'D'
            } else {
                c
            }
        })
        .collect()
}

/// What is judged of a claim: value, unit of money or percent, measure, periods, basis.
fn told(claims: &[PrintedClaim]) -> Vec<String> {
    // Codes of currencies are capitals; "tan" is what "tấn" is without marks.
    let code = |unit: &str| unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase());
    let counts =
        |unit: String| if code(&unit) || unit == "percent" || unit == "times" { unit } else { "count".to_owned() };
    let one = |c: &PrintedClaim| {
        format!(
            "{} {} {} {:?} {:?} {}",
            c.quantity.value,
            counts(c.quantity.unit.to_string()),
            c.measure,
            c.period,
            c.base_period,
            c.basis.as_str()
        )
    };
    claims.iter().map(one).collect()
}

#[test]
fn vietnamese_is_the_same_however_its_letters_are_written() {
    let text = VIETNAMESE.join("\n\n");
    let wanted = told(&claims(&text).unwrap());
    assert_eq!(wanted.len(), 10, "{wanted:#?}");
    for (how, other) in [
        ("decomposed", text.nfd().collect::<String>()),
        ("tones on the other letter", newer_tones(&text)),
        ("without marks", bare(&text)),
        ("in capitals", VIETNAMESE.map(|s| s.replace("Doanh thu", "DOANH THU")).join("\n\n")),
    ] {
        assert_eq!(told(&claims(&other).unwrap()), wanted, "{how}");
    }
}

#[test]
fn each_sentence_is_read_in_its_own_language() {
    let mixed = "Exports reached $5.2 billion in 2021, up 12% on 2020. Doanh thu năm 2021 đạt 1.234,5 tỷ đồng, tăng 8,7% so với năm 2020.";
    let told = told(&claims(mixed).unwrap());
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(told[0].starts_with("5200000000 USD level"), "{told:#?}");
    assert!(told[2].starts_with("1234500000000 VND level") && told[3].starts_with("8.7 percent growth"), "{told:#?}");
}
