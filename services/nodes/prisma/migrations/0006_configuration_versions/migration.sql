-- phase: expand

-- What servers were told to serve: each content once per tenant, named by its hash.
CREATE TABLE "configuration_content" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "inbounds" JSONB NOT NULL,
    "secrets" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "configuration_content_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "configuration_content_tenant_id_hash_key" ON "configuration_content"("tenant_id", "hash");

CREATE TABLE "configuration_version" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content_id" UUID NOT NULL,
    "draft" BOOLEAN NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "author_kind" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "validated_by" TEXT NOT NULL,
    "source_version_id" UUID,
    "rollout_id" UUID,
    "identities" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "configuration_version_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "configuration_version_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "configuration_version_content_id_fkey" FOREIGN KEY ("content_id") REFERENCES "configuration_content"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "configuration_version_server_id_number_key" ON "configuration_version"("server_id", "number");
CREATE INDEX "configuration_version_content_id_idx" ON "configuration_version"("content_id");

-- A version on its way to servers.
CREATE TABLE "rollout" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "content_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "ends_as" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,
    "cause" TEXT NOT NULL,
    "cause_server_id" UUID,
    "reason" TEXT NOT NULL,
    "author_kind" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "stages_percent" INTEGER[],
    "window_seconds" INTEGER NOT NULL,
    "well_since" TIMESTAMPTZ(3),
    "resumed_at" TIMESTAMPTZ(3) NOT NULL,
    "stage_started_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "rollout_content_id_fkey" FOREIGN KEY ("content_id") REFERENCES "configuration_content"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "rollout_tenant_id_created_at_idx" ON "rollout"("tenant_id", "created_at");
CREATE INDEX "rollout_content_id_idx" ON "rollout"("content_id");
CREATE INDEX "rollout_live_idx" ON "rollout"("created_at") WHERE "state" IN ('running', 'rolling_back');

CREATE TABLE "rollout_server" (
    "rollout_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "stage" INTEGER NOT NULL,
    -- Whether the rollout is still to change it.
    "live" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "version_id" UUID,
    "previous_version_id" UUID,
    "given_at" TIMESTAMPTZ(3),
    "applied_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "config_hash" TEXT NOT NULL,
    "config_hash_before" TEXT NOT NULL,
    "accepted_before" BIGINT NOT NULL,
    "refused_before" BIGINT NOT NULL,
    "accepted_rate_before" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "rollout_server_pkey" PRIMARY KEY ("rollout_id", "server_id"),
    CONSTRAINT "rollout_server_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "rollout_server_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A server takes part in one live rollout at a time.
CREATE UNIQUE INDEX "rollout_server_live_key" ON "rollout_server"("server_id") WHERE "live";
CREATE INDEX "rollout_server_server_id_idx" ON "rollout_server"("server_id");

-- The right to do what only one replica may: its token grows with each holder, and goes along with what is written.
CREATE TABLE "leadership" (
    "name" TEXT NOT NULL,
    "token" BIGINT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leadership_pkey" PRIMARY KEY ("name")
);
