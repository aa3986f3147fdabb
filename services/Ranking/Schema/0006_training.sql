-- What a reviewer was shown, as the ranker saw it at that moment: features of later days know more than the list did.
create table shown_pair (
    ranking_id uuid not null references ranked_list,
    talent_id uuid not null,
    rank int not null,
    scorecard double precision not null,
    -- The values in the order of the feature set, 4 bytes each, little-endian; what is unknown is NaN.
    features bytea not null,
    primary key (ranking_id, talent_id)
);
create index shown_pair_talent on shown_pair (talent_id);

-- The features of a version of this service, in their order: pairs that an older one stored are read by name.
create table feature_set (
    digest text primary key,
    names text[] not null
);

-- The enterprise outlives the demand here, which is emptied when it closes: models are tried on enterprises that they were not trained on.
alter table ranked_list add column enterprise text, add column feature_set text references feature_set;

-- How a model of decisions did against what ranked when it was trained, on later demands of other enterprises; null for the first model.
alter table ranking_model
    -- Decisions up to here were trained on: what its scores foretell is measured on later ones. Null for the first model.
    add column trained_until timestamptz,
    add column champion text,
    add column gate_demands int,
    add column champion_ndcg_at_10 double precision,
    add column challenger_ndcg_at_10 double precision,
    add column gain_low double precision,
    add column gain_high double precision,
    add column offered boolean;

-- Trainings that were asked for or came due. Whoever holds the advisory lock works on the oldest that has not ended.
create table training (
    training_id uuid primary key,
    requested_by text not null,
    requested_at timestamptz not null,
    step text not null default 'queued',
    -- How often it was begun: what ends the service each time must not be begun for ever.
    attempts int not null default 0,
    started_at timestamptz,
    ended_at timestamptz,
    result text,
    message text,
    -- Decisions that were there when it ended: the next one comes due so many later.
    decisions int,
    digest text references ranking_model,
    -- Digest of what turns points of the ranker in use into probabilities, or why there is none.
    calibration text,
    constraint training_result check ((ended_at is null) = (result is null) and result in ('offered', 'not_better', 'not_trained'))
);
create index training_open on training (requested_at) where ended_at is null;

-- How points of a ranker become probabilities of acceptance; the newest of the ranker in use holds, and a null one takes back what was said before.
-- As AcceptanceCalibration writes it, so that its digest names it.
create table calibration (
    id bigint generated always as identity primary key,
    -- A model's digest, or scorecard/ and the scorecard's.
    ranker text not null,
    digest text,
    calibration text,
    made_at timestamptz not null,
    constraint calibration_whole check ((digest is null) = (calibration is null))
);
create index calibration_newest on calibration (ranker, id desc);
create index calibration_digest on calibration (digest);
