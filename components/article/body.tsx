import slugify from "@sindresorhus/slugify";
import type { ReactNode } from "react";
import { Inline, type SourceNumbers } from "@/components/article/inline";
import { Picture } from "@/components/article/picture";
import { TeaserList } from "@/components/article/teasers";
import { isSafeHref } from "@/lib/document/link";
import { type DocumentNode, inlineText, nodesOf, stringAttr } from "@/lib/publishing/fields";
import { isWrittenDate, writtenText } from "@/lib/publishing/stamps";
import type { ArticlePage, Teaser } from "@/lib/reader/queries";
import type { Words } from "@/lib/reader/words";

type Page = {
  article: ArticlePage;
  words: Words;
  sources: SourceNumbers;
  /** Anchors of headings by node; no two are alike. */
  anchors: ReadonlyMap<DocumentNode, string>;
  /** The first picture is loaded at once, the others when they are near. */
  firstFigure: DocumentNode | undefined;
  /** Where the dateline stands. */
  firstParagraph: DocumentNode | undefined;
};

/** Everything under the headline: each block of a published document as plain, complete HTML. */
export function ArticleBody({ article, words }: { article: ArticlePage; words: Words }) {
  const blocks = article.document.content.filter(({ type }) => type !== "headline" && type !== "standfirst");
  const page: Page = {
    article,
    words,
    sources: numbered(article.document),
    anchors: anchored(article.document),
    firstFigure: blocks.find(({ type }) => type === "figure"),
    firstParagraph: blocks.find(({ type }) => type === "paragraph"),
  };
  return (
    <>
      {keyed(blocks, (block) => (
        <Block node={block} page={page} />
      ))}
      <Sources page={page} />
    </>
  );
}

/** Published content never changes order, so its place is its key. */
function keyed(nodes: DocumentNode[], render: (node: DocumentNode) => ReactNode): ReactNode {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Keyed key={index}>{render(node)}</Keyed>
  ));
}

const Keyed = ({ children }: { children: ReactNode }) => children;

function numbered(document: DocumentNode): SourceNumbers {
  const numbers = new Map<DocumentNode, number>();
  for (const { node } of nodesOf(document)) {
    if (node.type === "sourceNote") numbers.set(node, numbers.size + 1);
  }
  return numbers;
}

function anchored(document: DocumentNode): ReadonlyMap<DocumentNode, string> {
  const anchors = new Map<DocumentNode, string>();
  const used = new Set<string>();
  for (const { node } of nodesOf(document)) {
    if (node.type !== "heading") continue;
    const base = slugify(inlineText(node), { decamelize: false }).slice(0, 80) || "part";
    let anchor = base;
    for (let count = 2; used.has(anchor); count += 1) anchor = `${base}-${count}`;
    used.add(anchor);
    anchors.set(node, anchor);
  }
  return anchors;
}

const part = (node: DocumentNode, type: string) => node.content.find((child) => child.type === type);

function Text({ node, page }: { node: DocumentNode | undefined; page: Page }) {
  return node ? <Inline nodes={node.content} sources={page.sources} /> : null;
}

function Block({ node, page }: { node: DocumentNode; page: Page }): ReactNode {
  switch (node.type) {
    case "paragraph":
      return (
        <p>
          {node === page.firstParagraph && <Dateline page={page} />}
          <Text node={node} page={page} />
        </p>
      );
    case "heading":
      return <Heading node={node} page={page} />;
    case "bulletList":
      return (
        <ul>
          {keyed(node.content, (item) => (
            <Item node={item} page={page} />
          ))}
        </ul>
      );
    case "orderedList":
      return (
        <ol
          start={
            typeof node.attrs.start === "number" && node.attrs.start !== 1 ? node.attrs.start : undefined
          }
        >
          {keyed(node.content, (item) => (
            <Item node={item} page={page} />
          ))}
        </ol>
      );
    case "blockquote":
    case "pullQuote":
      return <Quote node={node} page={page} />;
    case "callout":
      return <Callout node={node} page={page} />;
    case "faq":
      return <Faq node={node} page={page} />;
    case "factList":
      return <Facts node={node} page={page} />;
    case "figure":
      return <Figure node={node} page={page} />;
    case "table":
      return <Table node={node} page={page} />;
    case "embed":
      return <Embed node={node} page={page} />;
    case "divider":
      return <hr />;
    case "callToAction":
      return <CallToAction node={node} page={page} />;
    case "related":
      return <Related node={node} page={page} />;
    case "commentPrompt":
      return (
        <section className="comments" aria-label={inlineText(node)}>
          <h2>{inlineText(node)}</h2>
          <p>{page.words.commentsClosed}</p>
        </section>
      );
    default:
      // A node of a newer schema: its words at least.
      return node.content.length > 0
        ? keyed(node.content, (child) => <Block node={child} page={page} />)
        : null;
  }
}

function Dateline({ page }: { page: Page }) {
  const dateline = stringAttr(page.article.document.attrs, "dateline").trim();
  return dateline === "" ? null : <span className="dateline">{dateline} — </span>;
}

function Heading({ node, page }: { node: DocumentNode; page: Page }) {
  const anchor = page.anchors.get(node);
  const text = <Text node={node} page={page} />;
  if (node.attrs.level === 3) return <h3 id={anchor}>{text}</h3>;
  if (node.attrs.level === 4) return <h4 id={anchor}>{text}</h4>;
  return <h2 id={anchor}>{text}</h2>;
}

function Item({ node, page }: { node: DocumentNode; page: Page }) {
  return (
    <li>
      {keyed(node.content, (child) => (
        <Block node={child} page={page} />
      ))}
    </li>
  );
}

function Quote({ node, page }: { node: DocumentNode; page: Page }) {
  const attribution = part(node, "attribution");
  const hasAttribution = attribution !== undefined && inlineText(attribution).trim() !== "";
  return (
    <figure className={node.type === "pullQuote" ? "pull-quote" : "quote"}>
      <blockquote>
        {keyed(
          node.content.filter((child) => child !== attribution),
          (child) => (
            <Block node={child} page={page} />
          ),
        )}
      </blockquote>
      {hasAttribution && (
        <figcaption>
          <Text node={attribution} page={page} />
        </figcaption>
      )}
    </figure>
  );
}

function Callout({ node, page }: { node: DocumentNode; page: Page }) {
  const label = part(node, "calloutLabel");
  const name = label ? inlineText(label).trim() : "";
  const kind = stringAttr(node.attrs, "kind");
  return (
    <aside className={`callout callout-${kind}`} aria-label={name === "" ? undefined : name}>
      {name !== "" && <p className="callout-label">{name}</p>}
      {keyed(part(node, "calloutBody")?.content ?? [], (child) => (
        <Block node={child} page={page} />
      ))}
    </aside>
  );
}

function Faq({ node, page }: { node: DocumentNode; page: Page }) {
  const heading = part(node, "faqHeading");
  return (
    <section className="faq">
      {heading && <h2>{inlineText(heading)}</h2>}
      {keyed(
        node.content.filter(({ type }) => type === "faqPair"),
        (pair) => (
          <div className="faq-pair">
            <h3>
              <Text node={part(pair, "faqQuestion")} page={page} />
            </h3>
            {keyed(part(pair, "faqAnswer")?.content ?? [], (child) => (
              <Block node={child} page={page} />
            ))}
          </div>
        ),
      )}
    </section>
  );
}

function Facts({ node, page }: { node: DocumentNode; page: Page }) {
  return (
    <section className="facts" aria-label={page.words.facts}>
      <dl>
        {keyed(node.content, (fact) => (
          <Fact node={fact} page={page} />
        ))}
      </dl>
    </section>
  );
}

function Fact({ node, page }: { node: DocumentNode; page: Page }) {
  const { words, article } = page;
  const date = stringAttr(node.attrs, "date");
  const asOf = stringAttr(node.attrs, "asOf");
  const source = part(node, "factSource");
  const hasSource = source !== undefined && inlineText(source).trim() !== "";
  const status = statusWord(stringAttr(node.attrs, "status"), words);
  const id = stringAttr(node.attrs, "id");
  const value = <Text node={part(node, "factValue")} page={page} />;
  return (
    <div id={id === "" ? undefined : `fact-${id}`}>
      <dt>
        <Text node={part(node, "factLabel")} page={page} />
      </dt>
      <dd>
        <p className="fact-value">
          {isWrittenDate(date) ? <time dateTime={date}>{value}</time> : value}
          {status !== null && " "}
          {status !== null && <span className="fact-status">{status}</span>}
        </p>
        {(isWrittenDate(asOf) || hasSource) && (
          <p className="fact-note">
            {isWrittenDate(asOf) && (
              <span>
                {words.asOf} <time dateTime={asOf}>{writtenText(asOf, article.language)}</time>
              </span>
            )}
            {hasSource && (
              <span>
                {words.source}: <Text node={source} page={page} />
              </span>
            )}
          </p>
        )}
      </dd>
    </div>
  );
}

function statusWord(status: string, words: Words): string | null {
  if (status === "none_known" || status === "unconfirmed" || status === "disputed")
    return words.statuses[status];
  return null;
}

function Figure({ node, page }: { node: DocumentNode; page: Page }) {
  const picture = page.article.pictures.get(stringAttr(node.attrs, "asset"));
  if (!picture) return null;
  const alt = part(node, "figureAlt");
  const caption = part(node, "figureCaption");
  const credit = part(node, "figureCredit");
  const hasCaption = caption !== undefined && inlineText(caption).trim() !== "";
  const hasCredit = credit !== undefined && inlineText(credit).trim() !== "";
  const isDecorative = node.attrs.decorative === true;
  return (
    <figure className="picture">
      <Picture
        picture={picture}
        alt={isDecorative || !alt ? "" : inlineText(alt)}
        sizes="(min-width: 60rem) 46rem, 100vw"
        isFirst={node === page.firstFigure}
      />
      {(hasCaption || hasCredit) && (
        <figcaption>
          {hasCaption && <Text node={caption} page={page} />}
          {hasCaption && hasCredit && " "}
          {hasCredit && (
            <span className="credit">
              <Text node={credit} page={page} />
            </span>
          )}
        </figcaption>
      )}
    </figure>
  );
}

function Table({ node, page }: { node: DocumentNode; page: Page }) {
  const [first, ...rest] = node.content;
  const hasHead = first?.content.every(({ type }) => type === "tableHeader") === true && rest.length > 0;
  const rows = hasHead ? rest : node.content;
  return (
    // A wide table scrolls by itself; with the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs a way in for the keyboard
    <section className="table" aria-label={page.words.table} tabIndex={0}>
      <table>
        {hasHead && first && (
          <thead>
            <Row node={first} page={page} scope="col" />
          </thead>
        )}
        <tbody>
          {keyed(rows, (row) => (
            <Row node={row} page={page} scope="row" />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ node, page, scope }: { node: DocumentNode; page: Page; scope: "col" | "row" }) {
  return (
    <tr>
      {keyed(node.content, (cell) => {
        const span = (name: string) => {
          const value = cell.attrs[name];
          return typeof value === "number" && value > 1 ? value : undefined;
        };
        const align = stringAttr(cell.attrs, "align");
        const given = {
          colSpan: span("colspan"),
          rowSpan: span("rowspan"),
          className: align === "right" || align === "center" ? align : undefined,
        };
        const only =
          cell.content.length === 1 && cell.content[0]?.type === "paragraph" ? cell.content[0] : undefined;
        const content = only ? (
          <Text node={only} page={page} />
        ) : (
          keyed(cell.content, (child) => <Block node={child} page={page} />)
        );
        return cell.type === "tableHeader" ? (
          <th scope={scope} {...given}>
            {content}
          </th>
        ) : (
          <td {...given}>{content}</td>
        );
      })}
    </tr>
  );
}

const providers: Record<string, string> = {
  youtube: "YouTube",
  vimeo: "Vimeo",
  datawrapper: "Datawrapper",
  flourish: "Flourish",
};

function Embed({ node, page }: { node: DocumentNode; page: Page }) {
  const url = stringAttr(node.attrs, "url");
  if (!isSafeHref(url)) return null;
  const provider = providers[stringAttr(node.attrs, "provider")] ?? new URL(url).host;
  return (
    <p className="embed">
      <a href={url}>
        {stringAttr(node.attrs, "title") || url}
        <span>
          {page.words.watch} {provider}
        </span>
      </a>
    </p>
  );
}

const hasLink = (node: DocumentNode): boolean =>
  node.content.some(({ marks }) => marks.some(({ type }) => type === "link"));

function CallToAction({ node, page }: { node: DocumentNode; page: Page }) {
  const article = page.article.pointsTo.get(stringAttr(node.attrs, "article"));
  const address = stringAttr(node.attrs, "href");
  const target = article?.path ?? (isSafeHref(address) ? address : null);
  const text = <Text node={node} page={page} />;
  return (
    <p className="call-to-action">{target !== null && !hasLink(node) ? <a href={target}>{text}</a> : text}</p>
  );
}

function Related({ node, page }: { node: DocumentNode; page: Page }) {
  const heading = part(node, "relatedHeading");
  const name = heading ? inlineText(heading).trim() : "";
  const articles: Teaser[] = page.article.related;
  if (articles.length === 0) return null;
  return (
    <section className="related" aria-label={name === "" ? undefined : name}>
      {name !== "" && <h2>{name}</h2>}
      <TeaserList articles={articles} />
    </section>
  );
}

function Sources({ page }: { page: Page }) {
  if (page.sources.size === 0) return null;
  return (
    <section className="sources" aria-label={page.words.sourceNote}>
      <ol>
        {[...page.sources].map(([node, number]) => {
          const url = stringAttr(node.attrs, "url");
          const text = stringAttr(node.attrs, "text") || url;
          return (
            <li key={number} id={`source-${number}`}>
              {isSafeHref(url) ? <a href={url}>{text}</a> : text} <a href={`#ref-${number}`}>↩</a>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
