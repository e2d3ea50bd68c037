-- phase: expand

-- The authorities that sign the certificates of agents, and of the panel towards them.
CREATE TABLE "certificate_authority" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "certificate" BYTEA NOT NULL,
    "private_key" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificate_authority_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "enrolment_token" (
    "token_hash" BYTEA NOT NULL,
    "server_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrolment_token_pkey" PRIMARY KEY ("token_hash"),
    CONSTRAINT "enrolment_token_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "enrolment_token_server_id_idx" ON "enrolment_token"("server_id");

CREATE TABLE "node_certificate" (
    "fingerprint" BYTEA NOT NULL,
    "server_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "node_certificate_pkey" PRIMARY KEY ("fingerprint"),
    CONSTRAINT "node_certificate_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "node_certificate_server_id_idx" ON "node_certificate"("server_id");

CREATE TABLE "node" (
    "server_id" UUID NOT NULL,
    "session_id" UUID,
    "seen_at" TIMESTAMPTZ(3),
    "engine_epoch" BIGINT,
    "config_hash" TEXT NOT NULL DEFAULT '',
    "wanted_config_hash" TEXT NOT NULL DEFAULT '',
    "users_generation" TEXT NOT NULL DEFAULT '',
    "users_revision" BIGINT NOT NULL DEFAULT 0,
    "problem" TEXT NOT NULL DEFAULT '',
    "report" JSONB NOT NULL DEFAULT '{}',
    "reaches_private" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "node_pkey" PRIMARY KEY ("server_id"),
    CONSTRAINT "node_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- One row: the revision of the users of all servers. Changes of users take it in turn.
CREATE TABLE "user_line" (
    "id" INTEGER NOT NULL,
    "generation" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "user_line_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "known_user" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "group_ids" UUID[] NOT NULL,
    "limit_bytes" BIGINT,
    "period_started_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "uplink_bps" BIGINT NOT NULL,
    "downlink_bps" BIGINT NOT NULL,
    "most_devices" INTEGER NOT NULL,
    "most_addresses" INTEGER NOT NULL,
    "deleted" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "known_user_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "known_user_group_ids_idx" ON "known_user" USING GIN ("group_ids");

CREATE TABLE "known_group" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "inbound_ids" UUID[] NOT NULL,
    "deleted" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "known_group_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "known_group_inbound_ids_idx" ON "known_group" USING GIN ("inbound_ids");

-- Who belongs on which server, and since which revision of the line. Who does no longer stays, for the change to be told.
CREATE TABLE "served_user" (
    "server_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "present" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "served_user_pkey" PRIMARY KEY ("server_id", "user_id")
);

CREATE INDEX "served_user_server_id_revision_idx" ON "served_user"("server_id", "revision");
CREATE INDEX "served_user_user_id_idx" ON "served_user"("user_id");

-- Which address of an inbound's pools a device has: the first one plus this number.
CREATE TABLE "tunnel_address" (
    "inbound_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "number" BIGINT NOT NULL,

    CONSTRAINT "tunnel_address_pkey" PRIMARY KEY ("inbound_id", "device_id"),
    CONSTRAINT "tunnel_address_inbound_id_fkey" FOREIGN KEY ("inbound_id") REFERENCES "inbound"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "tunnel_address_inbound_id_number_key" ON "tunnel_address"("inbound_id", "number");

-- The last that is known of a counter of a server. Counters only grow within an epoch.
CREATE TABLE "usage_counter" (
    "server_id" UUID NOT NULL,
    "epoch" BIGINT NOT NULL,
    "user_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "inbound_id" UUID NOT NULL,
    "uplink_bytes" BIGINT NOT NULL,
    "downlink_bytes" BIGINT NOT NULL,

    CONSTRAINT "usage_counter_pkey" PRIMARY KEY ("server_id", "epoch", "user_id", "device_id", "inbound_id")
);

-- What a user has used of its limit in its period, and what its servers may still let through.
CREATE TABLE "quota_account" (
    "user_id" UUID NOT NULL,
    "period_started_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_bytes" BIGINT NOT NULL,

    CONSTRAINT "quota_account_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "quota_lease" (
    "user_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "epoch" BIGINT NOT NULL,
    "until_bytes" BIGINT NOT NULL,
    "charged_bytes" BIGINT NOT NULL,

    CONSTRAINT "quota_lease_pkey" PRIMARY KEY ("user_id", "server_id", "epoch"),
    CONSTRAINT "quota_lease_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
