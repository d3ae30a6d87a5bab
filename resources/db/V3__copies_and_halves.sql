-- Of messages with a link that were sent as new: when the body was first handed in, by which the age of its link is judged.
CREATE TABLE copied_link (
    message BIGINT PRIMARY KEY,
    since BIGINT NOT NULL
);

-- How many lines of the file were handed in, where it was not read to its end.
ALTER TABLE handed_file ADD COLUMN lines BIGINT;
