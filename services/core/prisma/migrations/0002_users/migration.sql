-- phase: expand

CREATE TABLE "vpn_user" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "account_id" UUID,
    "username" TEXT NOT NULL,
    "username_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "hold_validity_seconds" INTEGER,
    "hold_until" TIMESTAMPTZ(3),
    "limit_bytes" BIGINT,
    "reset_strategy" TEXT NOT NULL,
    "reset_anchor" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT,
    "period_started_at" TIMESTAMPTZ(3) NOT NULL,
    "next_reset_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "first_connected_at" TIMESTAMPTZ(3),
    "device_limit" INTEGER,
    "address_limit" INTEGER,
    "speed_limit_up_bps" BIGINT,
    "speed_limit_down_bps" BIGINT,
    "note" TEXT NOT NULL,
    "tags" TEXT[],
    "email" TEXT,
    "telegram_id" TEXT,
    "next_plan" JSONB,
    "search_text" TEXT NOT NULL,
    "search_grams" INTEGER[],
    "credentials_revision" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "vpn_user_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "vpn_user_tenant_id_created_at_id_idx" ON "vpn_user"("tenant_id", "created_at", "id");
CREATE INDEX "vpn_user_tenant_id_status_created_at_id_idx" ON "vpn_user"("tenant_id", "status", "created_at", "id");
CREATE INDEX "vpn_user_account_id_created_at_id_idx" ON "vpn_user"("account_id", "created_at", "id");
CREATE INDEX "vpn_user_search_grams_idx" ON "vpn_user" USING GIN ("search_grams");
CREATE INDEX "vpn_user_tags_idx" ON "vpn_user" USING GIN ("tags");
CREATE UNIQUE INDEX "vpn_user_tenant_id_username_key_key" ON "vpn_user"("tenant_id", "username_key");

-- Sorted by when they end, with those that never do at the end.
CREATE INDEX "vpn_user_expiry_order" ON "vpn_user"("tenant_id", (COALESCE("expires_at", 'infinity')), "id");

CREATE TABLE "user_traffic" (
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "used_bytes" BIGINT NOT NULL,
    "lifetime_used_bytes" BIGINT NOT NULL,
    "last_online_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_traffic_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "user_traffic_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "vpn_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "user_traffic_tenant_id_used_bytes_user_id_idx" ON "user_traffic"("tenant_id", "used_bytes", "user_id");

-- Sorted by when they were last there, with those that never were at the beginning.
CREATE INDEX "user_traffic_last_online_order" ON "user_traffic"("tenant_id", (COALESCE("last_online_at", '-infinity')), "user_id");

CREATE TABLE "subscription_link" (
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token" BYTEA NOT NULL,
    "rotated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_link_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "subscription_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "vpn_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "subscription_link_token_hash_key" ON "subscription_link"("token_hash");
CREATE INDEX "subscription_link_tenant_id_idx" ON "subscription_link"("tenant_id");

CREATE TABLE "device" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hwid" TEXT,
    "os" TEXT,
    "model" TEXT,
    "seed" BYTEA NOT NULL,
    "rotations" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revision" BIGINT NOT NULL,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "device_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "vpn_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "device_user_id_created_at_id_idx" ON "device"("user_id", "created_at", "id");
CREATE INDEX "device_tenant_id_idx" ON "device"("tenant_id");
CREATE UNIQUE INDEX "device_user_id_hwid_key" ON "device"("user_id", "hwid");

-- One default device a user, however many requests make it at once.
CREATE UNIQUE INDEX "device_default_of_user" ON "device"("user_id") WHERE "kind" = 'DEFAULT';

CREATE TABLE "user_group" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "inbound_ids" UUID[],
    "is_default" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "user_group_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "user_group_tenant_id_created_at_id_idx" ON "user_group"("tenant_id", "created_at", "id");
CREATE UNIQUE INDEX "user_group_tenant_id_name_key_key" ON "user_group"("tenant_id", "name_key");

CREATE TABLE "group_member" (
    "user_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("user_id","group_id"),
    CONSTRAINT "group_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "vpn_user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "group_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "user_group"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "group_member_group_id_user_id_idx" ON "group_member"("group_id", "user_id");
CREATE INDEX "group_member_tenant_id_idx" ON "group_member"("tenant_id");

CREATE TABLE "host" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "inbound_id" UUID NOT NULL,
    "remark" TEXT NOT NULL,
    "addresses" TEXT[],
    "port" INTEGER,
    "sni" TEXT,
    "host_header" TEXT,
    "path" TEXT,
    "alpn" TEXT[],
    "fingerprint" TEXT,
    "security" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "tags" TEXT[],
    "weight" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "host_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "host_tenant_id_position_id_idx" ON "host"("tenant_id", "position", "id");
CREATE INDEX "host_inbound_id_idx" ON "host"("inbound_id");
