import { NotFound } from "@/lib/errors";
import { handler } from "@/lib/http";
import { revisionByNumber } from "@/lib/revisions/queries";

export const GET = handler(({ actor, params }) => {
  const { number = "" } = params;
  if (!/^[1-9]\d{0,8}$/.test(number)) throw new NotFound("There is no such version of this article.");
  return revisionByNumber(actor, { articleId: params.id, number: Number(number) });
});
