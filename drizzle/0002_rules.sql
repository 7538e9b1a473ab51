-- Append-only tables: history is never rewritten. Redaction (design §5) is the one door: it sets the
-- transaction-local flag that is read here, and leaves its own record.
CREATE FUNCTION galley_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('galley.redacting', true) = 'on' AND TG_OP <> 'TRUNCATE' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER changes_append_only BEFORE UPDATE OR DELETE ON changes FOR EACH ROW EXECUTE FUNCTION galley_refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER changes_no_truncate BEFORE TRUNCATE ON changes FOR EACH STATEMENT EXECUTE FUNCTION galley_refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER revisions_append_only BEFORE UPDATE OR DELETE ON revisions FOR EACH ROW EXECUTE FUNCTION galley_refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER revisions_no_truncate BEFORE TRUNCATE ON revisions FOR EACH STATEMENT EXECUTE FUNCTION galley_refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER publications_append_only BEFORE UPDATE OR DELETE ON publications FOR EACH ROW EXECUTE FUNCTION galley_refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER publications_no_truncate BEFORE TRUNCATE ON publications FOR EACH STATEMENT EXECUTE FUNCTION galley_refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION galley_refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION galley_refuse_rewrite();
--> statement-breakpoint
-- What readers can reach, and nothing else: live rows and their public columns. The readers' role has USAGE on
-- this schema and SELECT on its views (db/reader-role.ts).
CREATE SCHEMA reader;
--> statement-breakpoint
CREATE VIEW reader.sections AS SELECT id, slug, name, position FROM sections;
--> statement-breakpoint
CREATE VIEW reader.live_pages AS
  SELECT p.article_id, p.publication_id, p.section_id, s.slug AS section_slug, s.name AS section_name, p.slug,
         p.kind, p.genre, p.language, p.headline, p.standfirst, p.kicker, p.lead_asset_id, p.byline_ids, p.tag_ids,
         p.published_at, p.updated_at, p.stated_updated, p.facts_checked_at, p.fresh_at
  FROM live_pages p JOIN sections s ON s.id = p.section_id;
--> statement-breakpoint
-- The public versions of articles that are live now.
CREATE VIEW reader.publications AS
  SELECT p.id, p.article_id, p.number, p.document, p.metadata, p.class, p.note, p.headline, p.standfirst, p.word_count,
         p.published_at, p.updated_at, p.stated_updated, p.facts_checked_at, p.at
  FROM publications p JOIN live_pages l ON l.article_id = p.article_id;
--> statement-breakpoint
CREATE VIEW reader.gone_pages AS
  SELECT g.article_id, s.slug AS section_slug, g.slug, g.at FROM gone_pages g JOIN sections s ON s.id = g.section_id;
--> statement-breakpoint
-- Old addresses, with where the article is now.
CREATE VIEW reader.redirects AS
  SELECT r.path, '/' || s.slug || '/' || l.slug AS location
  FROM redirects r JOIN live_pages l ON l.article_id = r.article_id JOIN sections s ON s.id = l.section_id;
--> statement-breakpoint
CREATE VIEW reader.tags AS
  SELECT t.id, t.slug, t.name FROM tags t
  WHERE EXISTS (SELECT FROM live_pages l WHERE l.tag_ids @> ARRAY[t.id]);
--> statement-breakpoint
CREATE VIEW reader.bylines AS
  SELECT b.id, b.slug, b.kind, b.name FROM bylines b
  WHERE EXISTS (SELECT FROM live_pages l WHERE l.byline_ids @> ARRAY[b.id]);
--> statement-breakpoint
CREATE VIEW reader.assets AS
  SELECT id, public_id, content_type, width, height, variants FROM assets WHERE public_id IS NOT NULL;
--> statement-breakpoint
CREATE VIEW reader.settings AS
  SELECT key, value FROM settings WHERE key IN ('name', 'description', 'language', 'timeZone', 'readerNotes', 'publisher');
