//! The rules that make a number a claim, room by room. Their names are the column `rule` of the
//! claims; what other rooms ask of a claim's rule they ask by the variant. A new rule is a
//! function in one of the rooms, its place in the order of `mod.rs` and an entry here.

use super::shown::shown;

shown! {
    /// The words that made a number a level, a growth and so on.
    Rule shown by (&'static str, &'static str) {
        // Said by the number alone: `mod.rs`.

        /// `top five`: a group of the first places.
        TopN = "top_n",
        reads: [
            ("Chile is among the [top five] producers of copper.", "rank 5"),
            ("The lender is in the [top ten] of the trade.", "rank 10"),
        ],
        leaves: ["The top speed is [250] km an hour.", "Three of the [five] mines closed in 2020."];

        /// `doubled`, `tenfold`: a multiple in a word.
        FoldWord = "fold_word",
        reads: [
            ("Cashew output [doubled] in 2019.", "multiple 2 times"),
            ("Wheat imports of Egypt [halved] last year.", "multiple 0.5 times"),
            ("Traffic in the canal was [twice] that of 2010.", "multiple 2 times"),
        ],
        leaves: ["Rice output rose [two times] over the decade.", "Double rooms make up [60%] of the hotel."];

        // Said once more: `again.rs`.

        /// `fell 42 cents, or 1.8 percent`: what the number before was, in another unit.
        Restated = "restated",
        reads: [
            ("Shares of the airline fell 42 pesos, or [1.8 percent].", "growth -1.8 percent"),
            ("Prices of maize rose by 300 shillings ([9 percent]) in a week.", "growth 9 percent"),
            ("The brewer earned $3.1 million, or [58 cents] a share, in 2018.", "level 0.58 USD"),
            ("Some 5,000 workers ([12%] of the total) were dismissed.", "share 12 percent"),
        ],
        leaves: [
            "Exports of tea were $40 million, and [12%] of it went to Egypt.",
            "Profit was 60 million crowns or more, up [8%].",
        ];

        /// `beating forecasts of 3.8 percent`: what was expected of the number before.
        Expected = "expected",
        reads: [
            ("The economy of Brazil grew 4.1 percent, beating forecasts of [3.8 percent].", "growth 3.8 percent"),
            ("Profit was 12 million euros, against expectations of [15 million euros].", "level 15000000 EUR"),
            ("The deficit was $3 billion, wider than the [$2 billion] expected by analysts.", "level 2000000000 USD"),
        ],
        leaves: [
            "The ministry expects exports of [15 million euros] in 2023.",
            "Its forecast of a year ago was low, and exports reached [15 million euros].",
        ];

        /// `5% in 2019 and 6% in 2020`: what the number before was.
        Coordinated = "coordinated",
        reads: [
            ("Exports rose 5% in 2019 and [6%] in 2020.", "growth 6 percent"),
            ("Output of milk fell 3% in May, [4%] in June and 5% in July.", "growth -4 percent"),
            ("In the poll 40% of men and [52%] of women agreed.", "share 52 percent"),
        ],
        leaves: [
            "Exports rose 5% and imports fell [6%].",
            "Exports rose 5% and stood at [$6 million].",
            "Exports rose 5% and [6%] of firms expanded.",
        ];

        // Places in an order: `ranks.rs`.

        /// `third-largest`, `ranked 4th`, `came second`.
        Rank = "rank",
        reads: [
            ("Ethiopia is the [third-largest] producer of sesame.", "rank 3"),
            ("Finland ranked [4th] out of 133 countries.", "rank 4"),
            ("Ghana came [second] among exporters of cocoa.", "rank 2"),
        ],
        leaves: ["The [12th] congress met in Oslo.", "The [second] phase of the dam costs $4 million."];

        /// `the number two maker`.
        NumberN = "number_n",
        reads: [
            ("The group is the number [two] maker of tyres in India.", "rank 2"),
            ("The firm holds the number [six] spot.", "rank 6"),
            ("Amidon, in the No. [2] spot, sold more tyres than before.", "rank 2"),
        ],
        leaves: ["The number of mines in Peru rose to [12].", "A number of [12] mines closed."];

        /// `climbed 12 places`: places gained or lost.
        PlacesGained = "places_gained",
        reads: [
            ("Rwanda climbed [12 places] in the ranking of 2020.", "delta 12 places"),
            ("The airline fell [three spots] in the ranking.", "delta -3 places"),
        ],
        leaves: ["The school has [900 places] for pupils.", "Rwanda climbed to [12th] place in the ranking."];

        /// `in the ranking from 100 in 2017 to 50`: bare numbers that are places.
        RankFromTo = "rank_from_to",
        reads: [
            ("Georgia moved in the ranking from 100 in 2017 to [50] in 2020.", "rank 50"),
            ("Togo moved up from place [100] in 2017 to 50.", "rank 100"),
        ],
        leaves: ["Output of cars rose from [100] in 2017 to 50 in 2020.", "Its rank was 4 among [100 ports]."];

        // Changes that need no verb of change: `moved.rs`.

        /// `by 0.5 percentage points`: the unit is of changes alone.
        PercentagePoints = "percentage_points",
        reads: [
            ("The key rate was cut by [0.5 percentage points] in May.", "delta -0.5 percentage_point"),
            ("The central bank of Chile raised its rate by [50 basis points].", "delta 0.5 percentage_point"),
            ("Unemployment rose [two points] to 9% in 2021.", "delta 2 percentage_point"),
        ],
        leaves: [
            "The key rate was cut to [0.5 percent] in May.",
            "The index gained [120 points], or 1.2 percent.",
        ];

        /// `created 2,500 jobs`, `42,000 jobs were lost`.
        JobsMoved = "jobs_moved",
        reads: [
            ("The factory created [2,500 jobs] in 2019.", "delta 2500 jobs"),
            ("In Poland [42,000 jobs] were lost in 2009.", "delta -42000 jobs"),
            ("In 2016 some 5,200 jobs were lost on farms and [2,900] at ports.", "delta -2900"),
        ],
        leaves: ["The factory offers [2,500 jobs].", "The city created [25 parks] in 2019."];

        /// `(+6%)`: a percentage with a sign.
        Signed = "signed",
        reads: [
            ("Sales in Italy reached 4 million ([+6%]).", "growth 6 percent"),
            ("Growth in Greece was [-11%] in 2011.", "growth -11 percent"),
        ],
        leaves: ["Sales of wine reached 4 million ([6%]).", "The balance was [-$3 million] in 2019."];

        /// `an increase in petrol (8.9%)`: how much each that is named moved; read in `level.rs`.
        MovedInParentheses = "moved_in_parentheses",
        reads: [
            ("The port reported an increase in cargo of timber ([8.9%]) and grain (22%).", "growth 8.9 percent"),
            ("Nuts were the fastest growing crop ([19%]) of Georgia.", "growth 19 percent"),
            ("Malta saw a decline in arrivals by sea ([4%]).", "growth -4 percent"),
        ],
        leaves: [
            "Reading is common among young adults ([65%]).",
            "Improved roads attracted guests, mostly for leisure ([73%]).",
        ];

        // A word of change before the number: `moved.rs`, found by `way.rs`.

        /// `up 8.7%`, `down by 40`: an adverb.
        UpOrDown = "up_or_down",
        reads: [
            ("Beer sales were $9 million, up [8.7%].", "growth 8.7 percent"),
            ("Steel output was down [3%] in Turkey.", "growth -3 percent"),
            ("The fleet is down by [40] from 2018.", "delta -40"),
        ],
        leaves: ["Beer sales went up to [$9 million].", "The bank set up [10 branches] in Chad."];

        /// `a CAGR of 11.9%`: a phrase that says both growth and average.
        AverageGrowth = "average_growth",
        reads: [
            ("The market will grow at a CAGR of [11.9%] to 2028.", "growth_average 11.9 percent"),
            ("The sector posted a compound annual growth rate of [7%].", "growth_average 7 percent"),
        ],
        leaves: ["The average price of a ticket was [$6] in 2020.", "Growth was [6%] in 2020."];

        /// `fell below three million`: a level that was crossed.
        MovedAcross = "moved_across",
        reads: [
            ("The herd fell below [three million].", "level 3000000"),
            ("The price of oil rose above [$70] in March.", "level 70 USD"),
        ],
        leaves: ["The herd fell by over [30%].", "The price of oil was above [$70] in March."];

        /// `plans to cut its 150,000 workforce`: the whole of what is cut.
        OfTheWhole = "of_the_whole",
        reads: [
            ("The carmaker plans to cut its [150,000] workforce.", "level 150000 workforce"),
            ("The retailer will cut its [$3 billion] debt.", "level 3000000000 USD"),
        ],
        leaves: ["The carmaker plans to cut [150,000 jobs].", "The retailer will cut its debt by [$3 billion]."];

        /// `expanding at 46% annually`, `grew at a rate of 5%`.
        MovedAtARate = "moved_at_a_rate",
        reads: [
            ("Online sales are expanding at [46%] annually.", "growth 46 percent"),
            ("Online sales increased at an average of [46%] a year.", "growth_average 46 percent"),
            ("Tourism in Malta grew at a rate of [5%].", "growth 5 percent"),
            ("Mining in Ghana slowed to [2.5%].", "growth 2.5 percent"),
        ],
        leaves: [
            "The fund grew by [46%] annually.",
            "Shares of the mill opened at [46%] of their price.",
            "Inflation in Ghana slowed to [2.5%].",
        ];

        /// `rose to $11 billion`: where a move went.
        MovedTo = "moved_to",
        reads: [
            ("Exports of Kenya rose to [$11 billion] in 2021.", "level 11000000000 USD"),
            ("Sales were up 3% to [$5 billion].", "level 5000000000 USD"),
            ("Growth in China eased to [8.1%].", "growth 8.1 percent"),
        ],
        leaves: ["Exports of Kenya rose by [$11 billion] in 2021.", "The road leads to [400 villages]."];

        /// `from $9 billion`: where a move came from.
        MovedFrom = "moved_from",
        reads: [
            ("Exports rose from [$9 billion] in 2019 to $11 billion.", "level 9000000000 USD"),
            ("Sales were up 27% from [1,031 crore rupees].", "level 10310000000 INR"),
            ("Output shrank by 11.3% in December from [7.8%] in November.", "growth -7.8 percent"),
            ("The firm swung to a surplus of $4 million from a deficit of [$2 million].", "level 2000000 USD"),
        ],
        leaves: ["The bank took [$9 billion] from the fund.", "Of the coffee, [40%] came from Uganda."];

        /// `rose by 11.6%`: by how much.
        MovedBy = "moved_by",
        reads: [
            ("Exports rose by [11.6%] in 2021.", "growth 11.6 percent"),
            ("The wage bill was cut by [$4 million].", "delta -4000000 USD"),
            ("Prices of bread have risen in the capital by [20%].", "growth 20 percent"),
            ("Industry grew by 9%, agriculture by [4%].", "growth 4 percent"),
            ("The agency raised its estimate of demand for gas by [40,000 barrels].", "delta 40000 barrels"),
        ],
        leaves: [
            "The road was widened with stone carried by [40 prisoners].",
            "Exports rose to [$11 billion] in 2021.", "The bridge was built by [40 workers]."];

        /// `adds 3% to the economy`: a part of a whole.
        AddsTo = "adds_to",
        reads: [
            ("Fishing adds [3%] to the economy of Iceland.", "share 3 percent"),
            ("Tourism added [12 percent] to the income of Fiji.", "share 12 percent"),
        ],
        leaves: ["Shares of the bank added [3%] on Friday.", "Fishing added [$3 million] to the budget."];

        /// `a rise of 7%`: a noun of change.
        ChangeOf = "change_of",
        reads: [
            ("The ministry reported a rise of [7%] in visitors.", "growth 7 percent"),
            ("There was a drop of [5,600] in registered births.", "delta -5600"),
            ("Wages had average annual growth of about [6%].", "growth_average 6 percent"),
        ],
        leaves: ["The mill made a loss of [$2 million].", "The rise came after a price of [$2] was set."];

        /// `rose 7%`, `lost 35 cents, or 2.8 percent`: a verb and no preposition.
        Moved = "moved",
        reads: [
            ("Visitors to Egypt rose [7%] in 2018.", "growth 7 percent"),
            ("The yen weakened [4 percent] this month.", "growth -4 percent"),
            ("Employment fell [64,300] in March.", "delta -64300"),
            ("Shares of the airline lost [35 cents], or 2.8 percent.", "delta -0.35 USD"),
        ],
        leaves: ["Visitors to Egypt rose to [7 million] in 2018.", "The bank lost [$35 million] in 2018."];

        // What is compared: `compared.rs`.

        /// `thirteen times the 31,000 tonnes`: what a multiple is of.
        TimesThe = "times_the",
        reads: [
            ("The harvest was thirteen times the [31,000 tonnes] of 1995.", "level 31000 tonnes"),
            ("Turnover was three times the [$2 million] of 2010.", "level 2000000 USD"),
        ],
        leaves: [
            "The harvest was thirteen times larger, at [31,000 tonnes].",
            "It took three times to pay the [$2 million].",
        ];

        /// `compared with $4.2 million`, `against 60%`.
        ComparedWith = "compared_with",
        reads: [
            ("Profit was $5 million compared with [$4.2 million] a year earlier.", "level 4200000 USD"),
            ("Prices rose 3%, compared with a [15%] gain in 2000.", "growth 15 percent"),
            ("Some 65% of women read daily, against [60%] of men.", "share 60 percent"),
            ("Income was $7 million, versus an expense of [$5 million].", "level 5000000 USD"),
        ],
        leaves: [
            "Profit was [$5 million] compared with $4.2 million a year earlier.",
            "The two mills were compared in [12 tests].",
        ];

        /// `growth of 1.5% after 5.3%`: the growth before.
        AfterGrowth = "after_growth",
        reads: [
            ("The economy of Latvia showed growth of 1.5% after [5.3%] in 2018.", "growth 5.3 percent"),
            ("Retail sales grew 2% after [4%] in May.", "growth 4 percent"),
        ],
        leaves: [
            "The unemployment rate was 1.5% after [5.3%] in 2018.",
            "Retail sales grew 2% after [40 shops] had opened.",
        ];

        // A word of change behind the number: `behind.rs`.

        /// `19% more than`, `$40 lower`, `6% below`.
        MoreThan = "more_than",
        reads: [
            ("The mine made [19%] more than in 2017.", "growth 19 percent"),
            ("Rents were [$40] lower than a year earlier.", "delta -40 USD"),
            ("Output was [6%] below the level of 2015.", "growth -6 percent"),
            ("Rice exports were [13.5%] and 14% lower.", "growth -13.5 percent"),
        ],
        leaves: [
            "The mine made more than [19 million tonnes].",
            "The mill is [6 km] from the sea, below a hill.",
            "Ghana drew [$40 million] under a loan of 2009.",
            "The mine was sold by [three] larger rivals.",
        ];

        /// `6% down on the second quarter`.
        SoMuchUp = "so_much_up",
        reads: [
            ("Turnover was [6%] down on the second quarter of 2019.", "growth -6 percent"),
            ("Wool prices ended the week [3%] up.", "growth 3 percent"),
        ],
        leaves: ["Turnover was down [6%] on 2019.", "Some [40] up to now were sold."];

        /// `30 more gates`, `150,000 new jobs`: how many came.
        SoManyMore = "so_many_more",
        reads: [
            ("The airport will have [30 more] gates.", "delta 30 gates"),
            ("The state opened [12] more hospitals.", "delta 12 hospitals"),
            ("The plan brings [900] new jobs.", "delta 900 jobs"),
        ],
        leaves: ["The airport has [30] gates.", "The state opened [12] new hospitals."];

        /// `a 5% increase`, `a 1.7 percent sales drop`.
        SoMuchIncrease = "so_much_increase",
        reads: [
            ("The budget brings a [5%] increase in pensions.", "growth 5 percent"),
            ("Retailers saw a [1.7 percent] sales drop.", "growth -1.7 percent"),
            ("There was a [40 million euro] fall in revenue.", "delta -40000000 EUR"),
        ],
        leaves: [
            "A [5%] share of the increase was paid.",
            "The budget sets [5%] aside for an increase in pensions.",
        ];

        /// `gained pace, 8.7% year on year`: growth by its comparison alone.
        YearOnYear = "year_on_year",
        reads: [
            ("Exports of shoes gained pace, [8.7%] year on year.", "growth 8.7 percent"),
            ("Freight through Rotterdam gained speed ([3%] yoy).", "growth 3 percent"),
        ],
        leaves: ["Inflation was [8.7%] year on year.", "The rate is [8.7%] a year."];

        // Parts of a whole: `share.rs`.

        /// `47% of farmers`, `accounted for 44%`, `60% of whom`.
        ShareOf = "share_of",
        reads: [
            ("In a poll [47%] of farmers had no insurance.", "share 47 percent"),
            ("Copper accounted for [44%] of exports.", "share 44 percent"),
            ("Tea has a [30%] share of exports.", "share 30 percent"),
            ("Zambia had 70,000 traders, [60%] of whom were women.", "share 60 percent"),
            ("Of all firms asked, [43%] had applied for aid.", "share 43 percent"),
            ("In exports Malawi leads with [53%].", "share 53 percent"),
        ],
        leaves: ["Exports of copper rose [44%].", "The rate of [44%] was high."];

        /// `among young adults (65%)`: a part of what was named before.
        ShareOfBefore = "share_of_before",
        reads: [
            ("Reading is common among young adults ([65%]).", "share 65 percent"),
            ("In the survey, [24%] had halted work.", "share 24 percent"),
            ("In Mexico [one in five] consumers buys online.", "share 20 percent"),
        ],
        leaves: ["The bond has a yield ([5.2%]).", "The bank pays interest of [24%]."];

        // Everything else: `level.rs`.

        /// `inflation was 8.1%`: a percentage that neither moves nor is a part.
        Rate = "rate",
        reads: [
            ("Inflation in Ghana was [8.1%] in 2019.", "level 8.1 percent"),
            ("Growth was [6%] in 2020.", "growth 6 percent"),
        ],
        leaves: ["Inflation in Ghana rose [8.1%] in 2019.", "Inflation in Ghana was [8.1] in 2019."];

        /// `2.5 times as strong`.
        Times = "times",
        reads: [
            ("The new reactor is [2.5 times] as strong.", "multiple 2.5 times"),
            ("The debt of the club is [three times] what it earns.", "multiple 3 times"),
        ],
        leaves: ["The team of Peru met [three times] this year.", "Output of gas [tripled]."];

        /// `tea worth $1.3 billion`, `employs 900 people`: a level, as nothing else is said.
        Level = "level",
        reads: [
            ("Kenya exported tea worth [$1.3 billion] in 2019.", "level 1300000000 USD"),
            ("The factory employs [900 people].", "level 900 people"),
        ],
        leaves: ["Exports of tea rose [$1.3 million] in 2019.", "The plan rests on [four] pillars."];
    }
}
