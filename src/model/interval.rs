//! Intervals: what a printed value stands for, with exact arithmetic.

use std::cmp::Ordering;

use super::number::Number;

/// One end of an [`Interval`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Without an end.
    Unbounded,
    /// Up to and with the number.
    Closed(Number),
    /// Up to the number, without it.
    Open(Number),
}

impl Bound {
    /// The number at the end, if there is one.
    pub fn number(&self) -> Option<&Number> {
        match self {
            Self::Unbounded => None,
            Self::Closed(n) | Self::Open(n) => Some(n),
        }
    }

    fn map(self, f: impl FnOnce(Number) -> Number) -> Self {
        match self {
            Self::Unbounded => Self::Unbounded,
            Self::Closed(n) => Self::Closed(f(n)),
            Self::Open(n) => Self::Open(f(n)),
        }
    }

    fn join(&self, other: &Self, f: impl FnOnce(&Number, &Number) -> Number) -> Self {
        match (self, other) {
            (Self::Unbounded, _) | (_, Self::Unbounded) => Self::Unbounded,
            (Self::Closed(a), Self::Closed(b)) => Self::Closed(f(a, b)),
            (Self::Closed(a) | Self::Open(a), Self::Closed(b) | Self::Open(b)) => Self::Open(f(a, b)),
        }
    }
}

/// A set of numbers between two ends, either of which may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The low end.
    pub low: Bound,
    /// The high end.
    pub high: Bound,
}

impl Interval {
    /// Between two ends, with them.
    pub fn closed(low: Number, high: Number) -> Self {
        Self { low: Bound::Closed(low), high: Bound::Closed(high) }
    }

    /// One number alone.
    pub fn point(value: Number) -> Self {
        Self::closed(value.clone(), value)
    }

    /// Whether no number is inside.
    pub fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Bound::Closed(a), Bound::Closed(b)) => a > b,
            (Bound::Closed(a) | Bound::Open(a), Bound::Closed(b) | Bound::Open(b)) => a >= b,
            _ => false,
        }
    }

    /// Whether `value` is inside.
    pub fn contains(&self, value: &Number) -> bool {
        let above = match &self.low {
            Bound::Unbounded => true,
            Bound::Closed(n) => value >= n,
            Bound::Open(n) => value > n,
        };
        let below = match &self.high {
            Bound::Unbounded => true,
            Bound::Closed(n) => value <= n,
            Bound::Open(n) => value < n,
        };
        above && below
    }

    /// What both hold; possibly empty.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        let low = if compare_low(&self.low, &other.low) == Ordering::Less { &other.low } else { &self.low };
        let high = if compare_high(&self.high, &other.high) == Ordering::Greater { &other.high } else { &self.high };
        Self { low: low.clone(), high: high.clone() }
    }

    /// Whether some number is in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.intersect(other).is_empty()
    }

    /// Both ends moved outwards by `by`.
    #[must_use]
    pub fn widen(&self, by: &Number) -> Self {
        Self { low: self.low.clone().map(|n| &n - by), high: self.high.clone().map(|n| &n + by) }
    }

    /// The distance of the ends, where there are two.
    pub fn width(&self) -> Option<Number> {
        Some(self.high.number()? - self.low.number()?)
    }

    /// Whether every number inside is above zero.
    pub fn is_positive(&self) -> bool {
        match &self.low {
            Bound::Unbounded => false,
            Bound::Closed(n) => !n.is_negative() && !n.is_zero(),
            Bound::Open(n) => !n.is_negative(),
        }
    }

    /// All sums.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        Self { low: self.low.join(&other.low, |a, b| a + b), high: self.high.join(&other.high, |a, b| a + b) }
    }

    /// All differences.
    #[must_use]
    pub fn sub(&self, other: &Self) -> Self {
        self.add(&other.negate())
    }

    /// All negatives.
    #[must_use]
    pub fn negate(&self) -> Self {
        let flip = |bound: &Bound| bound.clone().map(|n| -n);
        Self { low: flip(&self.high), high: flip(&self.low) }
    }

    /// All products with an exact factor.
    #[must_use]
    pub fn scale(&self, factor: &Number) -> Self {
        let scaled = |bound: &Bound| bound.clone().map(|n| &n * factor);
        if factor.is_negative() {
            Self { low: scaled(&self.high), high: scaled(&self.low) }
        } else {
            Self { low: scaled(&self.low), high: scaled(&self.high) }
        }
    }

    /// All products, where both are bounded; nothing where one is not.
    pub fn checked_mul(&self, other: &Self) -> Option<Self> {
        let ends = |i: &Self| Some([i.low.clone(), i.high.clone()]).filter(|e| e.iter().all(|b| b.number().is_some()));
        let (ours, theirs) = (ends(self)?, ends(other)?);
        let mut low: Option<Bound> = None;
        let mut high: Option<Bound> = None;
        for a in &ours {
            for b in &theirs {
                let product = a.join(b, |x, y| x * y);
                if low.as_ref().is_none_or(|l| compare_low(&product, l) == Ordering::Less) {
                    low = Some(product.clone());
                }
                if high.as_ref().is_none_or(|h| compare_high(&product, h) == Ordering::Greater) {
                    high = Some(product);
                }
            }
        }
        Some(Self { low: low?, high: high? })
    }

    /// All quotients by an interval wholly above zero; nothing otherwise. An
    /// unbounded divisor leaves the low end at zero, open.
    pub fn checked_div(&self, by: &Self) -> Option<Self> {
        if !by.is_positive() {
            return None;
        }
        let one = Number::one();
        let recip = |bound: &Bound| match bound {
            Bound::Unbounded => Some(Bound::Open(Number::zero())),
            Bound::Closed(n) => one.checked_div(n).map(Bound::Closed),
            Bound::Open(n) => one.checked_div(n).map(Bound::Open),
        };
        let inverse = Self { low: recip(&by.high)?, high: recip(&by.low)? };
        self.checked_mul(&inverse)
    }
}

/// Orders low ends: the one that lets in smaller numbers first.
pub fn compare_low(a: &Bound, b: &Bound) -> Ordering {
    match (a, b) {
        (Bound::Unbounded, Bound::Unbounded) => Ordering::Equal,
        (Bound::Unbounded, _) => Ordering::Less,
        (_, Bound::Unbounded) => Ordering::Greater,
        (Bound::Closed(x), Bound::Open(y)) => x.cmp(y).then(Ordering::Less),
        (Bound::Open(x), Bound::Closed(y)) => x.cmp(y).then(Ordering::Greater),
        (Bound::Closed(x), Bound::Closed(y)) | (Bound::Open(x), Bound::Open(y)) => x.cmp(y),
    }
}

/// Orders high ends: the one that lets in greater numbers last.
pub fn compare_high(a: &Bound, b: &Bound) -> Ordering {
    match (a, b) {
        (Bound::Unbounded, Bound::Unbounded) => Ordering::Equal,
        (Bound::Unbounded, _) => Ordering::Greater,
        (_, Bound::Unbounded) => Ordering::Less,
        (Bound::Closed(x), Bound::Open(y)) => x.cmp(y).then(Ordering::Greater),
        (Bound::Open(x), Bound::Closed(y)) => x.cmp(y).then(Ordering::Less),
        (Bound::Closed(x), Bound::Closed(y)) | (Bound::Open(x), Bound::Open(y)) => x.cmp(y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> Number {
        Number::from(value)
    }

    #[test]
    fn nearly_and_over_do_not_meet() {
        let nearly = Interval { low: Bound::Closed(n(134)), high: Bound::Open(n(135)) };
        let over = Interval { low: Bound::Open(n(135)), high: Bound::Closed(n(136)) };
        assert!(!nearly.overlaps(&over));
        assert!(nearly.overlaps(&Interval::closed(n(134), n(136))));
    }

    #[test]
    fn products_and_quotients_hold_every_case() {
        let a = Interval::closed(n(-2), n(3));
        let b = Interval::closed(n(4), n(5));
        assert_eq!(a.checked_mul(&b), Some(Interval::closed(n(-10), n(15))));
        assert_eq!(b.checked_div(&Interval::closed(n(2), n(2))), Some(Interval::closed(n(2), Number::from(5).half())));
        assert_eq!(b.checked_div(&a), None);
    }
}
