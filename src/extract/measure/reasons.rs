//! The reasons why a number is no claim, in the order in which they are asked. They are the
//! column `reason` of the dismissals; numbers in names bring their own from `quantity`.

use super::shown::shown;

shown! {
    /// Why the words beside a number make no claim of it.
    Reason shown by &'static str {
        /// `for 12 months`: time that passes.
        Duration = "duration",
        dismisses: ["The mill was closed for [12 months].", "The strike in Bilbao lasted [five weeks]."],
        leaves: ["Over 12 months the mill made [40 tonnes]."];

        /// `the 12th congress`: an ordinal in a name, or in an order of things.
        OrdinalName = "ordinal_name",
        dismisses: ["The [12th] congress met in Oslo.", "It was the [third] strike at the mill."],
        leaves: ["Norway came [third].", "Oslo is the [third-largest] port."];

        /// `firms with more than 250 employees`, `$1 billion each`: tells which ones are meant.
        Qualifier = "qualifier",
        dismisses: [
            "The levy is paid by firms with more than [250 employees].",
            "The tax hits households earning over [40,000 euros].",
            "Four mines sold over [$1 billion] each.",
            "The richest [10%] of households own the land.",
        ],
        leaves: [
            "The firm has more than [250 employees].",
            "The year closed with more than [250 orders].",
            "Rich households own [10%] of the land.",
        ];

        /// `if exports reach $5 billion`: only if something else is.
        Conditional = "conditional",
        dismisses: [
            "Jobs will follow if exports reach [$5 billion].",
            "Unless output exceeds [40 tonnes], the mill will close.",
        ],
        leaves: ["If prices hold, exports will reach [$5 billion]."];

        /// `did not reach 5 million`.
        Negated = "negated",
        dismisses: ["Membership did not reach [5 million].", "Turnover never reached [$2 million]."],
        leaves: ["Membership reached [5 million], not more.", "The farm sold not only [40 tonnes] of oats."];

        /// `44th out of 133 countries`: the whole beside a rank.
        WholeOfRatio = "whole_of_ratio",
        dismisses: ["Finland ranked 44th out of [133 countries].", "The port came seventh among [60 ports]."],
        leaves: ["The survey covers [133 countries].", "Finland ranked 44th, and [133 countries] took part."];

        /// `Maria Silva, 52,`, `aged 15 to 24`.
        Age = "age",
        dismisses: [
            "Maria Silva, [52], runs the mill.",
            "The centre trains people aged 15 to [24].",
            "The scheme is for workers aged [50] and over.",
        ],
        leaves: ["The mill employs [52] people.", "People aged 15 to 24 hold [900 jobs]."];

        /// `one of these mills`: says which, not how many.
        OneOfThem = "one_of_them",
        dismisses: ["[One] of these mills burned down.", "Ghent is [one] of Europe's oldest ports."],
        leaves: ["[One million] of the trees died."];

        /// `($1 = 7.0180 crowns)`: the one that a rate is for.
        ExchangeRateBase = "exchange_rate_base",
        dismisses: ["The fine was 40 crowns ([$1] = 7.0180 crowns)."],
        leaves: ["The fine was [40 crowns] ($1 = 7.0180 crowns)."];

        /// `3.4 per 1,000`: the unit of a rate.
        PerUnit = "per_unit",
        dismisses: [
            "There were 3.4 births per [1,000] people.",
            "Nepal has 12 doctors for every [10,000] people.",
        ],
        leaves: ["There were [3.4 births] per 1,000 people."];

        /// `3) Exports`: the number of an item in a list.
        ListNumber = "list_number",
        dismisses: ["[3]) Exports of wine were $4 million."],
        leaves: ["3) Exports of wine were [$4 million].", "[12] mills closed."];

        /// `cut rates three times this year`: how often, not how much.
        Occasions = "occasions",
        dismisses: ["The bank has cut rates [three times] this year.", "The ministers met [four times]."],
        leaves: ["The debt is [three times] as high.", "Output of gas rose [three times]."];

        /// `four pillars`, `its two plants`: parts of a text or plan, or known ones.
        NotACount = "not_a_count",
        dismisses: [
            "The plan rests on [four] pillars.",
            "The state wants its [two] plants to merge.",
            "The [four] largest banks agreed.",
        ],
        leaves: ["The firm runs [four] plants.", "The firm runs [14] programmes."];
    }
}
