"use client";

import { Download, ExternalLink, EyeOff, MoreHorizontal, PanelRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { LiveBadge, StateBadge } from "@/components/desk/article-badges";
import { MoveDialog, type OfferedMove } from "@/components/desk/article-moves";
import { AssignmentsPanel } from "@/components/desk/assignments-panel";
import { PublishDrawer, type ReadText } from "@/components/desk/publish-drawer";
import { UnpublishDialog } from "@/components/desk/unpublish-dialog";
import { useWide } from "@/components/desk/use-wide";
import { VersionsPanel } from "@/components/desk/versions-panel";
import { ArticleEditor, type EditorHandle } from "@/components/editor/article-editor";
import { ArticleName } from "@/components/editor/article-name";
import { MetadataPanel } from "@/components/editor/metadata-panel";
import { PeopleHere } from "@/components/editor/people-here";
import { SaveLine } from "@/components/editor/save-line";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import { Tabs } from "@/components/ui/tabs";

type Named = { id: string; name: string };

export type WorkspaceArticle = {
  id: string;
  kind: "story" | "tracker";
  headline: string;
  state: string;
  version: number;
  document: unknown;
  schemaVersion: number;
  sectionId: string | null;
  slug: string;
  slugFrozen: boolean;
  live: { unpublishedChanges: number } | null;
  liveUrl: string | null;
  withdrawn: string | null;
  people: (Named & { part: string })[];
};

/** What this person may do here, decided on the server. */
export type WorkspaceRights = {
  edit: boolean;
  assign: boolean;
  restore: boolean;
  readRevisions: boolean;
  publish: boolean;
  unpublish: boolean;
};

/** The article page: the text in the middle, its state and saving above, details, versions and people beside. */
export function ArticleWorkspace({
  article,
  rights,
  moves,
  sections,
  tags,
  bylines,
  staff,
  actor,
  site,
  nonce,
}: {
  article: WorkspaceArticle;
  rights: WorkspaceRights;
  moves: OfferedMove[];
  sections: Named[];
  tags: Named[];
  bylines: Named[];
  staff: (Named & { roles: string[] })[];
  actor: { email: string };
  site: { name: string; url: string; timeZone: string };
  nonce: string | null;
}) {
  const router = useRouter();
  const isWide = useWide();
  const [handle, setHandle] = useState<EditorHandle | null>(null);
  const [tab, setTab] = useState("details");
  const [isPanelWanted, setPanelWanted] = useState(true);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [move, setMove] = useState<OfferedMove | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const publishButton = useRef<HTMLButtonElement>(null);
  const [isUnpublishing, setUnpublishing] = useState(false);

  const refresh = useCallback(() => router.refresh(), [router]);

  const showDetails = useCallback(() => {
    setTab("details");
    if (isWide) setPanelWanted(true);
    else setSheetOpen(true);
    // The panel may have to be drawn first.
    setTimeout(
      () => document.querySelector<HTMLElement>("[data-details] select, [data-details] input")?.focus(),
      50,
    );
  }, [isWide]);

  const text = useMemo<ReadText | null>(
    () =>
      handle && {
        flush: () => handle.flush(),
        focusBlock: (blockId) => handle.focusBlock(blockId),
        showDetails,
        version: () => handle.sync.version(),
        onVersion: (listener) => handle.sync.subscribe(listener),
      },
    [handle, showDetails],
  );

  const flushed = useCallback(async () => {
    if (!handle) return 0;
    const { version, unsent } = await handle.flush();
    if (unsent)
      throw new Error("Some of your words have not reached the server yet. Try again when they have.");
    return version;
  }, [handle]);

  // A link with #block-… (from a version, a finding, a colleague) opens at these words.
  useEffect(() => {
    const blockId = window.location.hash.startsWith("#block-") ? window.location.hash.slice(7) : "";
    if (handle && blockId) handle.focusBlock(blockId);
  }, [handle]);

  const panel: ReactNode = (
    <Tabs
      label="About this article"
      value={tab}
      onValueChange={setTab}
      tabs={[
        {
          value: "details",
          label: "Details",
          keep: true,
          content: handle && (
            <div data-details>
              <MetadataPanel
                handle={handle}
                articleId={article.id}
                sections={sections}
                tags={tags}
                bylines={bylines}
                sectionId={article.sectionId}
                slug={article.slug}
                slugFrozen={article.slugFrozen}
                canEdit={rights.edit}
                siteUrl={site.url}
                siteName={site.name}
              />
            </div>
          ),
        },
        ...(rights.readRevisions
          ? [
              {
                value: "versions",
                label: "Versions",
                content: (
                  <VersionsPanel
                    articleId={article.id}
                    mayEdit={rights.restore}
                    version={flushed}
                    nameVersion={async (name) => handle?.sync.nameVersion(name)}
                    timeZone={site.timeZone}
                  />
                ),
              },
            ]
          : []),
        {
          value: "people",
          label: "People",
          content: (
            <AssignmentsPanel
              articleId={article.id}
              assigned={article.people}
              staff={staff}
              mayAssign={rights.assign}
            />
          ),
        },
      ]}
    />
  );

  return (
    <div className="flex min-h-[calc(100dvh-3rem)] flex-col">
      <section
        aria-label="State of this article"
        className="sticky top-12 z-20 flex flex-wrap items-center gap-x-3 gap-y-1.5 min-h-[3.0625rem] border-b border-line bg-bg px-3 py-1 pointer-coarse:top-14 sm:px-5"
      >
        <div className="flex min-w-0 flex-1 items-center gap-2 max-sm:has-[[data-long]]:basis-full max-sm:has-[form]:basis-full">
          {handle ? (
            <ArticleName handle={handle} siteName={site.name} />
          ) : (
            <h1 className="sr-only">{article.headline || "Article without a headline"}</h1>
          )}
          <StateBadge state={article.state} />
          <span className="max-sm:hidden">
            <LiveBadge live={article.live} withdrawn={article.withdrawn} />
          </span>
          <div className="min-w-0 flex-1">{handle && <SaveLine handle={handle} />}</div>
        </div>
        <div className="ml-auto flex items-center gap-1.5">
          {handle && <PeopleHere handle={handle} />}
          {moves.slice(0, 1).map((one) => (
            <Button key={one.move} size="sm" className="max-sm:hidden" onClick={() => setMove(one)}>
              {one.label}
            </Button>
          ))}
          {rights.publish && (
            <Button
              ref={publishButton}
              size="sm"
              variant="primary"
              onClick={() => setPublishing(true)}
              disabled={!text}
            >
              Publish
            </Button>
          )}
          <Button
            variant="quiet"
            size="icon"
            aria-label="Details, versions, people"
            aria-expanded={isWide ? isPanelWanted : isSheetOpen}
            onClick={() => (isWide ? setPanelWanted(!isPanelWanted) : setSheetOpen(true))}
          >
            <PanelRight aria-hidden />
          </Button>
          <MoreMenu
            article={article}
            moves={moves}
            mayUnpublish={rights.unpublish}
            onMove={setMove}
            onUnpublish={() => setUnpublishing(true)}
          />
        </div>
      </section>
      <div className="flex min-h-0 flex-1">
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          <ArticleEditor
            articleId={article.id}
            initial={{
              version: article.version,
              document: article.document,
              schemaVersion: article.schemaVersion,
            }}
            canEdit={rights.edit}
            email={actor.email}
            nonce={nonce}
            onReady={setHandle}
          />
        </main>
        {isWide && isPanelWanted && (
          <aside
            aria-label="About this article"
            className="sticky top-[6.0625rem] flex h-[calc(100dvh-6.0625rem)] w-88 shrink-0 flex-col border-l border-line bg-surface pointer-coarse:top-[7.0625rem] pointer-coarse:h-[calc(100dvh-7.0625rem)]"
          >
            {panel}
          </aside>
        )}
      </div>
      {!isWide && (
        <Sheet open={isSheetOpen} onOpenChange={setSheetOpen} title="About this article">
          <div className="-mx-5 -my-4 flex flex-col">{panel}</div>
        </Sheet>
      )}
      <MoveDialog
        articleId={article.id}
        move={move}
        onClose={() => setMove(null)}
        onDone={refresh}
        beforehand={async () => {
          await flushed();
        }}
      />
      {text && (
        <PublishDrawer
          articleId={article.id}
          text={text}
          open={isPublishing}
          opener={publishButton}
          onClose={() => setPublishing(false)}
          onPublished={refresh}
        />
      )}
      <UnpublishDialog
        articleId={article.id}
        open={isUnpublishing}
        onClose={() => setUnpublishing(false)}
        onDone={refresh}
      />
    </div>
  );
}

const formats = [
  { format: "text", label: "Plain text" },
  { format: "markdown", label: "Markdown" },
  { format: "html", label: "HTML" },
  { format: "json", label: "JSON" },
] as const;

function MoreMenu({
  article,
  moves,
  mayUnpublish,
  onMove,
  onUnpublish,
}: {
  article: WorkspaceArticle;
  moves: OfferedMove[];
  mayUnpublish: boolean;
  onMove: (move: OfferedMove) => void;
  onUnpublish: () => void;
}) {
  return (
    <DropdownMenu
      label="More"
      trigger={
        <Button variant="quiet" size="icon" aria-label="More to do with this article">
          <MoreHorizontal aria-hidden />
        </Button>
      }
    >
      {moves.map((one, at) => (
        // The first has its own button where there is room.
        <MenuItem key={one.move} onSelect={() => onMove(one)} className={at === 0 ? "sm:hidden" : undefined}>
          {one.label}
        </MenuItem>
      ))}
      {moves.length > 0 && <MenuSeparator className={moves.length === 1 ? "sm:hidden" : undefined} />}
      {article.liveUrl && (
        <MenuItem asChild>
          <a href={article.liveUrl} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden /> Open the live page
          </a>
        </MenuItem>
      )}
      <MenuLabel>Take it out as</MenuLabel>
      {formats.map(({ format, label }) => (
        <MenuItem key={format} asChild>
          <a href={`/api/articles/${article.id}/export?format=${format}`} download>
            <Download aria-hidden /> {label}
          </a>
        </MenuItem>
      ))}
      {mayUnpublish && article.live && (
        <>
          <MenuSeparator />
          <MenuItem tone="danger" onSelect={onUnpublish}>
            <EyeOff aria-hidden /> Take off the site…
          </MenuItem>
        </>
      )}
    </DropdownMenu>
  );
}
