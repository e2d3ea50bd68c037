-- phase: expand

-- How well servers serve, as nodes' events tell of it. Lists of servers follow.
CREATE TABLE "projected_server_health" (
    "server_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "load_milli" INTEGER NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "projected_server_health_pkey" PRIMARY KEY ("server_id")
);

CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "projected_server_health" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
