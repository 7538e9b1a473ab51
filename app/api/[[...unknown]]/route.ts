import { NotFound } from "@/lib/errors";
import { handler } from "@/lib/http";

const unknown = handler(
  () => {
    throw new NotFound("There is nothing at this address. The addresses of the API are in docs/api.md.");
  },
  { auth: "none" },
);

/** Every other address below /api: a 404 as the rest of the API says it. */
export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
