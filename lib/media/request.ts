import { Invalid } from "@/lib/errors";

/** The body of a request as it arrives. Throws `Invalid` when there is none. */
export async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) throw new Invalid({ file: "No file came with the request. Choose a picture." });
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
