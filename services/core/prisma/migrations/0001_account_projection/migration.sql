-- phase: expand

-- CreateTable
CREATE TABLE "account_projection" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "account_projection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "account_projection_tenant_id_idx" ON "account_projection"("tenant_id");
