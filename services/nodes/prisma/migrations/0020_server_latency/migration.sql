-- phase: expand

-- How far customers are from servers, by where they are. No address is kept.
CREATE TABLE "server_latency" (
    "server_id" UUID NOT NULL,
    "places" JSONB NOT NULL DEFAULT '{}',
    "told_at" TIMESTAMPTZ(3),
    "revision" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_latency_pkey" PRIMARY KEY ("server_id"),
    CONSTRAINT "server_latency_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "server_latency_updated_at_idx" ON "server_latency"("updated_at");
