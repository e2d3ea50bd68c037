-- phase: expand

ALTER TABLE "device" ADD COLUMN "os_version" TEXT;
ALTER TABLE "device" ADD COLUMN "client" TEXT;

CREATE TABLE "inbound_view" (
    "inbound_id" UUID NOT NULL,
    "revision" BIGINT NOT NULL,
    "view" BYTEA NOT NULL,

    CONSTRAINT "inbound_view_pkey" PRIMARY KEY ("inbound_id")
);

CREATE TABLE "device_tunnel_address" (
    "inbound_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "number" BIGINT NOT NULL,

    CONSTRAINT "device_tunnel_address_pkey" PRIMARY KEY ("device_id", "inbound_id")
);

CREATE TABLE "link_settings" (
    "tenant_id" UUID NOT NULL,
    "settings" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "link_settings_pkey" PRIMARY KEY ("tenant_id")
);

CREATE TABLE "link_template" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "link_template_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "link_template_tenant_id_name_key" ON "link_template"("tenant_id", "name");

-- Replicas keep what links are made of in memory, and drop it when it changes. The database itself tells them, so that
-- nothing that writes can forget to: services/core/src/subscription-links/link-changes.service.ts listens.
CREATE FUNCTION "tell_links_of_catalogue"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('vortex_links', '*');
    RETURN NULL;
END $$;

-- Two hundred users a message: one holds at most 8,000 bytes.
CREATE FUNCTION "tell_links_of_users"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('vortex_links', string_agg("id"::text, ','))
    FROM (SELECT "id", (row_number() OVER () - 1) / 200 AS "part" FROM "was") AS "numbered"
    GROUP BY "part";
    RETURN NULL;
END $$;

CREATE FUNCTION "tell_links_of_owners"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('vortex_links', string_agg("user_id"::text, ','))
    FROM (SELECT "user_id", (row_number() OVER () - 1) / 200 AS "part" FROM "was") AS "numbered"
    GROUP BY "part";
    RETURN NULL;
END $$;

CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "host" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "user_group" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "projected_server" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "projected_inbound" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "inbound_view" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "link_settings" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "link_template" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();

CREATE TRIGGER "links_follow_changes" AFTER UPDATE ON "vpn_user" REFERENCING OLD TABLE AS "was" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_users"();
CREATE TRIGGER "links_follow_ends" AFTER DELETE ON "vpn_user" REFERENCING OLD TABLE AS "was" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_users"();
CREATE TRIGGER "links_follow_changes" AFTER UPDATE ON "user_traffic" REFERENCING OLD TABLE AS "was" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_owners"();
CREATE TRIGGER "links_follow_changes" AFTER UPDATE ON "subscription_link" REFERENCING OLD TABLE AS "was" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_owners"();
CREATE TRIGGER "links_follow_ends" AFTER DELETE ON "subscription_link" REFERENCING OLD TABLE AS "was" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_owners"();
CREATE TRIGGER "links_follow_ends" AFTER DELETE ON "device" REFERENCING OLD TABLE AS "was" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_owners"();
