-- What the external encoder made of a text, so that no text is sent twice. Beside the digest of the text stands that of encoder and
-- dimensions: vectors of different encoders cannot be compared, and a text is erased for all of them at once. The text is not stored.
create table embedding (
    text_digest bytea not null,
    encoder_digest bytea not null,
    -- Single-precision floats, little-endian, of length 1.
    vector bytea not null,
    used_at timestamptz not null default now(),
    constraint embedding_once primary key (text_digest, encoder_digest)
);
create index embedding_used on embedding (used_at);
