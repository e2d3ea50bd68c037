-- phase: expand

-- One row. The generation grows with every restore of a backup: what others hold of a former life is void.
CREATE TABLE messaging.platform_state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  generation bigint NOT NULL
);
INSERT INTO messaging.platform_state (generation) VALUES (1);
