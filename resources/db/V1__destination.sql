-- What database and key file both know. The newest schema and the counter are set by the program.
CREATE TABLE witness (
    id INT PRIMARY KEY CHECK (id = 1),
    install_id CHARACTER(32) NOT NULL,
    schema_version INT NOT NULL,
    opened BIGINT NOT NULL,
    -- The revision of the destination that is registered, empty for none: a row that was lost is noticed.
    destination_revision CHARACTER VARYING(32) DEFAULT '' NOT NULL
);

-- The one destination: no second row can be stored.
CREATE TABLE destination (
    id INT DEFAULT 1 PRIMARY KEY CHECK (id = 1),
    -- New with each change, and part of what every sealed value vouches for: an old value does not fit a new row.
    revision CHARACTER(32) NOT NULL,
    url BINARY VARYING NOT NULL,
    auth_type BINARY VARYING NOT NULL,
    trusted_certificates BINARY VARYING NOT NULL,
    practice_port INT CHECK (practice_port BETWEEN 1 AND 65535),
    practice_key BINARY VARYING,
    practice_certificate BINARY VARYING,
    readiness CHARACTER VARYING(16) NOT NULL,
    readiness_at TIMESTAMP(9) WITH TIME ZONE,
    CHECK ((practice_port IS NULL) = (practice_key IS NULL) AND (practice_port IS NULL) = (practice_certificate IS NULL))
);

-- The fields of its auth type, whatever the type.
CREATE TABLE auth_field (
    destination_id INT DEFAULT 1 NOT NULL REFERENCES destination ON DELETE CASCADE,
    name CHARACTER VARYING(64) NOT NULL,
    sealed BINARY VARYING NOT NULL,
    PRIMARY KEY (destination_id, name)
);
