import type { DemoArticle } from "@/db/seed/articles/story";
import { article, bullets, callout, figure, h2, p, quote, related } from "@/db/seed/blocks";

export const climate: DemoArticle[] = [
  {
    key: "coal-berth",
    section: "climate",
    words: {
      document: ({ byline, tag, picture }) =>
        article(
          "Port Varrow’s last coal berth closes, and the cranes stay where they are",
          "After 112 years the final cargo was swept up by hand. The port has plans for the quay; the people who worked it have a course with 40 places.",
          {
            seoTitle: "Port Varrow closes its last coal berth after 112 years",
            seoDescription:
              "The final cargo of coal has left Port Varrow. What becomes of the quay, the cranes and the 61 people who signed up for a course with 40 places.",
            kicker: "Port Varrow",
            dateline: "PORT VARROW",
            genre: "news",
            leadPicture: picture("cranes"),
            tags: [tag("energy")],
            bylines: [{ id: byline("jonas-reyes"), part: "" }],
          },
          p(
            "The last coal to cross Berth Nine was not tipped by a crane. It was swept into sacks, some four hundred kilos of it, by the early shift, who had been told they could each take one home.",
          ),
          p(
            "By noon on closing day the conveyor had been locked and the berth master, Halvard Quill, had signed a form that has been signed every quarter since before his grandfather was born. “There is a box for remarks,” he said. “In 112 years nobody has ever used it. I wrote: _thank you_.”",
          ),
          figure(
            picture("cranes"),
            "Three quayside cranes against an orange evening sky, their jibs raised, with still water in front.",
            "The cranes of Berth Nine are listed as monuments and will stay on the quay.",
            "Illustration: The Ledger",
          ),
          h2("Forty places"),
          p(
            "The port authority has set up a six-month course in working over moving water, for the jobs it expects when the grid’s reservoir or its cable is built. Sixty-one of the berth’s people applied. There are 40 places, and a second intake in spring that has a date but not yet a budget.",
          ),
          p(
            "The dockers’ union wants the course paid for by the companies that will hire from it. “They have been buying tides by the minute,” said its secretary, Ottilie Brandt. “They can buy people by the month.”",
          ),
          callout(
            "context",
            "Context",
            "Corvane closed four coal berths in nine years. The one that remains, at Ellery, is licensed until next autumn; whether it gets two more winters is before the Assembly.",
          ),
          h2("What the quay is for now"),
          p(
            "The port has asked for bids for the 600 metres of quay. Three uses have been put forward so far:",
          ),
          bullets(
            "**A ferry terminal**, which would free the crowded inner basin.",
            "**A yard for turbine blades**, which need a long, flat place and very little else.",
            "**A fish market** under the old conveyor roof, proposed by the skippers themselves.",
          ),
          p(
            "Whichever wins, the cranes remain. They were listed last year, over the port’s objection, because the harbour’s leading marks are painted on two of them, and pilots have steered by them for three generations.",
          ),
          related("More on the grid"),
        ),
    },
    past: [
      { hoursAgo: 214, who: "reporter", act: "create" },
      { hoursAgo: 211, who: "reporter", act: "move", move: "submit" },
      { hoursAgo: 209, who: "editor", act: "publish", as: "first" },
    ],
  },
  {
    key: "salt-marsh",
    section: "climate",
    words: {
      document: ({ byline, picture, tag }) =>
        article(
          "Marsh grants went to land that was already protected, records show",
          "Of 26 payments made to bring salt marsh under protection, 11 were for plots that had been nature reserves for years.",
          {
            seoTitle: "Salt marsh grants paid for land already protected",
            seoDescription:
              "Eleven of 26 grants paid to protect salt marsh went to existing reserves, registry records show.",
            genre: "news",
            leadPicture: picture("marsh"),
            tags: [tag("islands")],
            bylines: [{ id: byline("jonas-reyes"), part: "" }],
          },
          p(
            "Nearly half of the plots that the Ministry of the Sea has paid to protect as salt marsh were protected already, according to a comparison of its list of grants with the land registry.",
          ),
          p(
            "The 26 grants add up to 3.1 million crowns. Eleven of them, worth 1.4 million, are for plots that the registry has listed as nature reserves for between six and 31 years. In two cases the owner who was paid is the state.",
          ),
          quote(
            "Ministry of the Sea, written answer",
            "The scheme rewards stewardship. Whether a plot was protected earlier was not among the criteria set by the Assembly.",
          ),
          p(
            "The Assembly’s resolution, passed by a wide margin the spring before last, speaks of “land not now under protection”. Asked about the phrase, the ministry said it would examine whether the translation from the resolution to the application form had been complete.",
          ),
          figure(
            picture("marsh"),
            "A winding creek through flat green salt marsh under a pale sky.",
            "Salt marsh stores more carbon for its size than forest, as long as nobody drains it.",
            "Illustration: The Ledger",
          ),
          p(
            "None of the owners who spoke to the Ledger had been asked whether their land was a reserve. “There was a map,” said one, who farms sheep near Mossgate. “We are the green bit. I assumed they had looked at it.”",
          ),
        ),
    },
    past: [
      { hoursAgo: 52, who: "reporter", act: "create" },
      { hoursAgo: 30, who: "reporter", act: "move", move: "submit" },
      { hoursAgo: 26, who: "editor", act: "move", move: "start-checking" },
    ],
  },
];
