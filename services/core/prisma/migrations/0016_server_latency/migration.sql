-- phase: expand

-- How far customers are from servers, as nodes' events tell of it.
CREATE TABLE "projected_server_latency" (
    "server_id" UUID NOT NULL,
    "latencies" JSONB NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "projected_server_latency_pkey" PRIMARY KEY ("server_id")
);

CREATE TRIGGER "links_follow" AFTER INSERT OR UPDATE OR DELETE ON "projected_server_latency" FOR EACH STATEMENT EXECUTE FUNCTION "tell_links_of_catalogue"();
