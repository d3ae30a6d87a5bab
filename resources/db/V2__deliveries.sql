-- Times are microseconds since 1970, numbers of messages grow and are never used twice.

-- What a line of the log shows. There is no index but the key: others would scatter each commit over the whole file.
CREATE TABLE message (
    number BIGINT PRIMARY KEY,
    id CHARACTER VARYING(30) NOT NULL,
    batch BIGINT NOT NULL,
    name CHARACTER VARYING(255) NOT NULL,
    size INT NOT NULL,
    -- Whether the body has a link that expires.
    linked BOOLEAN NOT NULL,
    created BIGINT NOT NULL,
    -- 0 waiting, 1 delivered, 2 failed, 3 cancelled.
    state TINYINT NOT NULL,
    attempts INT NOT NULL,
    -- The attempts that were made before it was last sent again.
    earlier INT NOT NULL,
    -- Of the latest attempt: when its outcome was known, what it was, how long it took in microseconds.
    answered BIGINT,
    answer INT,
    took BIGINT,
    -- The bytes of its attempts.
    logged BIGINT DEFAULT 0 NOT NULL
);

-- A body is cut into parts, since a large object would go through files in the temporary folder.
CREATE TABLE body (
    message BIGINT,
    part INT,
    bytes BINARY VARYING(1048576) NOT NULL,
    PRIMARY KEY (message, part)
);

CREATE TABLE attempt (
    message BIGINT,
    number INT,
    bytes BINARY VARYING(1048576) NOT NULL,
    PRIMARY KEY (message, number)
);

-- The messages whose state is 0. Small and often changed, hence apart from them.
CREATE TABLE waiting (
    message BIGINT PRIMARY KEY,
    due BIGINT NOT NULL,
    -- Why the next attempt is made: 1 initial, 2 retry, 3 manual.
    cause TINYINT NOT NULL
);
-- With all columns, so that nothing else is read for those that are in flight.
CREATE INDEX waiting_due ON waiting (due, message, cause);

-- The different answers, of which there are few.
CREATE TABLE answer (
    id INT PRIMARY KEY,
    -- 0 a status, 1 a fault, 2 stopped.
    kind TINYINT NOT NULL,
    status INT NOT NULL,
    text CHARACTER VARYING(100) NOT NULL
);

CREATE TABLE handed_file (
    digest BINARY(32) PRIMARY KEY,
    name CHARACTER VARYING(255) NOT NULL,
    at BIGINT NOT NULL
);

-- What governs delivery, and where the counting stands: one row.
CREATE TABLE delivery (
    id INT DEFAULT 1 PRIMARY KEY CHECK (id = 1),
    next_number BIGINT DEFAULT 1 NOT NULL,
    next_batch BIGINT DEFAULT 1 NOT NULL,
    latest_time BIGINT,
    failures INT DEFAULT 0 NOT NULL,
    paused BOOLEAN DEFAULT FALSE NOT NULL,
    hold_reason CHARACTER VARYING(16),
    hold_since BIGINT,
    hold_failures INT DEFAULT 0 NOT NULL,
    retries INT NOT NULL,
    first_delay BIGINT NOT NULL,
    factor DOUBLE PRECISION NOT NULL,
    at_once INT NOT NULL,
    per_second INT NOT NULL,
    hold_after INT NOT NULL,
    keep_days INT NOT NULL,
    keep_megabytes INT NOT NULL,
    -- Raised by a second commit behind one that is acknowledged: power cuts lost the last commit of a file.
    acknowledged BIGINT DEFAULT 0 NOT NULL
);
INSERT INTO delivery (retries, first_delay, factor, at_once, per_second, hold_after, keep_days, keep_megabytes)
    VALUES (3, 5000000, 6, 4, 0, 10, 30, 1000);
