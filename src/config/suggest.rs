//! "Did you mean": the nearest of the known words.

/// The known word nearest to `text`, where one is near enough to be a slip of
/// the keys: at most a third of its letters differ. Ties go to the first.
pub(crate) fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = text.to_lowercase();
    known
        .into_iter()
        .map(|word| (distance(&lower, &word.to_lowercase()), word))
        .filter(|(distance, word)| *distance <= (word.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// The way out for a word that is not known: the nearest, else all of them.
pub(crate) fn did_you_mean(text: &str, known: &[&str]) -> String {
    if let Some(word) = nearest(text, known.iter().copied()) {
        return format!("did you mean `{word}`?");
    }
    if known.is_empty() {
        return "none is defined".to_owned();
    }
    format!("known: {}", known.join(", "))
}

/// Edits between two words (Levenshtein 1966), a swap of neighbours counting as one.
pub(crate) fn distance(left: &str, right: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before_last[j - 2] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("lable", "label"), 1);
        assert_eq!(nearest("lable", ["id", "label", "unit"]), Some("label"));
        assert_eq!(nearest("Direction", ["direction"]), Some("direction"));
        assert_eq!(nearest("colour", ["id", "label", "unit"]), None);
        assert_eq!(did_you_mean("colour", &["id", "unit"]), "known: id, unit");
        assert_eq!(did_you_mean("colour", &[]), "none is defined");
    }
}
