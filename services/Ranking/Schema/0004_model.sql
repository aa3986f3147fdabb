-- Every model ever trained: a list names the model that made it, and stays explainable as long as that is here.
create table ranking_model (
    digest text primary key,
    kind text not null,
    engine text not null,
    -- As RankingModelFile writes it, UTF-8.
    model bytea not null,
    demands int not null,
    pairs int not null,
    ndcg_at_10 double precision not null,
    scorecard_ndcg_at_10 double precision not null,
    trained_at timestamptz not null
);

-- What lists were ranked by, newest last; a null digest is the scorecard alone.
create table model_promotion (
    id bigint generated always as identity primary key,
    digest text references ranking_model,
    how text not null,
    who text not null,
    reason text,
    promoted_at timestamptz not null
);

-- What a list depended on beside what its digest names, so that it can be made again.
alter table ranked_list add column ranked_on date, add column engaged_digest text;
