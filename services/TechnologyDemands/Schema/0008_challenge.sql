-- A need as a challenge (揭榜挂帅). What was done stands in steps that nobody changes; where a challenge and its bids are now, the steps alone say: triggers write it down.
create table challenge_transition (
    from_state text not null,
    state text not null,
    constraint challenge_transition_once primary key (from_state, state)
);
insert into challenge_transition (from_state, state) values
    ('new', 'collected'), ('collected', 'collected'), ('returned', 'collected'), ('collected', 'argued'), ('collected', 'returned'), ('argued', 'published'),
    ('collected', 'ended'), ('returned', 'ended'), ('argued', 'ended'),
    ('published', 'checking'), ('published', 'unawarded'), ('checking', 'scoring'), ('checking', 'unawarded'), ('scoring', 'checking'), ('scoring', 'publicity'), ('scoring', 'unawarded'),
    ('publicity', 'publicity'), ('publicity', 'signing'), ('publicity', 'unawarded'), ('signing', 'in_progress'), ('signing', 'unawarded'),
    ('in_progress', 'completed'), ('in_progress', 'failed'), ('unawarded', 'published'), ('failed', 'published'), ('unawarded', 'ended'), ('failed', 'ended');

create table bid_transition (
    from_state text not null,
    state text not null,
    constraint bid_transition_once primary key (from_state, state)
);
insert into bid_transition (from_state, state) values
    ('new', 'sealed'), ('sealed', 'sealed'), ('sealed', 'withdrawn'), ('withdrawn', 'sealed'), ('sealed', 'passed'), ('sealed', 'rejected'), ('passed', 'awarded'), ('passed', 'not_awarded'),
    ('not_awarded', 'awarded'), ('awarded', 'awarded'), ('awarded', 'dropped'), ('awarded', 'signed'), ('signed', 'eliminated'), ('signed', 'ended'), ('signed', 'accepted'), ('signed', 'failed'), ('accepted', 'paid');

create table challenge (
    challenge_id uuid constraint challenge_once primary key,
    demand_id uuid not null,
    enterprise_code text not null,
    region_code text not null,
    title text not null,
    terms jsonb not null,
    fund_yuan numeric(16, 2) not null,
    subsidy_yuan numeric(16, 2) not null,
    subsidy_share numeric not null,
    teams int not null,
    ends_with_first boolean not null default false,
    anonymous boolean not null,
    state text not null default 'new',
    round int not null default 1,
    number int not null default 0,
    until timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint challenge_demand foreign key (enterprise_code, demand_id) references demand (enterprise_code, demand_id),
    constraint challenge_teams check (teams between 1 and 5),
    constraint challenge_money check (fund_yuan > 0 and subsidy_yuan >= 0 and subsidy_share between 0 and 1),
    -- 财政补助比例封顶
    constraint challenge_subsidy_cap check (subsidy_yuan <= subsidy_share * (fund_yuan + subsidy_yuan))
);
create unique index challenge_one_of_demand on challenge (demand_id) where state not in ('ended', 'completed');
create index challenge_by_state on challenge (state, challenge_id);
create index challenge_by_enterprise on challenge (enterprise_code, challenge_id);
create index challenge_due on challenge (challenge_id) where state in ('published', 'checking', 'scoring', 'publicity', 'signing', 'in_progress');

create table challenge_step (
    challenge_id uuid not null constraint challenge_step_challenge references challenge,
    number int not null,
    round int not null,
    from_state text not null,
    state text not null,
    reason_codes text[] not null,
    text text,
    until timestamptz,
    organisation text not null,
    account text,
    at timestamptz not null,
    constraint challenge_step_number primary key (challenge_id, number),
    constraint challenge_step_transition foreign key (from_state, state) references challenge_transition,
    constraint challenge_step_reasons check (cardinality(reason_codes) > 0 or state not in ('returned', 'unawarded', 'failed', 'ended'))
);

create table bid (
    bid_id uuid constraint bid_once primary key,
    challenge_id uuid not null constraint bid_challenge references challenge,
    round int not null,
    bidder_code text not null,
    state text not null default 'new',
    number int not null default 0,
    until timestamptz,
    created_at timestamptz not null,
    constraint bid_one_of_bidder unique (challenge_id, round, bidder_code)
);

-- What was bid. The digest stays when a person's name is erased from the texts.
create table bid_content (
    bid_id uuid constraint bid_content_once primary key constraint bid_content_bid references bid,
    organisation_name text not null,
    proposal text not null,
    blind_proposal text not null,
    price_yuan numeric(16, 2) not null,
    milestones jsonb not null,
    blind_milestones jsonb not null,
    team jsonb not null,
    lead_talent_id uuid,
    partners jsonb not null,
    digest text not null,
    constraint bid_content_price check (price_yuan > 0)
);
create index bid_content_by_lead on bid_content (lead_talent_id) where lead_talent_id is not null;

create table bid_step (
    bid_id uuid not null constraint bid_step_bid references bid,
    number int not null,
    from_state text not null,
    state text not null,
    reason_codes text[] not null,
    text text,
    until timestamptz,
    organisation text not null,
    account text,
    at timestamptz not null,
    constraint bid_step_number primary key (bid_id, number),
    constraint bid_step_transition foreign key (from_state, state) references bid_transition,
    -- 逐队给出未中原因
    constraint bid_step_reasons check (cardinality(reason_codes) > 0 or state not in ('rejected', 'not_awarded', 'dropped', 'eliminated', 'ended', 'failed'))
);

-- Who may be drawn (评审专家库), and with whom they have a conflict of interest.
create table panellist (
    account text constraint panellist_once primary key,
    organisation text not null,
    fields text[] not null,
    from_industry boolean not null,
    active boolean not null,
    revision bigint not null,
    updated_at timestamptz not null
);
create table panellist_conflict (
    account text not null constraint panellist_conflict_of references panellist,
    organisation text not null,
    reason text not null,
    declared_by text not null,
    at timestamptz not null,
    constraint panellist_conflict_once primary key (account, organisation)
);

-- The hash of a secret that is made when a challenge is published, before anybody bids; the secret is told with the draw.
create table panel_commitment (
    challenge_id uuid not null constraint panel_commitment_challenge references challenge,
    round int not null,
    nonce_sha256 text not null,
    at timestamptz not null,
    constraint panel_commitment_once primary key (challenge_id, round)
);
create table panel_nonce (
    challenge_id uuid not null,
    round int not null,
    nonce text not null,
    constraint panel_nonce_once primary key (challenge_id, round),
    constraint panel_nonce_commitment foreign key (challenge_id, round) references panel_commitment (challenge_id, round)
);

create table panel_draw (
    challenge_id uuid not null,
    round int not null,
    attempt int not null,
    nonce text not null,
    bids_sha256 text not null,
    seed text not null,
    pool jsonb not null,
    pool_text text not null,
    pool_sha256 text not null,
    drawn_order text[] not null,
    letters uuid[] not null,
    seats int not null,
    from_industry int not null,
    criteria jsonb not null,
    organisation text not null,
    account text not null,
    at timestamptz not null,
    constraint panel_draw_once primary key (challenge_id, round, attempt),
    constraint panel_draw_commitment foreign key (challenge_id, round) references panel_commitment (challenge_id, round)
);

create table panel_seat (
    challenge_id uuid not null,
    round int not null,
    seat int not null,
    attempt int not null,
    account text not null,
    organisation text not null,
    from_industry boolean not null,
    score_until timestamptz not null,
    at timestamptz not null,
    constraint panel_seat_once primary key (challenge_id, round, seat),
    constraint panel_seat_of_account unique (challenge_id, round, attempt, account),
    constraint panel_seat_draw foreign key (challenge_id, round, attempt) references panel_draw (challenge_id, round, attempt)
);
create index panel_seat_by_account on panel_seat (account, at);
create index panel_seat_by_organisation on panel_seat (organisation, challenge_id);

create table panel_leave (
    challenge_id uuid not null,
    round int not null,
    seat int not null,
    reason_codes text[] not null,
    text text,
    at timestamptz not null,
    constraint panel_leave_once primary key (challenge_id, round, seat),
    constraint panel_leave_seat foreign key (challenge_id, round, seat) references panel_seat (challenge_id, round, seat)
);

create table panel_score (
    challenge_id uuid not null,
    round int not null,
    seat int not null,
    bid_id uuid not null constraint panel_score_bid references bid,
    marks jsonb not null,
    total numeric(5, 2) not null,
    comment text,
    at timestamptz not null,
    constraint panel_score_once primary key (challenge_id, round, seat, bid_id),
    constraint panel_score_seat foreign key (challenge_id, round, seat) references panel_seat (challenge_id, round, seat),
    constraint panel_score_total check (total between 0 and 100)
);

create table bid_result (
    bid_id uuid constraint bid_result_once primary key constraint bid_result_bid references bid,
    challenge_id uuid not null,
    round int not null,
    score numeric(5, 2) not null,
    rank int not null,
    at timestamptz not null,
    constraint bid_result_rank unique (challenge_id, round, rank)
);

create table objection (
    objection_id uuid constraint objection_once primary key,
    challenge_id uuid not null constraint objection_challenge references challenge,
    round int not null,
    bid_id uuid not null constraint objection_bid references bid,
    organisation text not null,
    reason_codes text[] not null,
    text text not null,
    account text not null,
    at timestamptz not null,
    constraint objection_one_of_organisation unique (challenge_id, round, organisation)
);
create table objection_ruling (
    objection_id uuid constraint objection_ruling_once primary key constraint objection_ruling_objection references objection,
    upheld boolean not null,
    text text not null,
    organisation text not null,
    account text not null,
    at timestamptz not null
);

-- 三方签约
create table bid_signature (
    bid_id uuid not null constraint bid_signature_bid references bid,
    party text not null,
    contract_number text not null,
    amount_yuan numeric(16, 2) not null,
    organisation text not null,
    account text not null,
    at timestamptz not null,
    constraint bid_signature_once primary key (bid_id, party),
    constraint bid_signature_party check (party in ('enterprise', 'team', 'bureau'))
);

create table milestone_step (
    bid_id uuid not null constraint milestone_step_bid references bid,
    number int not null,
    milestone int not null,
    act text not null,
    reason_codes text[] not null,
    text text not null,
    organisation text not null,
    account text not null,
    at timestamptz not null,
    constraint milestone_step_number primary key (bid_id, number),
    constraint milestone_step_act check (act in ('reported', 'reached', 'missed')),
    constraint milestone_step_reasons check ((act = 'missed') = (cardinality(reason_codes) > 0))
);

create table bid_acceptance (
    bid_id uuid constraint bid_acceptance_once primary key constraint bid_acceptance_bid references bid,
    met boolean not null,
    measurements jsonb not null,
    organisation text not null,
    account text not null,
    at timestamptz not null
);

create table bid_payment (
    bid_id uuid not null constraint bid_payment_bid references bid,
    number int not null,
    kind text not null,
    milestone int,
    source text not null,
    amount_yuan numeric(16, 2) not null,
    reference text not null,
    paid_on date not null,
    organisation text not null,
    account text not null,
    at timestamptz not null,
    constraint bid_payment_number primary key (bid_id, number),
    constraint bid_payment_kind check (kind in ('milestone', 'acceptance', 'clawback') and (kind = 'milestone') = (milestone is not null)),
    constraint bid_payment_source check (source in ('enterprise', 'subsidy') and (kind <> 'clawback' or source = 'subsidy')),
    constraint bid_payment_amount check (amount_yuan > 0)
);
