-- phase: expand

-- What each server may let in of the addresses and devices that a user may have on all servers together.
CREATE TABLE "slot_lease" (
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "server_id" UUID NOT NULL,
    "held_any" INTEGER NOT NULL,
    "held_named" BIGINT[] NOT NULL,
    "next_any" INTEGER,
    "next_named" BIGINT[],
    "present" BIGINT[] NOT NULL,
    "refused" BIGINT[] NOT NULL,
    "refused_at" TIMESTAMPTZ(3),
    "watched" BOOLEAN NOT NULL,
    "current" BOOLEAN NOT NULL,

    CONSTRAINT "slot_lease_pkey" PRIMARY KEY ("user_id", "kind", "server_id"),
    CONSTRAINT "slot_lease_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "slot_lease_server_id_next_any_idx" ON "slot_lease"("server_id", "next_any");
