-- phase: expand

-- What nodes should not have done, as nodes' events tell of it, and who has taken note.
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "server_id" UUID,
    "kind" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" UUID,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "incident_tenant_id_last_at_idx" ON "incident"("tenant_id", "last_at");
CREATE INDEX "incident_server_id_kind_idx" ON "incident"("server_id", "kind");
CREATE INDEX "incident_last_at_idx" ON "incident"("last_at");
