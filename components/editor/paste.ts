import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin, Selection } from "@tiptap/pm/state";
import { isField } from "./commands/places";

const WORD_BULLET =
  /^[\s\u00a0]*(?:[\u00b7\u2022\u25aa\u25cf\u25e6\uf0b7\u00a7o-]|(\d{1,3}|[a-z])[.)])[\s\u00a0]+/i;

/**
 * Foreign HTML made plain: Word's list paragraphs become lists, Google Docs' wrapper goes, headings fit our levels, pictures,
 * scripts and styles go. What remains still passes the schema's own rules. Needs a DOM; runs nothing of the page.
 */
function cleanPastedHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  const { body } = page;
  for (const gone of body.querySelectorAll(
    "script, style, meta, link, title, xml, img, picture, svg, video, audio, iframe, object, button, input, select, textarea",
  ))
    gone.remove();
  removeComments(page);
  for (const office of [...body.querySelectorAll("*")].filter((found) => found.tagName.includes(":")))
    office.replaceWith(...office.childNodes);
  for (const wrapper of body.querySelectorAll("b[id^=docs-internal-guid], b[style*='font-weight:normal']"))
    wrapper.replaceWith(...wrapper.childNodes);
  wordLists(page);
  for (const heading of body.querySelectorAll("h1, h5, h6")) {
    const fitting = page.createElement(heading.tagName === "H1" ? "h2" : "h4");
    fitting.append(...heading.childNodes);
    heading.replaceWith(fitting);
  }
  for (const title of body.querySelectorAll("p[data-type=standfirst]")) title.removeAttribute("data-type");
  for (const line of [...body.children].filter((child) => child.tagName === "BR")) line.remove();
  for (const empty of body.querySelectorAll("p")) {
    const isOurs = empty.hasAttribute("data-type") || empty.hasAttribute("data-pm-slice");
    const holdsLine = empty.closest("li, td, th, blockquote, aside, section") !== null;
    if (!isOurs && !holdsLine && empty.textContent?.replaceAll("\u00a0", " ").trim() === "") empty.remove();
  }
  return body.innerHTML;
}

function removeComments(page: Document): void {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const comments: globalThis.Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

function wordLists(page: Document): void {
  let list: HTMLElement | null = null;
  for (const line of [
    ...page.body.querySelectorAll<HTMLElement>("p[class*=MsoListParagraph], p[style*='mso-list']"),
  ]) {
    const text = line.textContent ?? "";
    const marker = text.match(WORD_BULLET);
    const tag = marker?.[1] ? "ol" : "ul";
    if (!list || line.previousElementSibling !== list || list.tagName.toLowerCase() !== tag) {
      list = page.createElement(tag);
      line.before(list);
    }
    for (const ignored of line.querySelectorAll("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']"))
      ignored.remove();
    const item = page.createElement("li");
    const body = page.createElement("p");
    body.append(...line.childNodes);
    const first = body.firstChild;
    if (first?.nodeType === globalThis.Node.TEXT_NODE && first.textContent)
      first.textContent = first.textContent.replace(WORD_BULLET, "");
    item.append(body);
    list.append(item);
    line.remove();
  }
}

/** Headline and standfirst exist once: what was copied from them arrives as a paragraph. */
export function withoutTitles(slice: Slice, schema: Schema): Slice {
  const { paragraph } = schema.nodes;
  if (!paragraph) return slice;
  const parts: Node[] = [];
  let changed = false;
  slice.content.forEach((node) => {
    const isTitle = node.type.name === "headline" || node.type.name === "standfirst";
    changed ||= isTitle;
    parts.push(isTitle ? paragraph.create(null, node.content) : node);
  });
  return changed ? new Slice(Fragment.from(parts), slice.openStart, slice.openEnd) : slice;
}

/** What a one-line field takes from a paste: the words, on one line. */
export function oneLine(slice: Slice): string {
  return slice.content.textBetween(0, slice.content.size, " ", " ").replace(/\s+/g, " ");
}

/**
 * Cleans what is pasted or dropped. `addPictures` receives image files; `tell` says what was left out.
 */
export function pastePlugin({
  addPictures,
  tell,
}: {
  addPictures: (files: File[]) => void;
  tell: (text: string) => void;
}): Plugin {
  return new Plugin({
    props: {
      transformPastedHTML(html) {
        if (/<img\b/i.test(html) && !/<img\b[^>]*src="(?:data:,|)"/i.test(html))
          tell("Pictures in what you pasted were left out. Add them with the picture block.");
        return cleanPastedHtml(html);
      },
      transformPasted: (slice, view) => withoutTitles(slice, view.state.schema),
      handlePaste(view, event, slice) {
        const files = [...(event.clipboardData?.files ?? [])].filter((file) =>
          file.type.startsWith("image/"),
        );
        if (files.length > 0 && slice.size === 0) {
          addPictures(files);
          return true;
        }
        const { $from, $to } = view.state.selection;
        if (!isField($from.parent) || !$from.sameParent($to)) return false;
        const tr = view.state.tr.insertText(oneLine(slice), $from.pos, $to.pos);
        view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
        return true;
      },
      handleDrop(view, event, _slice, moved) {
        const files = [...(event.dataTransfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
        if (moved || files.length === 0) return false;
        event.preventDefault();
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (at) {
          const { tr } = view.state;
          view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at.pos))));
        }
        addPictures(files);
        return true;
      },
    },
  });
}
