import type { DemoArticle } from "@/db/seed/articles/story";
import {
  article,
  type Block,
  callout,
  faq,
  figure,
  h2,
  numbered,
  p,
  pullQuote,
  quote,
} from "@/db/seed/blocks";

/** The same document with `from` replaced by `to` wherever it stands in a text. */
const reworded = (block: Block, from: string, to: string): Block => ({
  ...block,
  ...(block.text === undefined ? {} : { text: block.text.replace(from, to) }),
  ...(block.content === undefined
    ? {}
    : { content: block.content.map((inner) => reworded(inner, from, to)) }),
});

export const politics: DemoArticle[] = [
  {
    key: "ferry-check",
    section: "politics",
    words: {
      document: ({ byline, tag, picture }) =>
        article(
          "Does the ferry subsidy cost every household 400 crowns? No",
          "The figure heard in the Assembly counts the whole cost of the ferries and none of the fares. What households pay is about a quarter of it.",
          {
            seoTitle: "Fact check: what the ferry subsidy costs a household",
            seoDescription:
              "A claim that ferries cost every household 400 crowns a year leaves out the fares. We did the sum.",
            genre: "factCheck",
            leadPicture: picture("ferry"),
            tags: [tag("transport"), tag("household-bills")],
            bylines: [{ id: byline("ledger-check"), part: "" }],
          },
          callout(
            "note",
            "The claim",
            "“Every household on these islands hands 400 crowns a year to the ferry company before anybody has bought a ticket.” Rupert Vane, speaking in the Assembly’s budget debate.",
          ),
          p(
            "**Our verdict: false.** The sum behind the claim is real, but it is the cost of running the ferries, not the subsidy. Passengers and freight pay most of it.",
          ),
          h2("Where the 400 comes from"),
          p(
            "Mr Vane’s office sent us its working: the ferry company’s costs last year, 86 million crowns, divided by the 215,000 households of the last census. That is indeed 400 crowns.",
          ),
          p(
            "But the same accounts show, on the line below, that fares, freight and the on-board kiosks brought in 63 million. The state made up the difference, 23 million, which comes to about 110 crowns for each household.",
          ),
          figure(
            picture("ferry"),
            "A white and red ferry crossing calm blue water towards low green islands.",
            "Eleven ferries serve 19 harbours. Two routes make a profit.",
            "Illustration: The Ledger",
          ),
          h2("How we checked"),
          numbered(
            "We asked Mr Vane for his source, and he gave it the same day.",
            "We read the company’s audited accounts for the last three years.",
            "We asked the Treasury to confirm the payment. It did, to the crown.",
          ),
          h2("What is fair in it"),
          p(
            "The subsidy has risen by half in five years, faster than any other line of the transport budget, and the two new boats will add to it. A debate about that needs no larger number than the true one.",
          ),
          faq("Questions readers asked", [
            [
              "Does everyone pay the same?",
              "No. The payment comes out of general taxes, so a household’s real share depends on what it earns and buys.",
            ],
            [
              "Did Mr Vane correct the record?",
              "He told us he would use “cost” and not “subsidy” in future. The Assembly’s minutes are not amended for errors of fact.",
            ],
          ]),
        ),
    },
    past: [
      { hoursAgo: 121, who: "reporter", act: "create" },
      { hoursAgo: 119, who: "reporter", act: "move", move: "submit" },
      { hoursAgo: 117, who: "chief", act: "publish", as: "first" },
      {
        hoursAgo: 95,
        who: "chief",
        act: "change",
        change: (document) => reworded(document, "Two routes make a profit.", "Three routes make a profit."),
      },
      {
        hoursAgo: 94,
        who: "chief",
        act: "publish",
        as: "correction",
        note: "A caption said that two ferry routes make a profit. It is three.",
      },
    ],
  },
  {
    key: "storm-names",
    section: "politics",
    words: {
      document: ({ byline }) =>
        article(
          "Stop naming our storms after saints",
          "A name should tell you how to dress. Ours tell you when to pray.",
          {
            seoTitle: "Opinion: stop naming storms after saints",
            seoDescription:
              "Corvane names its storms after the saint of the day. It is charming, and it makes people late to safety.",
            genre: "opinion",
            bylines: [{ id: byline("miriam-okafor"), part: "" }],
          },
          p(
            "The gale that took the roof off the school at Mossgate was called Cecilia, after the patron of music. The one that drowned two men off Ellery had been Blaise, who looks after sore throats. We have been naming our weather from the calendar of saints since somebody at the Met Office thought it charming in 1961, and it is charming, and it should stop.",
          ),
          p(
            "The trouble with a saint’s day is that everyone knows it is coming. A storm named in February for a feast in February sounds like an appointment. People plan around it. They tie the boat down the evening before, as you would lay the table, and are astonished when Blaise turns up on the second and not the third.",
          ),
          quote(
            "From the inquiry into the loss of the trawler _Merganser_",
            "The skipper had heard the name and believed that he had until the Thursday, since that was the day of the saint.",
          ),
          p(
            "Other countries use plain alphabetical lists. Alphabets have the great merit of meaning nothing. When the wireless says that Dora is worse than Caspar, nobody asks what Dora was martyred for.",
          ),
          pullQuote("A warning should be dull. Dull things are read to the end.", "Miriam Okafor"),
          p(
            "I am told that the saints are part of who we are. So are the graves at Ellery. Let the saints have their days back, fair weather or foul, and give the wind a letter.",
          ),
        ),
    },
    past: [
      { hoursAgo: 101, who: "chief", act: "create" },
      { hoursAgo: 98, who: "chief", act: "publish", as: "first" },
    ],
  },
  {
    key: "tide-bill",
    section: "politics",
    words: {
      document: ({ byline, tag }) =>
        article(
          "Clerk asks for a month more to count the amendments to the tide bill",
          "Members have filed 1,140 changes to a law of 62 paragraphs. The printer has asked to be paid by weight.",
          {
            seoTitle: "Assembly clerk seeks a month more for the tide bill",
            seoDescription:
              "1,140 amendments to a bill of 62 paragraphs: the Assembly’s clerk says she cannot number them in time.",
            genre: "news",
            tags: [tag("energy")],
            bylines: [{ id: byline("jonas-reyes"), part: "" }],
          },
          p(
            "The clerk of the Assembly has asked for another month before debate begins on the law that is to decide how Corvane’s grid rides out slack water. Members have filed 1,140 amendments to its 62 paragraphs, and each must be numbered, translated and printed.",
          ),
          p(
            "“I have four people and one of them is on leave,” the clerk, Verity Sand, wrote to the party leaders. “I can give you the amendments by the date you have set, or I can give you the right ones.”",
          ),
          p(
            "More than 700 of the amendments come from one member, Rupert Vane, who has proposed to replace the word “turbine” with “tidal mill” wherever it occurs. He said he meant it seriously, and would withdraw them all for a vote on the Ellery licence.",
          ),
        ),
    },
    past: [
      { hoursAgo: 9, who: "reporter", act: "create" },
      { hoursAgo: 5, who: "reporter", act: "move", move: "submit" },
    ],
  },
  {
    key: "mayor",
    section: "politics",
    words: {
      document: ({ byline }) =>
        article(
          "Mayor of Ellery to step down by spring, letter says",
          "A letter seen by the Ledger sets out a date and a successor. The mayor’s office declined to comment.",
          {
            seoTitle: "Mayor of Ellery to step down by spring",
            seoDescription: "A letter seen by the Ledger says the mayor of Ellery will resign by spring.",
            genre: "news",
            bylines: [{ id: byline("jonas-reyes"), part: "" }],
          },
          p(
            "The mayor of Ellery, Konrad Teague, intends to leave office by spring and has named the deputy he would like to follow him, according to a letter on the town hall’s paper.",
          ),
          p("His office declined to comment before publication."),
        ),
    },
    past: [
      { hoursAgo: 66, who: "reporter", act: "create" },
      { hoursAgo: 65, who: "reporter", act: "move", move: "submit" },
      { hoursAgo: 64, who: "editor", act: "publish", as: "first" },
      {
        hoursAgo: 60,
        who: "chief",
        act: "unpublish",
        reason:
          "The letter rests on one source and the town hall has shown that its number belongs to another letter.",
        show: "gone",
      },
    ],
  },
];
