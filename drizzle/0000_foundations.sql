-- What every table below stands on. PostgreSQL 15 or later.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
-- The database's clock. The demo's seed may stand it at another moment for one transaction (db/transaction.ts).
CREATE FUNCTION galley_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('galley.now', true), '')::timestamptz, clock_timestamp())
$$;
