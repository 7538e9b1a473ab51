import { MissingArticle } from "@/components/desk/missing-article";

export default function NotFoundPage() {
  return <MissingArticle />;
}
