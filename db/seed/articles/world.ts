import type { DemoArticle } from "@/db/seed/articles/story";
import { article, bullets, callout, figure, h2, p, pullQuote, quote, related } from "@/db/seed/blocks";

export const world: DemoArticle[] = [
  {
    key: "brenland-count",
    section: "world",
    words: {
      document: ({ byline, tag, article: ref }) =>
        article(
          "Brenland’s count goes down to its islands",
          "With the mainland tied at 94 seats each, eleven island constituencies and their slow ferries will decide who governs.",
          {
            seoTitle: "Brenland election: island seats to decide a tied vote",
            seoDescription:
              "The two blocs are level at 94 seats. Eleven island seats, counted by hand, will decide Brenland’s next government.",
            kicker: "Brenland votes",
            dateline: "SKARNE, Brenland",
            genre: "news",
            tags: [tag("elections")],
            bylines: [{ id: byline("ana-lindqvist"), part: "" }],
          },
          p(
            "The two blocs that have taken turns to govern Brenland for thirty years finished the mainland count level on Monday night, at 94 seats each. What is left is eleven seats on the outer islands, where ballots are counted by hand, in public, and only once the last ferry is in.",
          ),
          p(
            "That may take until the weekend. A gale has closed the crossing to Stora Holm, which elects one member with 2,300 votes, and the law forbids counting any island before every island’s boxes are ashore.",
          ),
          h2("The party that could choose"),
          p(
            "The Coastal Party, which has never held more than three seats, leads in five of the eleven. Its programme fits on a card: a road tunnel, a veto over fish quotas, and the publication of the annex to the [Halden Strait accord](/world/halden-strait-accord).",
          ),
          quote(
            "Sunniva Dahl, leader of the Coastal Party",
            "We will sit down with whoever reads it aloud first. It is four pages. It will not take long.",
          ),
          p(
            "Neither bloc has said it would. The outgoing government negotiated the annex; the opposition’s foreign spokesman was, at the time, the civil servant who typed it.",
          ),
          callout(
            "note",
            "How we report the count",
            "Seats are given as called by the Brenland Electoral Office, not by projections. Where the office has called nothing, neither do we.",
          ),
          h2("What it means across the strait"),
          bullets(
            "**The cable:** Brenland’s promise to pay half was made by ministers who may be gone by the signing.",
            "**The accord:** it needs no vote in either country to continue, and one letter from either to end.",
            "**The ferry:** both blocs have promised a second daily sailing. Both promised it last time.",
          ),
          related("Read next", ref("halden-strait")),
        ),
    },
    past: [
      { hoursAgo: 77, who: "editor", act: "create" },
      { hoursAgo: 74, who: "editor", act: "publish", as: "first" },
      {
        hoursAgo: 20,
        who: "editor",
        act: "change",
        change: (document) => ({
          ...document,
          content: [
            ...(document.content ?? []).slice(0, 2),
            p(
              "The ferry from Stora Holm docked early this morning with the last of the boxes, and the eleven islands began to count together, as the law demands. First results are expected by nightfall.",
            ),
            ...(document.content ?? []).slice(2),
          ],
        }),
      },
      {
        hoursAgo: 19,
        who: "editor",
        act: "publish",
        as: "update",
        note: "Updated with the arrival of the last ballot boxes and the start of the island count.",
      },
    ],
  },
  {
    key: "tranvia",
    section: "world",
    words: {
      document: ({ byline, tag, picture }) =>
        article(
          "Puerto Almar recupera su tranvía 61 años después",
          "La línea 4 vuelve a unir la lonja con el barrio alto. Cuesta lo mismo que un café y llega, casi siempre, antes.",
          {
            seoTitle: "El tranvía vuelve a Puerto Almar tras 61 años",
            seoDescription:
              "La línea 4 de Puerto Almar une de nuevo la lonja con el barrio alto, 61 años después de su cierre.",
            kicker: "Puerto Almar",
            dateline: "PUERTO ALMAR",
            language: "es",
            genre: "news",
            leadPicture: picture("tram"),
            tags: [tag("transport")],
            bylines: [{ id: byline("jonas-reyes"), part: "" }],
          },
          p(
            "A las 5.40 de la mañana, cuando la lonja todavía subasta a gritos, el primer tranvía de la línea 4 salió con siete pasajeros, un perro y la alcaldesa. Hacía 61 años que nadie subía la cuesta del Faro sin caminar.",
          ),
          p(
            "La obra ha costado 83 millones, 9 más de lo previsto, y ha durado dos inviernos. El Ayuntamiento calcula que 14.000 personas usarán la línea cada día, la mitad de ellas trabajadores del puerto que hasta ahora dependían de un autobús por hora.",
          ),
          figure(
            picture("tram"),
            "Un tranvía azul sube una cuesta entre casas de colores, con el mar al fondo.",
            "La línea 4 salva un desnivel de 96 metros entre la lonja y el barrio alto.",
            "Ilustración: The Ledger",
          ),
          h2("«Mi abuelo condujo el último»"),
          p(
            "Entre los once conductores de la nueva línea está Pilar Ancín. Su abuelo llevó el último coche a cocheras la noche del cierre. «Guardó la manivela en casa, y no era suya», cuenta. «El lunes la devolví».",
          ),
          pullQuote(
            "El tranvía no llega tarde: somos nosotros los que tardamos 61 años.",
            "Pilar Ancín, conductora",
          ),
          h2("Lo que falta"),
          p(
            "El segundo tramo, hasta el hospital, no tiene fecha. La oposición recuerda que fue la promesa que justificó el gasto; el Gobierno municipal responde que las vías ya están compradas y que EE. UU., donde se fabrican los aparatos de cambio, entrega con un año de retraso.",
          ),
        ),
    },
    past: [
      { hoursAgo: 148, who: "reporter", act: "create" },
      { hoursAgo: 146, who: "reporter", act: "move", move: "submit" },
      { hoursAgo: 144, who: "chief", act: "publish", as: "first" },
    ],
  },
];
