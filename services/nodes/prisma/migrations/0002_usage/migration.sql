-- phase: expand

CREATE TABLE "usage_batch" (
    "server_id" UUID NOT NULL,
    "epoch" BIGINT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_batch_pkey" PRIMARY KEY ("server_id", "epoch", "sequence")
);

CREATE INDEX "usage_batch_recorded_at_idx" ON "usage_batch"("recorded_at");

CREATE TABLE "usage_hour" (
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "inbound_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "uplink_bytes" BIGINT NOT NULL,
    "downlink_bytes" BIGINT NOT NULL,
    "charged_bytes" BIGINT NOT NULL,

    CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("user_id", "starts_at", "server_id", "inbound_id")
);

CREATE INDEX "usage_hour_tenant_id_starts_at_idx" ON "usage_hour"("tenant_id", "starts_at");

CREATE TABLE "usage_day" (
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "inbound_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "uplink_bytes" BIGINT NOT NULL,
    "downlink_bytes" BIGINT NOT NULL,
    "charged_bytes" BIGINT NOT NULL,

    CONSTRAINT "usage_day_pkey" PRIMARY KEY ("user_id", "starts_at", "server_id", "inbound_id")
);

CREATE INDEX "usage_day_tenant_id_starts_at_idx" ON "usage_day"("tenant_id", "starts_at");

CREATE TABLE "charge_remainder" (
    "user_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "inbound_id" UUID NOT NULL,
    "remainder_milli" INTEGER NOT NULL,

    CONSTRAINT "charge_remainder_pkey" PRIMARY KEY ("user_id", "server_id", "inbound_id")
);
