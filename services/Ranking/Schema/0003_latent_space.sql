-- The latent spaces trained last, newest last: every replica takes the newest that fits how it reads texts, so that all rank alike.
create table latent_space (
    id bigint generated always as identity primary key,
    digest text not null,
    -- As LatentFile writes it, up to some 8 MB.
    bytes bytea not null,
    -- In the index when it was trained; tells when it is time for another.
    documents int not null,
    pipeline text not null,
    trained_at timestamptz not null default now()
);
