-- phase: expand

-- How well servers serve, and when each is to be looked at again. Whoever takes a row that is due looks.
CREATE TABLE "server_health" (
    "server_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "bad_looks" INTEGER NOT NULL,
    "good_looks" INTEGER NOT NULL,
    "good_since" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "load_milli" INTEGER NOT NULL DEFAULT 0,
    "told" TEXT NOT NULL DEFAULT '',
    "revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "server_health_pkey" PRIMARY KEY ("server_id"),
    CONSTRAINT "server_health_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "server_health_due_at_idx" ON "server_health"("due_at");

-- What became of the last handshake with an inbound.
CREATE TABLE "inbound_health" (
    "inbound_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "failure" TEXT NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_health_pkey" PRIMARY KEY ("inbound_id"),
    CONSTRAINT "inbound_health_inbound_id_fkey" FOREIGN KEY ("inbound_id") REFERENCES "inbound"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "inbound_health_server_id_idx" ON "inbound_health"("server_id");
