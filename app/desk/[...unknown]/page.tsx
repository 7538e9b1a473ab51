import { notFound } from "next/navigation";

/** Every other address below /desk: the newsroom's own not-found page, with its bar. */
export default function UnknownPage() {
  notFound();
}
