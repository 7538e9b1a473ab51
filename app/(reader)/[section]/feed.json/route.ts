import { feedResponse } from "@/lib/reader/feeds";

export const dynamic = "force-dynamic";

export const GET = async (_: Request, { params }: { params: Promise<{ section: string }> }) =>
  feedResponse("json", (await params).section);
