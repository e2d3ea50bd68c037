-- phase: expand

-- What the engine of a server was told to release of its counters, until it is known what became of it: an order a server.
CREATE TABLE "usage_release" (
    "server_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "epoch" BIGINT NOT NULL,
    "user_ids" UUID[],
    "device_ids" UUID[],
    "inbound_ids" UUID[],
    "uplink_bytes" BIGINT[],
    "downlink_bytes" BIGINT[],
    "gone_user_ids" UUID[],

    CONSTRAINT "usage_release_pkey" PRIMARY KEY ("server_id")
);

ALTER TABLE "usage_release" ADD CONSTRAINT "usage_release_server_id_fkey"
    FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE;
