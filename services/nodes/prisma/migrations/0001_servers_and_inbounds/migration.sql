-- phase: expand

CREATE TABLE "server" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "tags" TEXT[],
    "addresses" TEXT[],
    "capacity_users" INTEGER NOT NULL,
    "capacity_megabits" INTEGER NOT NULL,
    "coefficient_milli" INTEGER NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "server_tenant_id_name_key_key" ON "server"("tenant_id", "name_key");

CREATE TABLE "inbound" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "listen" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "last_port" INTEGER NOT NULL,
    "network" TEXT NOT NULL,
    "security" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secrets" BYTEA,
    "sniffing" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "inbound_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "inbound_server_id_tag_key" ON "inbound"("server_id", "tag");
CREATE INDEX "inbound_tenant_id_tag_idx" ON "inbound"("tenant_id", "tag");

CREATE TABLE "server_coefficient" (
    "server_id" UUID NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "coefficient_milli" INTEGER NOT NULL,

    CONSTRAINT "server_coefficient_pkey" PRIMARY KEY ("server_id", "effective_from")
);
