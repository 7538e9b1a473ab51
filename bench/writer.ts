import { Node } from "@tiptap/pm/model";
import { Mapping, Step } from "@tiptap/pm/transform";
import { change, type NewsroomClient } from "@/e2e/support/newsroom-client";
import { schema } from "@/lib/document/schema";

/**
 * Somebody typing into one article over HTTP, as the editor does it: one batch in flight, a frozen save id, and when
 * others were first, their steps are taken in and the own batch is sent again on top.
 */
export class Writer {
  private readonly client: NewsroomClient;
  private readonly articleId: string;
  private readonly paragraph: number;
  private version: number;
  private document: Node;
  /** Milliseconds from first sending a batch to its acknowledgement, tries on a stale base included. */
  readonly times: number[] = [];
  rebases = 0;

  private constructor(
    client: NewsroomClient,
    articleId: string,
    paragraph: number,
    version: number,
    document: Node,
  ) {
    this.client = client;
    this.articleId = articleId;
    this.paragraph = paragraph;
    this.version = version;
    this.document = document;
  }

  static async open(client: NewsroomClient, articleId: string, paragraph: number): Promise<Writer> {
    const { status, body, text } = await client.get(`/api/articles/${articleId}`);
    if (status !== 200) throw new Error(`article ${articleId}: ${status} ${text}`);
    return new Writer(client, articleId, paragraph, body.version, Node.fromJSON(schema, body.document));
  }

  /** Types `text` at the end of this writer's paragraph and returns when it is acknowledged. */
  async type(text: string): Promise<void> {
    let position = this.endOfParagraph();
    const begun = performance.now();
    for (;;) {
      const step = Step.fromJSON(schema, {
        stepType: "replace",
        from: position,
        to: position,
        slice: { content: [{ type: "text", text }] },
      });
      const answer = await this.client.post(
        `/api/articles/${this.articleId}/changes`,
        change(this.version, [step.toJSON()]),
      );
      if (answer.status === 200) {
        this.times.push(performance.now() - begun);
        this.take([step]);
        this.version = answer.body.version;
        return;
      }
      if (answer.status !== 409) throw new Error(`save: ${answer.status} ${answer.text}`);
      this.rebases += 1;
      const steps = stepsOf(answer.body.changes);
      const mapping = this.take(steps);
      this.version = answer.body.version;
      position = mapping.map(position);
    }
  }

  private take(steps: Step[]): Mapping {
    const mapping = new Mapping();
    for (const step of steps) {
      const { doc, failed } = step.apply(this.document);
      if (!doc) throw new Error(`a step of the log does not apply: ${failed}`);
      this.document = doc;
      mapping.appendMap(step.getMap());
    }
    return mapping;
  }

  private endOfParagraph(): number {
    let position = 0;
    let count = 0;
    this.document.forEach((block, offset) => {
      if (block.type.name === "paragraph" && count++ === this.paragraph)
        position = offset + block.nodeSize - 1;
    });
    if (position === 0) throw new Error(`there is no paragraph ${this.paragraph}`);
    return position;
  }
}

function stepsOf(changes: { steps: object[] }[]): Step[] {
  return changes.flatMap((one) => one.steps.map((json) => Step.fromJSON(schema, json)));
}
