import { robots } from "@/lib/reader/feeds";

export const dynamic = "force-dynamic";

export const GET = () => robots();
