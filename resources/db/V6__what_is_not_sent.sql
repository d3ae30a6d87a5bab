-- With which batches a file was handed in, so that it is known how much of it was cancelled. None for files of before.
CREATE TABLE handed_with (
    digest BINARY(32),
    batch BIGINT,
    PRIMARY KEY (digest, batch)
);

-- How many messages of a batch were cancelled and are not in the log any more.
CREATE TABLE cancelled_and_gone (
    batch BIGINT PRIMARY KEY,
    messages BIGINT NOT NULL
);

-- How many messages the limits of the log have removed, and when they last did.
ALTER TABLE delivery ADD COLUMN removed BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE delivery ADD COLUMN removed_at BIGINT;
