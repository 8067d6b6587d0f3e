//! Labels beside marks: each where there is room, none over another.

use super::scale::Px;

/// Width of a character of a label, more or less, and the height of its line.
const CHARACTER: Px = 64;
const LINE: Px = 130;

/// Where labels are already.
#[derive(Debug, Default)]
pub(super) struct Labels {
    taken: Vec<Area>,
}

/// From left to right and from top to bottom.
#[derive(Debug, Clone, Copy)]
struct Area {
    x: (Px, Px),
    y: (Px, Px),
}

impl Labels {
    /// Keeps room for something that is not to be written over.
    pub(super) fn keep(&mut self, x: (Px, Px), y: (Px, Px)) {
        self.taken.push(Area { x, y });
    }

    /// The baseline of a text centred on `x`: the first of `baselines` with room, inside
    /// the width of the chart.
    pub(super) fn find(&mut self, text: &str, x: Px, baselines: &[Px], width: Px) -> Option<Px> {
        let half = width_of(text) / 2;
        if x - half < 0 || x + half > width {
            return None;
        }
        for y in baselines {
            let area = Area { x: (x - half - 10, x + half + 10), y: (y - LINE + 30, y + 20) };
            if !self.taken.iter().any(|taken| taken.meets(area)) {
                self.taken.push(area);
                return Some(*y);
            }
        }
        None
    }
}

impl Area {
    fn meets(self, other: Self) -> bool {
        self.x.0 < other.x.1 && other.x.0 < self.x.1 && self.y.0 < other.y.1 && other.y.0 < self.y.1
    }
}

/// How wide a text is, more or less.
pub(super) fn width_of(text: &str) -> Px {
    Px::try_from(text.chars().count()).unwrap_or(1_000).saturating_mul(CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_is_written_over_another() {
        let mut labels = Labels::default();
        assert_eq!(labels.find("$148 bn", 500, &[300, 600], 4_000), Some(300));
        assert_eq!(labels.find("$150 bn", 600, &[310, 600], 4_000), Some(600));
        assert_eq!(labels.find("$151 bn", 600, &[310, 600], 4_000), None);
        assert_eq!(labels.find("$151 bn", 20, &[900], 4_000), None, "it would leave the chart");
    }
}
