import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { subHours, subMinutes } from "date-fns";
import type pg from "pg";
import { staffPool } from "@/db/connection";
import { migrate } from "@/db/migrate";
import { ensureReaderRole } from "@/db/reader-role";
import { settings } from "@/db/schema";
import { DEMO_PASSWORD, demoAccounts } from "@/db/seed/accounts";
import { climate } from "@/db/seed/articles/climate";
import { culture } from "@/db/seed/articles/culture";
import { economy } from "@/db/seed/articles/economy";
import { imported } from "@/db/seed/articles/imported";
import { politics } from "@/db/seed/articles/politics";
import type {
  Act,
  BylineName,
  DemoArticle,
  Newsroom,
  SectionSlug,
  TagSlug,
  Who,
} from "@/db/seed/articles/story";
import { world } from "@/db/seed/articles/world";
import { type Block, inline } from "@/db/seed/blocks";
import { picture, pictureNames } from "@/db/seed/pictures";
import { atTime, transaction } from "@/db/transaction";
import { assign, createArticle } from "@/lib/articles/commands";
import { articleById } from "@/lib/articles/queries";
import { checkpointsMade } from "@/lib/changes/checkpoint";
import { putDocument } from "@/lib/changes/put";
import { importArticle } from "@/lib/import/commands";
import { uploadPicture } from "@/lib/media/commands";
import { addPerson } from "@/lib/people/commands";
import { actorByEmail } from "@/lib/people/queries";
import type { Actor } from "@/lib/permissions";
import { changeSlug, setSection } from "@/lib/publishing/address-commands";
import { publish, unpublish } from "@/lib/publishing/commands";
import { addByline, addSection, addTag } from "@/lib/taxonomy/commands";
import { move } from "@/lib/workflow/commands";

const sectionNames: Record<SectionSlug, string> = {
  world: "World",
  politics: "Politics",
  economy: "Economy",
  climate: "Climate",
  culture: "Culture",
};

const tagNames: Record<TagSlug, string> = {
  energy: "Energy",
  fisheries: "Fisheries",
  elections: "Elections",
  transport: "Transport",
  "household-bills": "Household bills",
  islands: "Islands",
  film: "Film",
};

const bylineNames: Record<BylineName, { name: string; kind: "person" | "role" }> = {
  "climate-editor": { name: "Climate Editor", kind: "role" },
  "jonas-reyes": { name: "Jonas Reyes", kind: "person" },
  "ana-lindqvist": { name: "Ana Lindqvist", kind: "person" },
  "miriam-okafor": { name: "Miriam Okafor", kind: "person" },
  "ledger-check": { name: "The Ledger’s fact-checking desk", kind: "role" },
};

/** Two keys of an advisory lock: "galley", "demo". */
const LOCK = "hashtext('galley'), hashtext('demo')";

/**
 * Fills an empty database with the demo newsroom, by running the newsroom's own commands as its people at the times
 * its story says, counted back from `now`. Returns false, having done nothing, where there are people already. Of
 * several processes that call it at once, one seeds and the others wait for it. A seed that was cut short (nobody can
 * have used it: the server is not up before) is made again from the beginning.
 */
export async function seedDemo(now = new Date()): Promise<boolean> {
  const client = await staffPool().connect();
  try {
    await client.query("set lock_timeout = 0; set statement_timeout = 0");
    await client.query(`select pg_advisory_lock(${LOCK})`);
    if (await isCutShort(client)) await startAgain(client);
    const { rows } = await client.query("select from people limit 1");
    if (rows.length > 0) return false;
    await client.query(`insert into settings (key, value) values ('demo', '"seeding"')`);
    await new Demo(now).make();
    await client.query(`update settings set value = '"seeded"' where key = 'demo'`);
    return true;
  } finally {
    // Ends the session and with it the lock, also when an unlock could not be sent.
    client.release(true);
  }
}

async function isCutShort(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query(`select from settings where key = 'demo' and value = '"seeding"'`);
  return rows.length > 0;
}

/** Empties the database of a seed that was cut short. The newsroom's secret stays: passwords derive from it. */
async function startAgain(client: pg.PoolClient): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set.");
  const { rows } = await client.query<{ value: string }>("select value from settings where key = 'secret'");
  await client.query("begin");
  await client.query("drop schema public cascade");
  await client.query("drop schema if exists reader cascade");
  await client.query("create schema public");
  await client.query("commit");
  await migrate(url);
  for (const { value } of rows) {
    await client.query("insert into settings (key, value) values ('secret', $1::jsonb)", [
      JSON.stringify(value),
    ]);
  }
  await ensureReaderRole(url);
}

class Demo {
  private readonly now: Date;
  private readonly actors = new Map<string, Actor>();
  private readonly bylineIds = new Map<string, string>();
  private readonly tagIds = new Map<string, string>();
  private readonly pictureIds = new Map<string, string>();
  private readonly sectionIds = new Map<string, string>();
  private readonly articleIds = new Map<string, string>();

  constructor(now: Date) {
    this.now = now;
  }

  async make(): Promise<void> {
    const articles = [...imported(this.now), ...climate, ...culture, ...economy, ...politics, ...world];
    await atTime(subHours(this.now, 400), () => this.open());
    const acts = articles
      .flatMap((article) => article.past.map((act) => ({ article, act, at: this.timeOf(article, act) })))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime());
    for (const { article, act, at } of acts) await atTime(at, () => this.play(article, act));
    await checkpointsMade();
  }

  /** Each article keeps its own minute of the hour, as nobody publishes everything at ten to. */
  private timeOf({ key }: DemoArticle, { hoursAgo }: Act): Date {
    const minute = [...key].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 53;
    return subMinutes(this.now, hoursAgo * 60 + minute);
  }

  /** People, settings, sections, tags, bylines and pictures: what stands before the first article. */
  private async open(): Promise<void> {
    for (const { who, email, name, roles } of demoAccounts) {
      await addPerson(null, { email, name, roles, password: DEMO_PASSWORD });
      this.actors.set(who, await actorByEmail(email));
    }
    await transaction(async (tx) => {
      const values = {
        name: "The Corvane Ledger",
        description: "News from the islands of Corvane and the sea around them.",
        language: "en",
        timeZone: "Europe/London",
        importAssignees: [
          { personId: this.actor("reporter").personId, part: "writer" },
          { personId: this.actor("checker").personId, part: "checker" },
        ],
      };
      for (const [key, value] of Object.entries(values)) {
        await tx
          .insert(settings)
          .values({ key, value })
          .onConflictDoUpdate({ target: settings.key, set: { value } });
      }
    });
    const chief = this.actor("chief");
    for (const [slug, name] of Object.entries(sectionNames)) {
      this.sectionIds.set(slug, (await addSection(chief, { name })).id);
    }
    for (const [slug, name] of Object.entries(tagNames))
      this.tagIds.set(slug, (await addTag(chief, { name })).id);
    for (const [slug, byline] of Object.entries(bylineNames)) {
      this.bylineIds.set(slug, (await addByline(chief, byline)).id);
    }
    const editor = this.actor("editor");
    await Promise.all(
      pictureNames.map(async (name) => {
        const bytes = Readable.from([await picture(name)]);
        const { id } = await uploadPicture(editor, { bytes, fileName: `${name}.jpg` });
        this.pictureIds.set(name, id);
      }),
    );
  }

  private readonly newsroom: Newsroom = {
    byline: (name) => known(this.bylineIds, name, "byline"),
    tag: (slug) => known(this.tagIds, slug, "tag"),
    picture: (name) => known(this.pictureIds, name, "picture"),
    article: (key) => known(this.articleIds, key, "article"),
  };

  private actor(who: Who | "admin"): Actor {
    const actor = this.actors.get(who);
    if (!actor) throw new Error(`The demo has nobody called ${who}.`);
    return actor;
  }

  private async play(article: DemoArticle, act: Act): Promise<void> {
    const actor = this.actor(act.who);
    if (act.act === "create") return this.create(actor, article);
    const articleId = this.newsroom.article(article.key);
    if (act.act === "change")
      return this.change(actor, articleId, (document) => act.change(document, this.newsroom));
    if (act.act === "move") {
      await move(actor, { articleId, move: act.move, reason: act.reason ?? "" });
      if (act.move === "start-checking") await this.putOn(articleId, this.actor("checker"), "checker");
    } else if (act.act === "publish") {
      const { version } = await articleById(actor, articleId);
      await publish(actor, { articleId, version, changeClass: act.as, note: act.note ?? "" });
    } else {
      await unpublish(actor, { articleId, reason: act.reason, show: act.show });
    }
  }

  private async create(actor: Actor, { key, section, slug, words }: DemoArticle): Promise<void> {
    if ("document" in words) {
      const { id } = await createArticle(actor, { kind: "story", document: words.document(this.newsroom) });
      this.articleIds.set(key, id);
      await this.putOn(id, actor, "writer");
    } else {
      const { id } = await importArticle(actor, { text: words.text, kind: words.kind });
      this.articleIds.set(key, id);
      const attrs = words.attrs(this.newsroom);
      const titles: Record<string, Block[]> = { standfirst: inline(words.standfirst) };
      if (words.headline) titles.headline = inline(words.headline);
      await this.change(actor, id, ({ content = [], ...document }) => ({
        ...document,
        attrs: { ...document.attrs, ...attrs },
        content: content.map((block) => {
          const title = titles[block.type];
          return title ? { ...block, content: title } : block;
        }),
      }));
    }
    const articleId = this.newsroom.article(key);
    await setSection(actor, { articleId, sectionId: known(this.sectionIds, section, "section") });
    if (slug) await changeSlug(actor, { articleId, slug });
  }

  /** The chief hands out the work. */
  private putOn(articleId: string, { personId }: Actor, part: "writer" | "checker"): Promise<void> {
    return assign(this.actor("chief"), { articleId, personId, part, on: true });
  }

  private async change(actor: Actor, articleId: string, rewrite: (document: Block) => Block): Promise<void> {
    const { version, document } = await articleById(actor, articleId);
    await putDocument(actor, {
      articleId,
      baseVersion: version,
      saveId: randomUUID(),
      clientId: "demo",
      document: rewrite(document),
    });
  }
}

function known(ids: ReadonlyMap<string, string>, name: string, what: string): string {
  const id = ids.get(name);
  if (!id) throw new Error(`The demo has no ${what} called ${name} yet.`);
  return id;
}
