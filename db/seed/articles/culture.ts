import type { DemoArticle } from "@/db/seed/articles/story";
import { article, bullets, callout, divider, embed, figure, h2, p, pullQuote, quote } from "@/db/seed/blocks";

export const culture: DemoArticle[] = [
  {
    key: "harbour-watch",
    section: "culture",
    words: {
      document: ({ byline, picture, tag }) =>
        article(
          "“I count the boats that come home”",
          "Ilse Farrow has kept the night watch over Port Varrow for 33 years. She retires at the end of the month, and will not be replaced.",
          {
            seoTitle: "Interview: Ilse Farrow, Port Varrow’s last night watch",
            seoDescription:
              "For 33 years Ilse Farrow has watched the harbour of Port Varrow at night. An interview at the end of her last winter.",
            genre: "interview",
            leadPicture: picture("lighthouse"),
            tags: [tag("islands")],
            bylines: [{ id: byline("ana-lindqvist"), part: "" }],
          },
          p(
            "The watch room is on top of the fish hall, up 71 steps, and smells of paraffin although nothing in it has burned paraffin since the eighties. Ilse Farrow makes tea without looking away from the window.",
          ),
          p("**What do you do all night?**"),
          p(
            "I count. People think you watch for trouble, but trouble rings you up. What nobody rings about is a boat that ought to be in and isn’t. So I know what went out, and I count what comes home.",
          ),
          p("**There is software for that now.**"),
          p(
            "There is, and it is very good, and it knows where every boat’s box is. I know where the boats are. Last winter there was a box tied up at the Mossgate quay for six hours. The boat it belonged to was on a sandbank with its lights out. The screen was quite content.",
          ),
          pullQuote("The screen knows where every box is. I know where the boats are.", "Ilse Farrow"),
          p("**How many have you missed?**"),
          p(
            "In 33 years, two. I could tell you their names and the weather. I go and see the families at the new year; one of them I have to ring now, she has moved to Brenland.",
          ),
          figure(
            picture("lighthouse"),
            "A striped lighthouse on a green headland above a dark sea, with one lit window.",
            "From the watch room you can see four lights. Farrow can tell by their rhythm whether their lenses are clean.",
            "Illustration: The Ledger",
          ),
          p("**What will you do with your nights?**"),
          p("Sleep, they tell me. I have asked my sister to ring me when it blows."),
          divider,
          p(
            "_This interview has been shortened. Ilse Farrow read her answers before publication and changed one date._",
          ),
        ),
    },
    past: [
      { hoursAgo: 168, who: "editor", act: "create" },
      { hoursAgo: 163, who: "chief", act: "publish", as: "first" },
    ],
  },
  {
    key: "fog",
    section: "culture",
    words: {
      document: ({ byline, picture }) =>
        article(
          "A dictionary of fog",
          "A retired postman has collected 83 words for it, from nine islands. Some of them may be the last trace of the people who used them.",
          {
            seoTitle: "The postman who collected 83 words for fog",
            seoDescription:
              "Eighty-three words for fog, collected on nine islands over forty years by a retired postman.",
            genre: "news",
            leadPicture: picture("fog"),
            bylines: [{ id: byline("miriam-okafor"), part: "" }],
          },
          p(
            "Emrys Tolland began it as a way of passing the time at the landing on Skerra, where for most of the winter the post boat could not see to come in. He asked the woman who kept the shop what she called it. _Haar-mother_, she said: fog with another fog behind it. He wrote that on the back of a parcel form.",
          ),
          p(
            "Forty years on there are 83 of them, each with a place, a date and the name of whoever said it. _Lamb’s breath_ is fog no higher than a fence. _Clerk’s weather_ is the kind that lifts at five. _Smoor_, on Tessaly, is fog you can hear through, and _unsmoor_ fog you cannot.",
          ),
          figure(
            picture("fog"),
            "Layers of grey hills fading into fog, with a faint pale sun.",
            "Fog off Skerra. The locals would say: lamb’s breath, going on haar-mother.",
            "Illustration: The Ledger",
          ),
          quote(
            "Emrys Tolland",
            "A place with one word for fog is a place where nobody has to go out in it.",
          ),
          p(
            "Linguists at Ellery have recorded him reading the list. They believe that at least twenty of the words occur nowhere else, and that six were known only to the person he heard them from. The book, with maps, comes out in spring. There is a blank page at the end.",
          ),
          divider,
          h2("Six to try"),
          bullets(
            "**Brume-shy:** a morning that looks foggy from indoors and is not.",
            "**Flannel:** warm fog. On Ellery, also an excuse.",
            "**Gossip:** thin fog that comes and goes.",
            "**The Wall:** only used pointing.",
            "**Wether:** a patch of fog on its own in a field.",
            "**Yesterday:** fog that has stayed the night.",
          ),
        ),
    },
    past: [
      { hoursAgo: 90, who: "chief", act: "create" },
      { hoursAgo: 86, who: "chief", act: "publish", as: "first" },
    ],
  },
  {
    key: "open-air-cinema",
    section: "culture",
    words: {
      document: ({ byline, picture, tag }) =>
        article(
          "The cinema that pays its film-makers before it opens the doors",
          "On the quay at Mossgate every film is one that may be shown, copied and shared. The popcorn is where the money is.",
          {
            seoTitle: "Mossgate’s open-air cinema shows only open films",
            seoDescription:
              "A quayside cinema in Mossgate shows films that anyone may share, and pays their makers first.",
            genre: "news",
            leadPicture: picture("screen"),
            tags: [tag("film")],
            bylines: [{ id: byline("ana-lindqvist"), part: "" }],
          },
          p(
            "The screen is a mainsail. The projector came from a school that was throwing it out. But the programme of the Sail Cinema at Mossgate has something the big houses lack: the people who made the films have been paid before the first ticket is torn.",
          ),
          p(
            "Its founder, Bettina Marsh, shows only films released under open licences, which cost her nothing, and then sends the makers a third of the season’s takings in advance. “They never ask,” she said. “One thought it was a fraud and sent it back.”",
          ),
          figure(
            picture("screen"),
            "A white sail used as a cinema screen at dusk, with small figures sitting on the quay in front of it.",
            "On still evenings the film can be read from the far shore, mirrored.",
            "Illustration: The Ledger",
          ),
          callout(
            "didYouKnow",
            "Did you know?",
            "The season opens, as it does every year, with the same ten minutes: a large, gentle rabbit and three rodents who come to regret it.",
          ),
          embed(
            "youtube",
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "Big Buck Bunny, an open film by the Blender Foundation",
          ),
          p("The season runs until the wind gets up, which is the only date on the poster."),
        ),
    },
    past: [
      { hoursAgo: 31, who: "editor", act: "create" },
      { hoursAgo: 24, who: "editor", act: "move", move: "submit" },
      { hoursAgo: 22, who: "chief", act: "move", move: "start-checking" },
      { hoursAgo: 7, who: "chief", act: "move", move: "approve" },
    ],
  },
  {
    key: "library-strike",
    section: "culture",
    words: {
      document: ({ byline }) =>
        article(
          "Library strike goes into a second week, with the readers’ permission",
          "",
          { genre: "news", bylines: [{ id: byline("jonas-reyes"), part: "" }] },
          p(
            "The librarians of Port Varrow voted on Thursday to stay out for a second week. Before the vote they asked their readers, by postcard. Of the 1,912 cards that came back, 1,640 said to go on, and 58 were overdue notices.",
          ),
          p(
            "At issue is the plan to close four branches on Saturdays. The city says that [check: how many?] people use them.",
          ),
          p("Ask Brandt for the union’s figure. Ring the city before five."),
        ),
    },
    past: [{ hoursAgo: 2, who: "reporter", act: "create" }],
  },
];
