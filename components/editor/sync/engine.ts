import type { ArticleSync, ArticleSyncOptions } from "@/components/editor/sync/article-sync";

export function createEngine(options: ArticleSyncOptions): ArticleSync {
  throw new Error(`The sync engine for ${options.articleId} is not there yet.`);
}
