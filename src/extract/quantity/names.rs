//! Numbers that are names, or places in one: `5G`, `COVID-19`, `Resolution No. 57`.

use super::super::class::Class;
use super::super::lexicon::Tag;
use super::super::number;
use super::super::slot::{Slot, SlotKind};
use super::super::tags::{Kind, kinds};
use super::super::token::{Token, TokenKind, signs};
use super::{Reader, Seen, is_closed, named};
use crate::model::{Language, Number};

impl Reader<'_, '_, '_> {
    /// Numbers that touch letters (`5G`, `A320`, `COVID-19`), stand behind a label
    /// (`Resolution No. 57`), or have the form of times, telephone numbers and acts.
    pub(super) fn name(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        if let Some(seen) = self.word_compound(at).or_else(|| self.word_name(at)) {
            return Some(seen);
        }
        let digits = view.digits(at)?;
        // "a new 2-1/2-year high"
        let signs = [(1, "-"), (3, "/"), (5, "-")].iter().all(|(step, sign)| view.sign(at + step, sign));
        let glued = (1..=6).all(|step| view.glued(at + step));
        let mixed = signs && glued && view.digits(at + 2).is_some() && view.digits(at + 4).is_some();
        let reason = if mixed { "compound_modifier" } else { self.name_reason(at)? };
        let mut next = if mixed { at + 7 } else { at + 1 };
        while view.glued(next) && view.slot(next).is_some_and(|s| s.kind != SlotKind::Sign || self.joins_name(next)) {
            next += 1;
        }
        let slot = view.slot(at)?;
        let value = number::read(digits, self.view.language).map_or_else(Number::zero, |d| d.value);
        Some(named(next - at, (slot.first, slot.end), reason, value))
    }

    /// `a seven-month high`, `one-time gains`, `half-year profits`: a number word in a compound.
    fn word_compound(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let slot = view.slot(at).filter(|s| s.kind == SlotKind::Word && s.end == s.first + 1)?;
        let number = slot.find(|t| matches!(t, Tag::Cardinal(_) | Tag::Part(2)).then_some(()));
        let joined = view.sign(at + 1, "-") && view.glued(at + 1) && view.glued(at + 2) && !view.glued(at);
        let next = view.slot(at + 2).filter(|_| number.is_some() && joined)?;
        let counts =
            next.find(|t| matches!(t, Tag::Part(_) | Tag::Ordinal(_) | Tag::Cardinal(_) | Tag::Fold(_)).then_some(()));
        if next.kind != SlotKind::Word || counts.is_some() || self.is_number_suffix(at + 2) || is_closed(next.tags) {
            return None;
        }
        Some(named(3, (slot.first, slot.end), "compound_modifier", Number::zero()))
    }

    /// `Stage Four restrictions`, `BBC Four lost viewers`: a number word with a capital behind another word with one,
    /// where nothing else has capitals.
    fn word_name(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let slot = view.slot(at).filter(|s| s.kind == SlotKind::Word && s.end == s.first + 1)?;
        let token = view.token(at).filter(|t| t.is_capitalised())?;
        slot.find(|t| matches!(t, Tag::Cardinal(_)).then_some(()))?;
        let before = at.checked_sub(1).and_then(|i| view.slot(i)).filter(|s| s.kind == SlotKind::Word)?;
        let lead = view.tokens.get(before.end - 1)?;
        let follows = lead.is_capitalised() && !is_closed(before.tags) && view.language == Language::En;
        let plain = view.slot(at + 1).is_none_or(|next| match next.kind {
            SlotKind::Word => view.token(at + 1).is_some_and(|t| !t.is_capitalised()) && !next.is_numeric(),
            SlotKind::Sign => view.sign(at + 1, ".") || view.sign(at + 1, ","),
            _ => false,
        });
        let seen = || named(1, (slot.first, slot.end), "version_or_name", Number::zero());
        (follows && plain && !token.is_upper()).then(seen)
    }

    pub(super) fn joins_name(&self, at: usize) -> bool {
        let sign = self.view.sign_any(at, &signs!["/", "-", ":", "&"]);
        sign && self.view.glued(at + 1) && self.view.slot(at + 1).is_some()
    }

    /// `45/63 tỉnh, thành phố`, `39/73 công trình`: a part of a whole, both counted, before what they count.
    pub(super) fn is_so_many_of(&self, at: usize) -> bool {
        let view = self.view;
        let count = |at: usize| {
            view.digits(at).filter(|digits| digits.len() <= 4).and_then(|digits| digits.parse::<u16>().ok())
        };
        let slash = view.sign(at + 1, "/") && view.glued(at + 1) && view.glued(at + 2);
        let noun = || {
            view.slot(at + 3).is_some_and(|s| {
                s.kind == SlotKind::Word
                    && (s.tags.is_empty() || s.is_any(&[Class::Things, Class::Members, Class::People]))
            }) && !view.glued(at + 3)
        };
        let led = || at > 0 && !view.is_any(at - 1, &[Class::Label, Class::Day, Class::Street]) && !view.glued(at);
        view.language == Language::Vi
            && slash
            && count(at).zip(count(at + 2)).is_some_and(|(part, whole)| part <= whole && whole > 12)
            && noun()
            && led()
    }

    pub(super) fn name_reason(&self, at: usize) -> Option<&'static str> {
        let view = self.view;
        let slot = view.slot(at)?;
        let digits = view.digits(at)?;
        let glued = view.glued(at);
        let behind = |back: usize| slot.first.checked_sub(back).and_then(|i| view.tokens.get(i));
        // "RON95" is a mark of goods, where "$95" is none.
        let prefix = || view.language != Language::Vi || self.prefix_currency(at - 1).is_some();
        let prefix_is_money = at > 0 && self.money(at - 1).is_some() && prefix();
        // "thứ 71/193": a place among so many.
        if at > 0 && view.is(at - 1, Class::OrdinalLead) {
            return None;
        }
        // "39/73 công trình": so many of them.
        if self.is_so_many_of(at) {
            return None;
        }
        if glued && !prefix_is_money {
            let touching = behind(1)?;
            match touching.kind {
                TokenKind::Word => return Some("version_or_name"),
                TokenKind::Sign if touching.sign("#") => return Some("ordinal_name"),
                TokenKind::Sign if touching.sign("/") || touching.sign(":") || touching.sign("&") => {
                    return Some("version_or_name");
                }
                TokenKind::Sign if touching.sign("-") && touching.glued => {
                    let word = behind(2).filter(|t| t.kind == TokenKind::Word)?;
                    let prefix = word.is(Class::Prefix);
                    return (!prefix).then_some("version_or_name");
                }
                _ => {}
            }
        }
        // "(7203.T)": the code of a stock.
        let stock = view.sign(at + 1, ".")
            && view.glued(at + 1)
            && view.glued(at + 2)
            && view.token(at + 2).is_some_and(|t| t.is_upper() && t.text.len() <= 3);
        if stock {
            return Some("version_or_name");
        }
        // Telephone numbers and the like: a plus sign before, or runs of digits side by side.
        if at > 0 && view.sign(at - 1, "+") && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Number) {
            return Some("telephone");
        }
        let zone = view.is(at + 1, Class::ClockMark);
        let zoned = zone && digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        if zoned || view.is(at + 1, Class::HalfDay) {
            return Some("clock_time");
        }
        // "a margin[2] of 62%": a note.
        if at > 0 && view.sign(at - 1, "[") && view.sign(at + 1, "]") && digits.len() <= 3 {
            return Some("footnote");
        }
        // "ngày hội 11.11": a day of sales, by its day and month.
        let day = digits.split_once('.').filter(|(day, month)| day == month && day.len() <= 2);
        if view.language == Language::Vi && day.is_some() && !self.is_number_suffix(at + 1) {
            return Some("version_or_name");
        }
        let beside = |i: usize| view.slot(i).is_some_and(|s| s.kind == SlotKind::Number);
        let mixed = self.slash_fraction(at + 1).is_some();
        if mixed && !view.glued(at) {
            return None;
        }
        if beside(at + 1) || at > 0 && beside(at - 1) && !self.is_number_suffix(at + 1) {
            return Some("digits_in_a_row");
        }
        if view.glued(at + 1) {
            let next = view.slot(at + 1)?;
            match next.kind {
                // "24,000km of track", "200MW plants"
                SlotKind::Word
                    if next.is(Class::MeasureUnit) && view.token(at + 1).is_some_and(|t| t.text.len() > 1) => {}
                SlotKind::Word if !self.is_number_suffix(at + 1) => return Some("version_or_name"),
                SlotKind::Sign if (view.sign(at + 1, "/") || view.sign(at + 1, ":")) && view.glued(at + 2) => {
                    return Some("version_or_name");
                }
                SlotKind::Sign if view.sign(at + 1, "-") && view.glued(at + 2) && self.is_compound(at + 2) => {
                    return Some("compound_modifier");
                }
                // "their 12- and 24-month outlooks", "15- to 24-year-olds"
                SlotKind::Sign
                    if view.sign(at + 1, "-")
                        && view.is_any(at + 2, &[Class::And, Class::Or, Class::To])
                        && view.digits(at + 3).is_some()
                        && view.sign(at + 4, "-")
                        && self.is_compound(at + 5) =>
                {
                    return Some("compound_modifier");
                }
                _ => {}
            }
        }
        self.labelled(at)
    }

    /// `150-year`, `5-star`, `7-Eleven`: a number in a compound, unless its second
    /// part is a scale, a currency, a percentage or a further number.
    pub(super) fn is_compound(&self, at: usize) -> bool {
        let Some(slot) = self.view.slot(at) else { return false };
        let capitalised = self.view.token(at).is_some_and(Token::is_capitalised);
        // "a 300,000-bpd plant", "a 16-place jump"
        let measured = slot.is_any(&[Class::MeasureUnit, Class::RankStep]);
        slot.kind == SlotKind::Word && !self.is_number_suffix(at) && !measured && (capitalised || !slot.is_numeric())
    }

    pub(super) fn is_number_suffix(&self, at: usize) -> bool {
        const KINDS: u32 = kinds(&[
            Kind::Scale,
            Kind::ScaleMark,
            Kind::Percent,
            Kind::PercentagePoint,
            Kind::BasisPoint,
            Kind::Times,
            Kind::Money,
            Kind::Minor,
            Kind::ScaledMoney,
        ]);
        let view = self.view;
        let ordinal = view.is(at, Class::OrdinalMark);
        ordinal || view.slot(at).is_some_and(|slot| slot.tags.any_kind(KINDS))
    }

    /// `Resolution No. 57`, `Terminal 2`, `Windows 11`, `Group of 20`, `at 91 Tran Hung Dao Street`.
    pub(super) fn labelled(&self, at: usize) -> Option<&'static str> {
        let view = self.view;
        let mut label = at.checked_sub(1)?;
        if view.sign(label, ".") && label > 0 {
            label -= 1;
        }
        // "the No. 2 maker of tyres": a place, as "the number two maker" is.
        let leads = [Class::The, Class::OwnerMark, Class::Level, Class::And, Class::As, Class::Ranking];
        let owned = label > 0 && (view.sign(label - 1, ",") || view.is_any(label - 1, &leads));
        let word = view.token(label)?;
        let small = view.digits(at).is_some_and(|digits| digits.len() <= 2);
        if view.begins(label, Class::NoMark) && word.is_capitalised() && owned && small {
            return None;
        }
        // "số 25 Lý Thường Kiệt": what has a name of its own is not counted.
        let named = view.language == Language::Vi
            && (view.token(at + 1).is_some_and(Token::is_capitalised) || view.is(at + 1, Class::Street));
        // "S&P 500 giảm", "May 10 đặt mục tiêu": in Vietnamese a verb may follow at once.
        let verb = |s: &Slot<'_>| {
            let aims = s.tags.iter().any(|t| matches!(t, Tag::Target | Tag::Forecast));
            view.language == Language::Vi && (aims || s.any_change().is_some() || s.is(Class::Level))
        };
        let followed_by_noun =
            !named && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word && !is_closed(s.tags) && !verb(s));
        let unit_behind = view.slot(at + 1).is_some() && self.is_number_suffix(at + 1);
        // "điều 42 bộ luật", but "nhóm 5 doanh nghiệp"
        let always =
            view.language == Language::Vi && !view.is_any(at + 1, &[Class::Things, Class::Members, Class::PartNoun]);
        // "S&P 500"
        if view.language == Language::Vi && label > 0 && view.sign(label - 1, "&") && view.glued(label) && !unit_behind
        {
            return Some("version_or_name");
        }
        // "giai đoạn 2 dự án": a phase has a number, whatever stands behind.
        if view.language == Language::Vi && view.is(label, Class::PeriodNoun) && small && !unit_behind {
            return Some("version_or_name");
        }
        if view.is(label, Class::Label) && !unit_behind && (always || word.is_capitalised() || !followed_by_noun) {
            let lower_label = !word.is_capitalised() && view.digits(at).is_some_and(|d| d.len() > 3);
            return (!lower_label).then_some("version_or_name");
        }
        let sentence_start = label == 0;
        let name_before = word.kind == TokenKind::Word && word.is_capitalised() && !sentence_start;
        let known_word = view.slot(label).is_some_and(|s| !s.tags.is_empty());
        if name_before
            && !known_word
            && !unit_behind
            && !followed_by_noun
            && view.digits(at).is_some_and(|d| !d.contains(',') && d.len() <= 4)
        {
            let ends = view.slot(at + 1).is_none_or(|s| s.kind == SlotKind::Sign || is_closed(s.tags) || verb(s));
            let comparing = view.sign(at + 1, ",") && view.digits(at + 2).is_some();
            return (ends && !comparing).then_some("version_or_name");
        }
        self.address(at)
    }

    pub(super) fn address(&self, at: usize) -> Option<&'static str> {
        let view = self.view;
        // "tại 283 Trường Chinh"
        let name = |i: usize| {
            view.token(i).is_some_and(Token::is_capitalised) && !view.is_any(i, &[Class::Things, Class::Members])
        };
        let named = name(at + 1) && name(at + 2) && !view.is(at + 1, Class::Label);
        if view.language == Language::Vi && at > 0 && view.is_any(at - 1, &[Class::At, Class::In]) && named {
            return Some("address");
        }
        (1..=5).find_map(|step| {
            let capitalised = (1..=step).all(|i| view.token(at + i).is_some_and(Token::is_capitalised));
            (capitalised && step > 1 && view.is(at + step, Class::Street)).then_some("address")
        })
    }
}
