"use client";

import type { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import { callApi, messageOf, property } from "@/components/call-api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { LIMITS } from "@/lib/document/limits";
import type { Genre } from "@/lib/document/nodes/page";
import { type EditorHandle, useSync } from "./editor-handle";
import { setDocAttribute, useDocDraft, useDocText, useTitleText } from "./metadata/doc-attribute";
import { MemberField } from "./metadata/member-field";
import type { Named } from "./metadata/named";
import { PictureChooser } from "./panels/picture-panel";

const GENRE_NAMES: Record<Genre, string> = {
  news: "News",
  analysis: "Analysis",
  opinion: "Opinion",
  explainer: "Explainer",
  factCheck: "Fact check",
  interview: "Interview",
};

const LANGUAGES: Record<string, string> = {
  en: "English",
  es: "Spanish",
  pt: "Portuguese",
  fr: "French",
  de: "German",
  it: "Italian",
  nl: "Dutch",
  ca: "Catalan",
  qu: "Quechua",
};

/** What describes the article: everything here but section and address is part of the document and saved with it. */
export function MetadataPanel({
  handle,
  articleId,
  sections,
  tags,
  bylines,
  sectionId,
  slug,
  slugFrozen,
  canEdit,
  siteUrl,
  siteName,
}: {
  handle: EditorHandle;
  articleId: string;
  sections: readonly Named[];
  /** Names known already; others are asked for. */
  tags: readonly Named[];
  bylines: readonly Named[];
  sectionId: string | null;
  slug: string;
  /** Published once: a new address leaves a redirect behind. */
  slugFrozen: boolean;
  canEdit: boolean;
  siteUrl: string;
  siteName: string;
}) {
  const { editor, sync } = handle;
  const state = useSync(sync, (engine) => engine.saveState());
  const mayEdit = canEdit && state.kind !== "readOnly";
  const [section, setSection] = useState(sectionId);
  const [address, setAddress] = useState(slug);
  useAddressOfHeadline(handle, { articleId, isFollowing: !slugFrozen && canEdit, onAddress: setAddress });
  const sectionName = sections.find(({ id }) => id === section)?.name ?? "";

  return (
    <div className="flex flex-col gap-5 px-5 py-4">
      <SectionField
        articleId={articleId}
        sections={sections}
        value={section}
        onSaved={setSection}
        canEdit={canEdit}
      />
      <SlugField
        articleId={articleId}
        value={address}
        isFrozen={slugFrozen}
        onSaved={setAddress}
        canEdit={canEdit}
      />
      <MemberField
        editor={editor}
        set="bylines"
        label="Bylines"
        one="byline"
        known={bylines}
        hasParts
        canEdit={mayEdit}
      />
      <MemberField
        editor={editor}
        set="tags"
        label="Tags"
        one="tag"
        known={tags}
        hasParts={false}
        canEdit={mayEdit}
      />
      <div className="grid grid-cols-2 gap-3">
        <ChoiceField editor={editor} name="genre" label="Genre" choices={GENRE_NAMES} canEdit={mayEdit} />
        <ChoiceField editor={editor} name="language" label="Language" choices={LANGUAGES} canEdit={mayEdit} />
      </div>
      <LineField
        editor={editor}
        name="kicker"
        label="Kicker"
        hint="A word or two above the headline."
        canEdit={mayEdit}
      />
      <LineField
        editor={editor}
        name="dateline"
        label="Dateline"
        hint="Where it was reported."
        canEdit={mayEdit}
      />
      <LeadPicture editor={editor} canEdit={mayEdit} />
      <SearchFields
        editor={editor}
        canEdit={mayEdit}
        siteName={siteName}
        siteUrl={siteUrl}
        path={[sectionName, address]}
      />
    </div>
  );
}

function LineField({
  editor,
  name,
  label,
  hint,
  canEdit,
}: {
  editor: Editor;
  name: string;
  label: string;
  hint: string;
  canEdit: boolean;
}) {
  const draft = useDocDraft(editor, name);
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          maxLength={LIMITS.title}
          readOnly={!canEdit}
          value={draft.value}
          onChange={(event) => draft.type(event.target.value)}
          onBlur={draft.leave}
        />
      )}
    </Field>
  );
}

function ChoiceField({
  editor,
  name,
  label,
  choices,
  canEdit,
}: {
  editor: Editor;
  name: "genre" | "language";
  label: string;
  choices: Record<string, string>;
  canEdit: boolean;
}) {
  const value = useDocText(editor, name);
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          disabled={!canEdit}
          value={value}
          onChange={(event) => setDocAttribute(editor, name, event.target.value)}
        >
          {!(value in choices) && <option value={value}>{value}</option>}
          {Object.entries(choices).map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Length with the figure from which search engines tend to cut; longer is allowed. */
function Counter({ length, best }: { length: number; best: number }) {
  return (
    <span className={length > best ? "text-warn" : undefined}>
      {length} of about {best} characters
      {length > best && ": the end may be cut off"}
    </span>
  );
}

function SearchFields({
  editor,
  canEdit,
  siteName,
  siteUrl,
  path,
}: {
  editor: Editor;
  canEdit: boolean;
  siteName: string;
  siteUrl: string;
  path: string[];
}) {
  const title = useDocDraft(editor, "seoTitle");
  const description = useDocDraft(editor, "seoDescription");
  const headline = useTitleText(editor, "headline");
  const standfirst = useTitleText(editor, "standfirst");
  return (
    <section aria-label="For search engines" className="flex flex-col gap-3 border-t border-line pt-4">
      <Field label="Title for search engines" hint={<Counter length={title.value.length} best={60} />}>
        {(control) => (
          <Input
            {...control}
            maxLength={LIMITS.title}
            readOnly={!canEdit}
            placeholder={headline}
            value={title.value}
            onChange={(event) => title.type(event.target.value)}
            onBlur={title.leave}
          />
        )}
      </Field>
      <Field
        label="Description for search engines"
        hint={<Counter length={description.value.length} best={155} />}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={500}
            readOnly={!canEdit}
            placeholder={standfirst}
            value={description.value}
            onChange={(event) => description.type(event.target.value)}
            onBlur={description.leave}
          />
        )}
      </Field>
      <figure className="rounded-md border border-line p-3">
        <figcaption className="mb-1.5 text-xs text-muted">How a search result may look</figcaption>
        <p className="truncate text-xs text-muted">
          {[host(siteUrl), ...path.map((part) => part.toLowerCase())].filter(Boolean).join(" › ")}
        </p>
        <p className="line-clamp-2 text-lg leading-snug text-accent">{title.value || headline || siteName}</p>
        <p className="line-clamp-3 text-sm text-muted">{description.value || standfirst}</p>
      </figure>
    </section>
  );
}

function host(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

function LeadPicture({ editor, canEdit }: { editor: Editor; canEdit: boolean }) {
  const asset = useDocText(editor, "leadPicture");
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-label="Lead picture" className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">Lead picture</h3>
      {asset && (
        // biome-ignore lint/performance/noImgElement: served by our own resizer, not Next's
        <img
          src={`/api/assets/${encodeURIComponent(asset)}?w=640`}
          alt=""
          className="aspect-[16/9] w-full rounded-md bg-sunken object-cover"
        />
      )}
      {!asset && (
        <p className="text-sm text-muted">
          For lists and shared links. Without one, the first picture is used.
        </p>
      )}
      {canEdit && (
        <div className="flex gap-2">
          <Button size="sm" onClick={() => setOpen(true)}>
            {asset ? "Change" : "Choose a picture"}
          </Button>
          {asset && (
            <Button size="sm" variant="quiet" onClick={() => setDocAttribute(editor, "leadPicture", null)}>
              Remove
            </Button>
          )}
        </div>
      )}
      <Dialog open={isOpen} onOpenChange={setOpen} title="Lead picture">
        <PictureChooser
          put={(picture) => {
            setDocAttribute(editor, "leadPicture", picture.id);
            setOpen(false);
          }}
        />
      </Dialog>
    </section>
  );
}

function SectionField({
  articleId,
  sections,
  value,
  onSaved,
  canEdit,
}: {
  articleId: string;
  sections: readonly Named[];
  value: string | null;
  onSaved: (sectionId: string) => void;
  canEdit: boolean;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async (sectionId: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await callApi("PUT", `/api/articles/${articleId}/section`, { sectionId });
      onSaved(sectionId);
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Field label="Section" error={problem}>
      {(control) => (
        <Select
          {...control}
          disabled={!canEdit || isBusy}
          value={value ?? ""}
          onChange={(event) => save(event.target.value)}
        >
          {value === null && <option value="">Choose a section</option>}
          {sections.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Until it is set or published the address follows the headline, on the server: asks for it when a new headline is saved. */
function useAddressOfHeadline(
  { editor, sync }: EditorHandle,
  {
    articleId,
    isFollowing,
    onAddress,
  }: { articleId: string; isFollowing: boolean; onAddress: (slug: string) => void },
) {
  const headline = useTitleText(editor, "headline");
  const isSaved = useSync(sync, (engine) => engine.saveState().kind === "saved");
  const known = useRef(headline);
  useEffect(() => {
    if (!isFollowing || !isSaved || headline === known.current) return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const article = await callApi("GET", `/api/articles/${articleId}`, undefined, asking.signal);
        const slug = property(article, "slug");
        if (typeof slug === "string") onAddress(slug);
        known.current = headline;
      } catch {
        // What is shown stays; the next headline asks again.
      }
    }, 1_000);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [articleId, headline, isFollowing, isSaved, onAddress]);
}

function SlugField({
  articleId,
  value,
  isFrozen,
  onSaved,
  canEdit,
}: {
  articleId: string;
  value: string;
  isFrozen: boolean;
  onSaved: (slug: string) => void;
  canEdit: boolean;
}) {
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const shown = useRef(value);
  useEffect(() => {
    const before = shown.current;
    shown.current = value;
    // An address that is being typed stays.
    setText((typed) => (typed.trim() === before ? value : typed));
  }, [value]);
  const isChanged = text.trim() !== value;
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const kept = property(
        await callApi("PUT", `/api/articles/${articleId}/slug`, { slug: text.trim() }),
        "slug",
      );
      onSaved(typeof kept === "string" ? kept : text.trim());
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && !isBusy) save();
      }}
    >
      <Field
        label="Address"
        error={problem}
        hint={
          isFrozen
            ? "Published. A new address sends readers on from the old one."
            : "The last part of the page's address."
        }
      >
        {(control) => (
          <Input
            {...control}
            spellCheck={false}
            autoCapitalize="none"
            maxLength={120}
            readOnly={!canEdit}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
      {isChanged && canEdit && (
        <div className="flex gap-2">
          <Button type="submit" size="sm" variant="primary" disabled={isBusy}>
            Save address
          </Button>
          <Button
            size="sm"
            variant="quiet"
            onClick={() => {
              setText(value);
              setProblem(null);
            }}
          >
            Cancel
          </Button>
        </div>
      )}
    </form>
  );
}
