-- phase: expand

-- What reports of servers have brought and is not in the books yet: a row a report, which is taken away as it goes there.
CREATE TABLE "usage_pending" (
    "id" BIGSERIAL NOT NULL,
    "server_id" UUID NOT NULL,
    "epoch" BIGINT NOT NULL,
    "flowed_at" TIMESTAMPTZ(3) NOT NULL,
    "user_ids" UUID[],
    "inbound_ids" UUID[],
    "uplink_bytes" BIGINT[],
    "downlink_bytes" BIGINT[],
    "charged_user_ids" UUID[],
    "charged_bytes" BIGINT[],

    CONSTRAINT "usage_pending_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "usage_pending_server_id_id_idx" ON "usage_pending"("server_id", "id");

-- Identifiers do not get shorter, and nothing stays here for long.
ALTER TABLE "usage_pending" ALTER COLUMN "user_ids" SET STORAGE EXTERNAL;
ALTER TABLE "usage_pending" ALTER COLUMN "inbound_ids" SET STORAGE EXTERNAL;
ALTER TABLE "usage_pending" ALTER COLUMN "uplink_bytes" SET STORAGE EXTERNAL;
ALTER TABLE "usage_pending" ALTER COLUMN "downlink_bytes" SET STORAGE EXTERNAL;
ALTER TABLE "usage_pending" ALTER COLUMN "charged_user_ids" SET STORAGE EXTERNAL;
ALTER TABLE "usage_pending" ALTER COLUMN "charged_bytes" SET STORAGE EXTERNAL;
