//! The rule of an identity: `left = a + b`, `a - b`, `a * b` or `a / b`.

use crate::model::IndicatorId;

use super::valid::Expression;

/// Why a text is no rule, and at which byte of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RuleError {
    pub(super) at: usize,
    pub(super) message: String,
}

/// An operand with the byte of the rule at which it stands.
pub(super) type Operand = (usize, IndicatorId);

/// A rule in its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) left: Operand,
    pub(super) operator: char,
    pub(super) right: (Operand, Operand),
}

impl Rule {
    /// The right side.
    pub(super) fn expression(self) -> (IndicatorId, Expression) {
        let ((_, a), (_, b)) = self.right;
        let right = match self.operator {
            '+' => Expression::Sum(a, b),
            '-' => Expression::Difference(a, b),
            '*' => Expression::Product(a, b),
            _ => Expression::Ratio(a, b),
        };
        (self.left.1, right)
    }

    /// Its operands, from left to right.
    pub(super) fn operands(&self) -> [&Operand; 3] {
        [&self.left, &self.right.0, &self.right.1]
    }
}

/// Reads a rule.
pub(super) fn parse(text: &str) -> Result<Rule, RuleError> {
    let mut scan = Scan { text, at: 0 };
    let left = scan.operand()?;
    scan.symbol("=")?;
    let a = scan.operand()?;
    let operator = scan.symbol("+-*/")?;
    let b = scan.operand()?;
    scan.skip_blanks();
    if scan.at < text.len() {
        return Err(scan.error("more than one operation"));
    }
    Ok(Rule { left, operator, right: (a, b) })
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn operand(&mut self) -> Result<Operand, RuleError> {
        self.skip_blanks();
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| c.is_whitespace() || "=+-*/".contains(c)).unwrap_or(rest.len());
        let id = rest[..end].parse().map_err(|_| match &rest[..end] {
            "" => self.error("an indicator id is missing"),
            word => self.error(&format!("{word:?} is no indicator id")),
        })?;
        let at = self.at;
        self.at += end;
        Ok((at, id))
    }

    fn symbol(&mut self, allowed: &str) -> Result<char, RuleError> {
        self.skip_blanks();
        let Some(symbol) = self.text[self.at..].chars().next().filter(|c| allowed.contains(*c)) else {
            let each: Vec<String> = allowed.chars().map(|c| format!("`{c}`")).collect();
            return Err(self.error(&format!("{} is missing", each.join(" or "))));
        };
        self.at += symbol.len_utf8();
        Ok(symbol)
    }

    fn error(&self, message: &str) -> RuleError {
        RuleError { at: self.at, message: message.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_operations() {
        let of = |text: &str| parse(text).unwrap().expression().1;
        let id = |text: &str| text.parse::<IndicatorId>().unwrap();
        assert_eq!(of("a = b + c"), Expression::Sum(id("b"), id("c")));
        assert_eq!(of(" a=b-c "), Expression::Difference(id("b"), id("c")));
        assert_eq!(of("a = b * c"), Expression::Product(id("b"), id("c")));
        assert_eq!(of("a = b / c"), Expression::Ratio(id("b"), id("c")));
        assert_eq!(parse("ab = c - d").unwrap().operands().map(|(at, _)| *at), [0, 5, 9]);
    }

    #[test]
    fn mistakes_have_their_byte() {
        for (text, at) in [
            ("", 0),
            ("a", 1),
            ("a = ", 4),
            ("a = b", 5),
            ("a = b +", 7),
            ("a = b + c + d", 10),
            ("a = B + c", 4),
            ("a = 2 * c", 4),
            ("a + b = c", 2),
            ("đ = b + c", 0),
        ] {
            assert_eq!(parse(text).unwrap_err().at, at, "{text}");
        }
    }
}
