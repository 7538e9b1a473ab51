"use client";

import { Editor } from "@tiptap/core";
import { getNonce } from "get-nonce";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { toast } from "@/components/ui/toaster";
import { SCHEMA_VERSION, schema } from "@/lib/document/schema";
import { BottomBar } from "./bottom-bar";
import { BubbleToolbar } from "./bubble-toolbar";
import { showOthers } from "./carets-plugin";
import { addPicture } from "./commands/figure";
import { ConflictView } from "./conflict-view";
import { editorExtensions } from "./editor-extensions";
import { type EditorHandle, focusBlock, focusRange, useSync } from "./editor-handle";
import { GutterButton } from "./gutter-button";
import { KeptWordsPanel } from "./kept-words-panel";
import { openPanel } from "./panel-request";
import { PanelHost } from "./panels/panel-host";
import { uploadPicture } from "./picture-upload";
import { SignInOverlay } from "./sign-in-overlay";
import { SlashMenu } from "./slash-menu";
import { type ArticleSync, createArticleSync, tabClientId } from "./sync/article-sync";
import { focusToolbar } from "./toolbar";
import { UnsentGuard } from "./unsent-guard";

export type { EditorHandle } from "./editor-handle";

export type ArticleEditorProps = {
  articleId: string;
  /** What the server rendered; later values are ignored, the live stream brings what follows. */
  initial: { version: number; document: unknown; schemaVersion?: number };
  /** False shows the text and what others change in it. May change while the page is open. */
  canEdit: boolean;
  /** The person's e-mail, filled in when the session ends and they sign in again. */
  email?: string;
  /** Of the page's content security policy, for the one style element the editor adds. */
  nonce?: string | null;
  /** Receives the handle once a person can write, and null when the editor goes away. */
  onReady?: (handle: EditorHandle | null) => void;
};

type Session = { editor: Editor; sync: ArticleSync; handle: EditorHandle };

/** The writing surface: headline, standfirst and body as one text, kept in step with the server. */
export function ArticleEditor({ articleId, initial, canEdit, email, nonce, onReady }: ArticleEditorProps) {
  const text = useRef<HTMLDivElement>(null);
  const bubble = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<Session | null>(null);
  const [said, say] = useState("");
  const [isConflictOpen, setConflictOpen] = useState(false);
  const [isSignInPutOff, putOffSignIn] = useState(false);

  const open = useEffectEvent((element: HTMLElement): (() => void) => {
    const sync = createArticleSync({
      articleId,
      clientId: tabClientId(),
      schema,
      initial: {
        version: initial.version,
        document: initial.document,
        schemaVersion: initial.schemaVersion ?? SCHEMA_VERSION,
      },
      canEdit,
      person: email,
    });
    const saveListeners = new Set<() => void>();
    const editor: Editor = new Editor({
      element,
      extensions: editorExtensions({
        syncPlugins: sync.plugins,
        say,
        tell: (text) => toast(text),
        addPictures: (files) => addPictures(editor, files, say),
        focusTools: () => {
          if (!focusToolbar(bubble.current)) focusToolbar(bar.current);
        },
      }),
      content: sync.document().toJSON(),
      editable: canEdit,
      // The policy in force is that of the document: a page come to by a link brings a nonce of another answer.
      injectNonce: getNonce() ?? nonce ?? undefined,
      enableInputRules: false,
      enablePasteRules: false,
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": "Article",
          "aria-description": "Press / at the start of a line to add a block. Press Alt+F10 for tools.",
          class: "article-text",
          spellcheck: "true",
        },
        scrollMargin: { top: 80, right: 0, bottom: 96, left: 0 },
        scrollThreshold: { top: 80, right: 0, bottom: 96, left: 0 },
      },
    });
    const detach = sync.attach(editor.view);
    const handle: EditorHandle = {
      editor,
      sync,
      version: () => sync.version(),
      flush: async () => {
        await sync.saveNow();
        return { version: sync.version(), unsent: sync.hasUnsent() };
      },
      focusBlock: (blockId) => focusBlock(editor, blockId),
      focusRange: (from, to) => focusRange(editor, from, to),
      showConflicts: () => setConflictOpen(true),
      signIn: () => putOffSignIn(false),
      canEdit: () => editor.isEditable,
      onSaveKey: (listener) => {
        saveListeners.add(listener);
        return () => saveListeners.delete(listener);
      },
    };
    const onKey = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.altKey) return;
      if (event.key.toLowerCase() === "s" && !event.shiftKey) {
        event.preventDefault();
        sync.saveNow().then(() => {
          for (const listener of saveListeners) listener();
        });
      }
      if (event.key === "/") {
        event.preventDefault();
        openPanel(editor.view, { kind: "keys" });
      }
    };
    window.addEventListener("keydown", onKey);
    setSession({ editor, sync, handle });
    onReady?.(handle);
    if (canEdit && editor.state.doc.firstChild?.content.size === 0) editor.commands.focus("start");
    return () => {
      window.removeEventListener("keydown", onKey);
      onReady?.(null);
      setSession(null);
      detach();
      editor.destroy();
      sync.close();
    };
  });

  // Another article is another editor; everything else may change while it stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: articleId is what opens a new session
  useEffect(() => (text.current ? open(text.current) : undefined), [articleId]);

  return (
    <div className="editor" data-hydrated={session ? "true" : undefined}>
      {session && <KeptWordsPanel sync={session.sync} />}
      <div className="editor-column">
        <div ref={text} />
        {session && <GutterButton editor={session.editor} />}
      </div>
      {session && (
        <>
          <InStep session={session} canEdit={canEdit} />
          <BottomBar editor={session.editor} bar={bar} />
          <SlashMenu editor={session.editor} />
          <BubbleToolbar editor={session.editor} bar={bubble} />
          <PanelHost editor={session.editor} />
          <ConflictView handle={session.handle} open={isConflictOpen} onOpenChange={setConflictOpen} />
          <SignInOverlay
            handle={session.handle}
            email={email}
            isPutOff={isSignInPutOff}
            putOff={putOffSignIn}
          />
          <UnsentGuard sync={session.sync} />
        </>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

/** Carries what the sync engine knows into the text: who else is where, and whether one may still write. */
function InStep({ session, canEdit }: { session: Session; canEdit: boolean }) {
  const { editor, sync } = session;
  const others = useSync(sync, (engine) => engine.others());
  const state = useSync(sync, (engine) => engine.saveState());
  const isEditable = canEdit && state.kind !== "readOnly";

  useEffect(() => showOthers(editor.view, others), [editor, others]);
  useEffect(() => {
    if (editor.isEditable !== isEditable) editor.setEditable(isEditable);
  }, [editor, isEditable]);
  return null;
}

async function addPictures(editor: Editor, files: File[], say: (text: string) => void): Promise<void> {
  if (!editor.isEditable) return;
  for (const file of files) {
    say("Uploading a picture.");
    try {
      const picture = await uploadPicture(file);
      if (editor.isDestroyed) return;
      const tr = addPicture(editor.state, picture);
      if (tr) editor.view.dispatch(tr);
      say("Picture added. Describe it for people who cannot see it.");
    } catch (error) {
      toast(error instanceof Error ? error.message : "The picture could not be uploaded.", {
        tone: "danger",
      });
    }
  }
}
