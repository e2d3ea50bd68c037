-- phase: expand

-- The engine process of its server that serves an inbound; empty is the main one, which all had before.
ALTER TABLE "inbound" ADD COLUMN "instance" TEXT NOT NULL DEFAULT '';
