/**
 * What change-class needs to know of a language. English and Spanish are complete and tested by the same cases; in any
 * other language every changed letter counts as a change of meaning. All words are lower case and without dots.
 */
export type LanguageTable = {
  negations: ReadonlySet<string>;
  /** Prefixes that turn a word into its opposite: legal, illegal. */
  negatingPrefixes: readonly string[];
  modals: ReadonlySet<string>;
  /** Words that say who said it. */
  attributions: ReadonlySet<string>;
  /** Those of them that the source follows. */
  introducers: ReadonlySet<string>;
  /** Words for numbers, with their value. */
  numbers: ReadonlyMap<string, number>;
  /** Words that multiply the number before them; tried in this order, the longest first. */
  scales: readonly (readonly [words: string, factor: number])[];
  /** Words that mean "per cent". */
  percent: readonly string[];
  /** Months and days of the week with the form they are compared by; written with a capital where `capitalDates`. */
  dates: ReadonlyMap<string, string>;
  capitalDates: boolean;
  /** Words that name a day by where we stand. */
  relativeDates: ReadonlySet<string>;
  articles: ReadonlySet<string>;
  /** Words whose accent alone changes what they mean. */
  accentMatters(a: string, b: string): boolean;
  /** Whether two words are forms of one word in another number or tense. */
  isInflection(a: string, b: string): boolean;
  /** Contractions written out, so that "don't" and "do not" are the same words. */
  spellOut(word: string): readonly string[];
  /** The value of digits with separators, or NaN where the language leaves it open. */
  parseNumber(digits: string): number;
  /** Ends of words before a full stop that ends no sentence. */
  abbreviations: ReadonlySet<string>;
};

const set = (words: string) => new Set(words.split(/\s+/));

function dateWords(rows: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const row of rows.split(";")) {
    const forms = row.trim().split(/\s+/);
    for (const form of forms) map.set(form, `@${forms[0]}`);
  }
  return map;
}

function countWords(rows: string): Map<string, number> {
  const map = new Map<string, number>();
  for (const row of rows.trim().split(/\s+/)) {
    const [word, value] = row.split("=");
    if (word && value) map.set(word, Number(value));
  }
  return map;
}

const grouped = (digits: string, group: string) =>
  new RegExp(`^\\d{1,3}(?:[${group}]\\d{3})+(?=\\D|$)`).test(digits);

const SPACES = "\\u00a0\\u202f\\u2009 ";

const english: LanguageTable = {
  negations: set(
    "not no never none neither nor nobody nothing nowhere without cannot hardly barely scarcely deny denies denied",
  ),
  negatingPrefixes: ["un", "in", "il", "im", "ir", "dis", "non", "non-", "anti", "mis"],
  modals: set(
    "may might can could will would shall should must likely unlikely possibly probably perhaps reportedly allegedly apparently potentially",
  ),
  attributions: set(
    `said says say saying told tells tell stated states claimed claims claim alleged alleges announced announces insisted insists argued argues
     reported reports according added confirmed confirms wrote writes testified explained acknowledged admitted admits suggested suggests
     believed believes emphasized emphasised noted notes warned warns quoted cited cites describes described asserted asserts maintains
     maintained estimates estimated accused accuses`,
  ),
  introducers: set("according"),
  numbers: countWords(
    `zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15
     sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90
     twenty-five=25 thirty-five=35 twice=2 half=0.5 dozen=12 hundred=100 first=1 second=2 third=3 fourth=4 fifth=5`,
  ),
  scales: [
    ["hundred thousand", 1e5],
    ["hundred million", 1e8],
    ["hundred", 100],
    ["thousand", 1e3],
    ["million", 1e6],
    ["billion", 1e9],
    ["trillion", 1e12],
    ["k", 1e3],
    ["m", 1e6],
    ["mn", 1e6],
    ["bn", 1e9],
    ["b", 1e9],
    ["tn", 1e12],
  ],
  percent: ["percent", "per cent", "pct"],
  dates: dateWords(
    `january jan; february feb; march mar; april apr; may; june jun; july jul; august aug; september sept sep; october oct; november nov;
     december dec; monday mon; tuesday tue tues; wednesday wed; thursday thu thurs; friday fri; saturday sat; sunday sun`,
  ),
  capitalDates: true,
  relativeDates: set(
    "yesterday today tomorrow tonight ago last next previous summer autumn winter morning afternoon evening noon midnight",
  ),
  articles: set("a an the that"),
  accentMatters: () => false,
  isInflection: (a, b) => {
    const [short, long] = a.length <= b.length ? [a, b] : [b, a];
    if (long.startsWith(short) && /^(s|es|d|ed|ing|er|est|ly)$/.test(long.slice(short.length))) return true;
    const stem = short.replace(/(ed|es|s|ing|e|y)$/, "");
    return (
      stem.length > 2 &&
      long.startsWith(stem) &&
      /^(s|es|ies|d|ed|ied|ing|e|y)$/.test(short.slice(stem.length)) &&
      /^(s|es|ies|d|ed|ied|ing)$/.test(long.slice(stem.length))
    );
  },
  spellOut: (word) => {
    if (word === "cannot" || word === "can't") return ["can", "not"];
    if (word === "won't") return ["will", "not"];
    if (word.endsWith("n't") && word.length > 3) return [word.slice(0, -3), "not"];
    return [word];
  },
  parseNumber: (digits) => {
    const plain = grouped(digits, `,${SPACES}`) ? digits.replace(/[,\s\u00a0\u202f\u2009]/g, "") : digits;
    return Number(plain);
  },
  abbreviations: set(
    "u.s u.k u.n e.u d.c p.m a.m mr mrs ms dr prof gen gov sen rep sgt lt col capt rev hon st jr sr vs v no nos inc ltd co corp jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e etc est approx dept art sec fig pp p vol",
  ),
};

const spanish: LanguageTable = {
  negations: set(
    "no nunca jamás ni ningún ninguno ninguna ningunos ningunas nadie nada sin tampoco apenas niega negó niegan negaron",
  ),
  negatingPrefixes: ["in", "im", "i", "ir", "des", "dis", "no-", "anti"],
  modals: set(
    `puede pueden podría podrían podrá podrán debe deben debería deberían deberá deberán habría habrían sería serían será serán quizá quizás
     posiblemente probablemente presuntamente supuestamente presunto presunta presuntos presuntas supuesto supuesta aparentemente acaso`,
  ),
  attributions: set(
    `dijo dice dicen dijeron afirmó afirma afirman afirmaron aseguró asegura aseguran aseguraron señaló señala señalan señalaron según indicó
     indica indican indicaron declaró declara declararon sostuvo sostiene sostienen explicó explica anunció anuncia anunciaron informó informa
     informaron reportó reporta comentó comenta agregó agrega añadió añade confirmó confirma confirmaron manifestó manifiesta expresó expresa
     advirtió advierte denunció denuncia denunciaron acusó acusa acusaron reconoció reconoce admitió admite insistió insiste contó cuenta
     relató relata estimó estima calcula calculó alegó alega`,
  ),
  introducers: set("según"),
  numbers: countWords(
    `cero=0 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciséis=16
     diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintiún=21 veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25
     veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90
     cien=100 ciento=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 quinientos=500 quinientas=500
     seiscientos=600 setecientos=700 ochocientos=800 novecientos=900 medio=0.5 media=0.5 docena=12 mil=1000
     primero=1 primer=1 primera=1 segundo=2 segunda=2 tercero=3 tercer=3 tercera=3 cuarto=4 quinto=5`,
  ),
  scales: [
    ["mil millones", 1e9],
    ["mil millón", 1e9],
    ["mil", 1e3],
    ["millón", 1e6],
    ["millones", 1e6],
    ["billón", 1e12],
    ["billones", 1e12],
    ["trillón", 1e18],
    ["trillones", 1e18],
  ],
  percent: ["por ciento", "por cien"],
  dates: dateWords(
    `enero ene; febrero feb; marzo; abril abr; mayo; junio jun; julio jul; agosto ago; septiembre setiembre sept sep; octubre oct;
     noviembre nov; diciembre dic; lunes; martes; miércoles; jueves; viernes; sábado; domingo`,
  ),
  capitalDates: false,
  relativeDates: set(
    "ayer anteayer hoy mañana anoche pasado pasada próximo próxima anterior verano otoño invierno noche mediodía medianoche madrugada",
  ),
  articles: set("el la los las un una unos unas lo que"),
  accentMatters: (a, b) => {
    const pairs = set(
      "si sí el él mas más tu tú mi mí se sé de dé te té aun aún esta está este esté estas estás ano año que qué como cómo cuando cuándo donde dónde quien quién cual cuál publico público publicó termino término terminó",
    );
    if (pairs.has(a) && pairs.has(b)) return true;
    // hablo, habló; cante, canté; the last vowel carries person and tense.
    return a.length > 3 && /[aeioáéíó]$/.test(a) && a.slice(0, -1) === b.slice(0, -1);
  },
  isInflection: (a, b) => {
    const [short, long] = a.length <= b.length ? [a, b] : [b, a];
    if (long.startsWith(short) && /^(s|es|n|ron|mente)$/.test(long.slice(short.length))) return true;
    // niño, niña; firmó, firma, firman: one stem with another of the endings below.
    const ending =
      /(aron|ieron|aban|ían|ando|iendo|ado|ada|ido|ida|ará|erá|irá|aba|ía|os|as|es|an|en|ó|a|o|e|é|á)$/;
    const stem = a.replace(ending, "");
    return stem.length > 2 && stem === b.replace(ending, "") && a !== b;
  },
  spellOut: (word) => (word === "al" ? ["a", "el"] : word === "del" ? ["de", "el"] : [word]),
  parseNumber: (digits) => {
    if (grouped(digits, `.${SPACES}`)) {
      return Number(digits.replace(/[.\s\u00a0\u202f\u2009]/g, "").replace(",", "."));
    }
    // 1,500 is one and a half in Madrid and fifteen hundred in Mexico: left open.
    if (/^\d{1,3}(,\d{3})+$/.test(digits)) return Number.NaN;
    if (/^\d+,\d+$/.test(digits)) return Number(digits.replace(",", "."));
    return Number(digits);
  },
  abbreviations: set(
    "ee uu ee.uu sr sra sres dr dra lic ing arq prof gral cnel av núm nro no art pág págs p pp vol etc ene feb mar abr jun jul ago sept sep oct nov dic a.m p.m s.a d c aprox ed",
  ),
};

/** The table for a BCP 47 tag, by its language; null where there is none. */
export function languageTable(tag: string): LanguageTable | null {
  const language = tag.toLowerCase().split(/[-_]/)[0];
  if (language === "en") return english;
  if (language === "es") return spanish;
  return null;
}
