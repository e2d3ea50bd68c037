-- phase: expand

CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "acting_from_tenant_id" UUID,
    "session_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_ids" TEXT[] NOT NULL,
    "subject_name" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "client_address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "audit_entry_tenant_id_at_id_idx" ON "audit_entry"("tenant_id", "at", "id");
CREATE INDEX "audit_entry_tenant_id_actor_id_at_id_idx" ON "audit_entry"("tenant_id", "actor_id", "at", "id");
CREATE INDEX "audit_entry_subject_ids_idx" ON "audit_entry" USING GIN ("subject_ids");
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- A record is never changed, and goes only when it is old. Held by the database, so that no mistake in a query can do it.
CREATE FUNCTION "audit_entry_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('vortex.audit_retention', true) = pg_current_xact_id()::text THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
    FOR EACH ROW EXECUTE FUNCTION "audit_entry_refuse_change"();
CREATE TRIGGER "audit_entry_no_truncate" BEFORE TRUNCATE ON "audit_entry"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_refuse_change"();

-- The only way a record goes. Removes at most "most" entries older than "older_than", which must be 30 days ago or more by the
-- database's own clock, and returns how many they were.
CREATE FUNCTION "audit_entry_forget"("older_than" TIMESTAMPTZ, "most" INTEGER) RETURNS INTEGER LANGUAGE plpgsql AS $$
DECLARE
    forgotten INTEGER;
BEGIN
    IF "older_than" > now() - INTERVAL '30 days' THEN
        RAISE EXCEPTION 'the audit is kept for 30 days at least' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('vortex.audit_retention', pg_current_xact_id()::text, true);
    DELETE FROM "audit_entry" WHERE "id" IN (
        SELECT e."id" FROM "audit_entry" e WHERE e."at" < "older_than" ORDER BY e."at" LIMIT "most" FOR UPDATE SKIP LOCKED
    );
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    PERFORM set_config('vortex.audit_retention', '', true);
    RETURN forgotten;
END
$$;
