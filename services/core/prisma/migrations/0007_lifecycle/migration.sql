-- phase: expand

-- What a user used in periods that are over.
CREATE TABLE "usage_period" (
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "used_bytes" BIGINT NOT NULL,
    "limit_bytes" BIGINT,

    CONSTRAINT "usage_period_pkey" PRIMARY KEY ("user_id", "started_at"),
    CONSTRAINT "usage_period_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "vpn_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "usage_period_tenant_id_idx" ON "usage_period"("tenant_id");
CREATE INDEX "usage_period_ended_at_idx" ON "usage_period"("ended_at");

-- When the next thing happens to a user by itself: its hold starts, its traffic is reset, its time ends, or its next plan
-- takes over. services/core/src/lifecycle/user-due.sql.ts has the same expression.
CREATE INDEX "vpn_user_due" ON "vpn_user" ((LEAST(
    CASE WHEN "hold_validity_seconds" IS NOT NULL THEN "hold_until" END,
    CASE WHEN "hold_validity_seconds" IS NULL THEN "next_reset_at" END,
    CASE WHEN "status" IN ('ACTIVE', 'LIMITED') THEN "expires_at" END,
    CASE WHEN "next_plan" IS NOT NULL AND "status" IN ('EXPIRED', 'LIMITED') THEN '-infinity'::timestamptz END
)));

-- Files somebody sent in, until the job that reads them is over.
CREATE TABLE "csv_upload" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "uploaded_by" UUID NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "csv_upload_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "csv_upload_created_at_idx" ON "csv_upload"("created_at");
