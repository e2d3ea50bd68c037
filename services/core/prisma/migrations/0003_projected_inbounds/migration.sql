-- phase: expand

CREATE TABLE "projected_server" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "country" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "addresses" TEXT[],
    "removed" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "projected_server_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "projected_server_tenant_id_idx" ON "projected_server"("tenant_id");

CREATE TABLE "projected_inbound" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "security" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "last_port" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "removed" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "projected_inbound_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "projected_inbound_tenant_id_idx" ON "projected_inbound"("tenant_id");
CREATE INDEX "projected_inbound_server_id_idx" ON "projected_inbound"("server_id");
