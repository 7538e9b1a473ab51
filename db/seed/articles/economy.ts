import type { DemoArticle } from "@/db/seed/articles/story";
import {
  article,
  type Block,
  callout,
  faq,
  figure,
  h2,
  h3,
  numbered,
  p,
  pullQuote,
  related,
  table,
} from "@/db/seed/blocks";

const withLastParagraph = (document: Block, text: string): Block => ({
  ...document,
  content: [...(document.content ?? []), p(text)],
});

export const economy: DemoArticle[] = [
  {
    key: "bills",
    section: "economy",
    words: {
      document: ({ byline, tag, picture }) =>
        article(
          "The new electricity bill, line by line",
          "Three of its eight lines are new, one is going, and the one that matters most is the one nobody reads.",
          {
            seoTitle: "Your electricity bill explained, line by line",
            seoDescription:
              "What each line of the new Corvane electricity bill means, what it costs, and which plan for the grid would change it.",
            genre: "explainer",
            leadPicture: picture("street"),
            tags: [tag("energy"), tag("household-bills")],
            bylines: [
              { id: byline("ana-lindqvist"), part: "" },
              { id: byline("jonas-reyes"), part: "reporting" },
            ],
          },
          p(
            "The bill that arrives this month is a page longer than the last. The amounts have hardly moved, but the lines have, and they are worth ten minutes, because the Assembly is about to decide what goes in the empty one.",
          ),
          h2("What each line costs"),
          p("For a household of three in a terraced house, using 3,400 kilowatt hours a year:"),
          table(
            ["Line", "Last year", "This year", "Why"],
            ["Energy", "412", "388", "Tidal contracts are cheaper than coal"],
            ["Network", "176", "181", "Two new substations"],
            ["Slack cover", "none", "16", "Power bought for the turn of the tide"],
            ["Coal levy", "31", "9", "Ends when the Ellery berth closes"],
            ["Meter", "12", "12", "Unchanged since the new meters"],
            ["Total, crowns", "631", "606", ""],
          ),
          h2("The line to read"),
          p(
            "“Slack cover” is small and will not stay small. It pays for the forty minutes, four times a day, in which the turbines of the Karra Sound stand still. At the moment the grid operator buys that power by the evening. Whatever the Assembly chooses to build, its cost will appear on this line, and nowhere else.",
          ),
          callout(
            "proTip",
            "Pro Tip",
            "Your meter already knows what you use at slack water. Ask your supplier for the “quarter-hour file”; it is free once a year, and it shows whether a slack tariff would save you anything.",
          ),
          h2("Three plans, three bills"),
          h3("Batteries"),
          p(
            "Cheapest to start, dearest to own: about 14 crowns more in the first three years, and new cells after twelve.",
          ),
          h3("Reservoir"),
          p("About 22 crowns more at first, then falling every year; less than today from the ninth."),
          h3("Cable"),
          p("About 17 crowns more, if Brenland pays the half it has offered; about 30 if it does not."),
          faq("Questions", [
            [
              "Can I refuse the new meter?",
              "Yes, until the end of next year. The reading then costs 4 crowns a visit.",
            ],
            [
              "Who gets help with the bill?",
              "Households that receive the winter allowance pay no network charge from November to March. Nobody has to apply.",
            ],
          ]),
          h2("How to check your own bill"),
          numbered(
            "Find the reading and the date on the first page, and compare them with the meter.",
            "Divide the energy line by the kilowatt hours. It should come to between 11 and 12 cents.",
            "If it does not, ring the regulator, not the supplier: the regulator has 20 working days to answer.",
          ),
          related("Read next"),
        ),
    },
    past: [
      { hoursAgo: 196, who: "editor", act: "create" },
      { hoursAgo: 190, who: "editor", act: "publish", as: "first" },
      {
        hoursAgo: 171,
        who: "editor",
        act: "change",
        change: (document) =>
          withLastParagraph(
            document,
            "The regulator has put a calculator online that sets the three plans beside a household’s own reading.",
          ),
      },
      {
        hoursAgo: 170,
        who: "editor",
        act: "publish",
        as: "update",
        note: "Updated to mention the regulator’s calculator.",
      },
    ],
  },
  {
    key: "knitwear",
    section: "economy",
    words: {
      document: ({ byline, tag, picture }) =>
        article(
          "The knitters outsell the mill",
          "Nine island cooperatives sold more jumpers last year than the factory that once bought their wool. They did it by making fewer.",
          {
            seoTitle: "Island knitting cooperatives outsell Corvane’s last mill",
            seoDescription:
              "Nine cooperatives sold more jumpers last year than the mill that used to buy their wool, by making fewer of them.",
            kicker: "Islands",
            genre: "news",
            leadPicture: picture("sheep"),
            tags: [tag("islands")],
            bylines: [{ id: byline("jonas-reyes"), part: "" }],
          },
          p(
            "When the mill at Ellery stopped buying island wool eleven years ago, it did so by letter, on a Friday. The knitters of Tessaly still have it. It hangs, framed, over the desk from which they sold 41,000 jumpers last year, 600 more than the mill.",
          ),
          figure(
            picture("sheep"),
            "Sheep on green hills above a blue sea.",
            "Tessaly has 214 people, 1,900 sheep and, since the spring, a waiting list.",
            "Illustration: The Ledger",
          ),
          p(
            "The nine cooperatives have 330 members between them. None works to a target. Each jumper carries the name of whoever knitted it and the number of hours it took, and the price is the hours.",
          ),
          pullQuote(
            "We put the hours on the label as a joke. Then people began to choose the long ones.",
            "Morwenna Pryce, Tessaly",
          ),
          h2("Fewer, slower, dearer"),
          p(
            "A jumper that took 31 hours costs 290 crowns; the mill’s costs 45. The cooperatives’ turnover is now 8.4 million crowns, of which 71 per cent stays on the islands as pay, according to accounts filed this month. At the mill the share is 22 per cent.",
          ),
          p(
            "Simon Hale, who runs the mill, does not begrudge it. “They sell you an afternoon by the fire,” he said. “I sell you something to be rained on in.” He has offered to buy wool again. The knitters have not replied. They are, they say, looking for a frame.",
          ),
        ),
    },
    past: [
      { hoursAgo: 55, who: "reporter", act: "create" },
      { hoursAgo: 50, who: "reporter", act: "move", move: "submit" },
      { hoursAgo: 46, who: "editor", act: "publish", as: "first" },
      {
        hoursAgo: 3,
        who: "editor",
        act: "change",
        change: (document) =>
          withLastParagraph(
            document,
            "The cooperatives meet on Sunday to decide whether to take on a tenth member, from the Brenland side of the strait.",
          ),
      },
    ],
  },
];
