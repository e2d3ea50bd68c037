-- phase: expand

-- Where servers stand, for lists that begin with what is near.
ALTER TABLE "projected_server" ADD COLUMN "latitude" DOUBLE PRECISION;
ALTER TABLE "projected_server" ADD COLUMN "longitude" DOUBLE PRECISION;

-- Whether servers may carry more this month, and whether they are spares of others, as nodes' events tell of it.
CREATE TABLE "projected_server_standing" (
    "server_id" UUID NOT NULL,
    "exhausted" BOOLEAN NOT NULL DEFAULT false,
    "quota_revision" BIGINT NOT NULL DEFAULT 0,
    "spare" BOOLEAN NOT NULL DEFAULT false,
    "failover_revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "projected_server_standing_pkey" PRIMARY KEY ("server_id")
);

CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "projected_server_standing" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
