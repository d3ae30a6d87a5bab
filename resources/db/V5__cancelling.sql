-- Messages that were cancelled and are not all marked so yet, as ranges of numbers: what is left here is gone on with before
-- anything is sent.
CREATE TABLE cancelling (
    first BIGINT PRIMARY KEY,
    last BIGINT NOT NULL CHECK (last >= first)
);
