"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { articleTitle } from "../article-titles";
import { linkAddress } from "../commands/link";
import { ArticleSearch } from "./article-search";
import { PanelDialog, type PanelProps, setAttributes } from "./panel-dialog";

/** Where a call to action leads: an article of ours, or an address elsewhere. */
export function ArticlePanel({ editor, pos, close }: PanelProps) {
  const attrs = editor.state.doc.nodeAt(pos)?.attrs ?? {};
  const article = typeof attrs.article === "string" ? attrs.article : null;
  const [title, setTitle] = useState("");
  const [address, setAddress] = useState(typeof attrs.href === "string" ? attrs.href : "");
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (article) articleTitle(article).then(setTitle);
  }, [article]);

  const submit = () => {
    if (address.trim() === "") return close();
    const href = linkAddress(address);
    if (href === null)
      return setProblem("This address cannot be used. It begins with https:// or one slash.");
    setAttributes(editor, pos, { href, article: null });
    close();
  };

  return (
    <PanelDialog
      editor={editor}
      title="Where this line leads"
      description="The article can still be missing while you write; publishing asks for it."
      action="Use the address"
      close={close}
      submit={submit}
      extra={
        (article || attrs.href) && (
          <Button
            variant="quiet"
            className="mr-auto text-danger"
            onClick={() => {
              setAttributes(editor, pos, { article: null, href: null });
              close();
            }}
          >
            Clear
          </Button>
        )
      }
    >
      {article && (
        <p>
          Now: <strong>{title || "…"}</strong>
        </p>
      )}
      <ArticleSearch
        label="Choose an article"
        without={article ? [article] : []}
        choose={(chosen) => {
          setAttributes(editor, pos, { article: chosen.id, href: null });
          close();
        }}
      />
      <Field label="Or an address elsewhere" error={problem}>
        {(control) => (
          <Input
            {...control}
            type="url"
            spellCheck={false}
            placeholder="https://"
            value={address}
            onChange={(event) => {
              setAddress(event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
    </PanelDialog>
  );
}
