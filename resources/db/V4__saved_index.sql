-- What the window looks for, counts and draws, of 4,096 messages with neighbouring numbers: made of their rows, to be read in
-- one go. A row of a message is never changed without that of its block being removed.
CREATE TABLE index_block (
    -- The numbers of its messages, divided by 4,096.
    block BIGINT,
    -- By which version of the program it can be read.
    format INT,
    bytes BINARY VARYING(1048576) NOT NULL,
    -- Not the block alone, which would be the key of the rows themselves: to know which there are, all would be read.
    PRIMARY KEY (block, format)
);
