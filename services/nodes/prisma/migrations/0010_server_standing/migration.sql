-- phase: expand

ALTER TABLE "server" ADD COLUMN "quota_bytes" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "server" ADD COLUMN "quota_counted" TEXT NOT NULL DEFAULT 'both';
ALTER TABLE "server" ADD COLUMN "quota_reset_day" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "server" ADD COLUMN "quota_zone" TEXT NOT NULL DEFAULT 'UTC';
ALTER TABLE "server" ADD COLUMN "quota_warning_percent" INTEGER NOT NULL DEFAULT 80;
ALTER TABLE "server" ADD COLUMN "failover_group" TEXT NOT NULL DEFAULT '';
ALTER TABLE "server" ADD COLUMN "failover_rank" INTEGER NOT NULL DEFAULT 0;

-- What all users together have used of a server, by the hour: a few hundred rows make up its month.
CREATE TABLE "server_hour" (
    "server_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "uplink_bytes" BIGINT NOT NULL,
    "downlink_bytes" BIGINT NOT NULL,

    CONSTRAINT "server_hour_pkey" PRIMARY KEY ("server_id", "starts_at"),
    CONSTRAINT "server_hour_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO "server_hour" ("server_id", "starts_at", "uplink_bytes", "downlink_bytes")
SELECT u."server_id", u."starts_at", sum(u."uplink_bytes")::bigint, sum(u."downlink_bytes")::bigint
FROM "usage_hour" u JOIN "server" s ON s."id" = u."server_id" GROUP BY u."server_id", u."starts_at";

-- How servers stand in their quotas, and when each is to be looked at again. Whoever takes a row that is due looks.
CREATE TABLE "server_quota" (
    "server_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "server_quota_pkey" PRIMARY KEY ("server_id"),
    CONSTRAINT "server_quota_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "server_quota_due_at_idx" ON "server_quota"("due_at");

-- What somebody has decided of a group. One that no row tells of shows one server.
CREATE TABLE "failover_group" (
    "tenant_id" UUID NOT NULL,
    "name_key" TEXT NOT NULL,
    "shown_servers" INTEGER NOT NULL,

    CONSTRAINT "failover_group_pkey" PRIMARY KEY ("tenant_id", "name_key")
);

-- How servers stand in their groups.
CREATE TABLE "server_failover" (
    "server_id" UUID NOT NULL,
    "spare" BOOLEAN NOT NULL,
    "fit_since" TIMESTAMPTZ(3),
    "revision" BIGINT NOT NULL,

    CONSTRAINT "server_failover_pkey" PRIMARY KEY ("server_id"),
    CONSTRAINT "server_failover_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
