-- phase: expand

CREATE TABLE "archive" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "archive_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "archive_tenant_id_name_key" ON "archive"("tenant_id", "name");
