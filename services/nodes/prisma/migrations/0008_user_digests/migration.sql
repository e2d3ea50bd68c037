-- phase: expand

-- What each user came to when a server was last told of it, to be compared with what the server has.
ALTER TABLE "served_user" ADD COLUMN "digest" BIGINT;
