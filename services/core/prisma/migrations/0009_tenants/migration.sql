-- phase: expand

CREATE TABLE "tenant_projection" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "suspended" BOOLEAN NOT NULL,
    "most_users" INTEGER,
    "revision" BIGINT NOT NULL,
    "deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "tenant_projection_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "account_projection" ADD COLUMN "deleted" BOOLEAN NOT NULL DEFAULT false;
