-- With which batch a file was handed in, so that it is known how much of that was cancelled. Empty for files of before.
ALTER TABLE handed_file ADD COLUMN batch BIGINT;

-- How many messages of a batch were cancelled and are not in the log any more.
CREATE TABLE cancelled_and_gone (
    batch BIGINT PRIMARY KEY,
    messages BIGINT NOT NULL
);

-- How many messages the limits of the log have removed, and when they last did.
ALTER TABLE delivery ADD COLUMN removed BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE delivery ADD COLUMN removed_at BIGINT;
