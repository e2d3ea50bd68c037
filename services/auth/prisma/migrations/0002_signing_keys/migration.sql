-- phase: expand

CREATE TABLE "signing_key" (
    "id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "public_key" JSONB NOT NULL,
    "private_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "active_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "signing_key_generation_key" ON "signing_key"("generation");
