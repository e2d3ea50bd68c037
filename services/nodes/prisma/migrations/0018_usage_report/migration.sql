-- phase: expand

-- What servers have reported and is not in the books yet: counters as they stood, a row a report, which is taken away as
-- what they grew by goes there.
CREATE TABLE "usage_report" (
    "id" BIGSERIAL NOT NULL,
    "server_id" UUID NOT NULL,
    "epoch" BIGINT NOT NULL,
    "flowed_at" TIMESTAMPTZ(3) NOT NULL,
    "is_latest" BOOLEAN NOT NULL,
    "inbound_ids" UUID[],
    "user_ids" UUID[],
    "device_ids" UUID[],
    "inbounds" INTEGER[],
    "uplink_bytes" BIGINT[],
    "downlink_bytes" BIGINT[],
    "charged_bytes" BIGINT[],

    CONSTRAINT "usage_report_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "usage_report_server_id_id_idx" ON "usage_report"("server_id", "id");

-- Identifiers do not get shorter, and nothing stays here for long.
ALTER TABLE "usage_report"
    ALTER COLUMN "user_ids" SET STORAGE EXTERNAL,
    ALTER COLUMN "device_ids" SET STORAGE EXTERNAL,
    ALTER COLUMN "inbounds" SET STORAGE EXTERNAL,
    ALTER COLUMN "uplink_bytes" SET STORAGE EXTERNAL,
    ALTER COLUMN "downlink_bytes" SET STORAGE EXTERNAL,
    ALTER COLUMN "charged_bytes" SET STORAGE EXTERNAL;
