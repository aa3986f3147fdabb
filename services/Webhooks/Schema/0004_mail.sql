-- Who gets notices by mail. The address stands in a box bound to the row; nothing but the link that confirms it is sent to an address before it was confirmed.
create table mail_subscription (
    subscription_id uuid constraint mail_subscription_identity primary key,
    account text not null,
    organisation text not null,
    -- As the token said when it was set: a member of an organisation, or of a bureau with its regions.
    is_member boolean not null,
    is_bureau boolean not null,
    regions text[] not null,
    address text not null,
    language text not null,
    wants text not null,
    pace text not null,
    confirmed_at timestamptz,
    -- Rises with every other address: a link confirms the one that it was sent to.
    address_number int not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint mail_subscription_once unique (account),
    constraint mail_subscription_language check (language in ('zh', 'en')),
    constraint mail_subscription_wants check (wants in ('important', 'all')),
    constraint mail_subscription_pace check (pace in ('immediately', 'daily'))
);
create index mail_subscription_by_organisation on mail_subscription (organisation) where confirmed_at is not null;
create index mail_subscription_of_bureau on mail_subscription (subscription_id) where is_bureau and confirmed_at is not null;

create table mail (
    mail_id uuid constraint mail_identity primary key,
    subscription_id uuid not null constraint mail_of_subscription references mail_subscription on delete cascade,
    kind text not null,
    state text not null default 'pending',
    attempts int not null default 0,
    due_at timestamptz not null,
    -- Set while somebody sends it; with due_at in the future until then, so that it falls due again when the sender has died.
    lease uuid,
    last_error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    constraint mail_kind check (kind in ('confirmation', 'notices')),
    constraint mail_state check (state in ('pending', 'sent', 'dead')),
    constraint mail_finished check ((state = 'pending') = (finished_at is null))
);
create index mail_due on mail (due_at) where state = 'pending';
create index mail_by_subscription on mail (subscription_id, created_at);
create index mail_by_age on mail (created_at);

-- A notice that goes by mail, once for a subscription; it waits until a mail takes it.
create table mail_notice (
    subscription_id uuid not null constraint mail_notice_subscription references mail_subscription on delete cascade,
    notice_id uuid not null constraint mail_notice_notice references notice on delete cascade,
    mail_id uuid constraint mail_notice_mail references mail on delete cascade,
    created_at timestamptz not null,
    constraint mail_notice_once primary key (subscription_id, notice_id)
);
create index mail_notice_waiting on mail_notice (subscription_id, created_at) where mail_id is null;
create index mail_notice_by_mail on mail_notice (mail_id) where mail_id is not null;
create index mail_notice_by_notice on mail_notice (notice_id);

-- An account that was erased gets no mail, whatever arrives later.
create table erased_mail_account (
    account text constraint erased_mail_account_once primary key,
    erased_at timestamptz not null
);

-- In the transaction of the notice: whoever tells of a turn need not know of mail.
create function notice_goes_by_mail() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into mail_notice (subscription_id, notice_id, created_at)
    select s.subscription_id, new.notice_id, new.created_at
    from mail_subscription s
    where s.confirmed_at is not null and (s.wants = 'all' or new.action_needed or new.is_end)
      and ((new.account is null and s.is_member and s.organisation = new.organisation)
        or (new.account = s.account and s.organisation = new.organisation)
        or (new.addressee = 'bureau' and s.is_bureau
            and (cardinality(s.regions) = 0 or exists (select from unnest(s.regions) served where starts_with(coalesce(new.region_code, ''), served)))))
    on conflict on constraint mail_notice_once do nothing;
    return null;
end $$;
create trigger notice_goes_by_mail after insert or update of organisation on notice for each row when (new.waits_for is null) execute function notice_goes_by_mail();

alter table mail_subscription enable row level security;
grant select, insert, update, delete on mail_subscription to matchmaking_api;
create policy mail_subscription_worker on mail_subscription to matchmaking_worker using (true);
create policy mail_subscription_own on mail_subscription to matchmaking_api using (account = (select caller_account()));

-- Requests see how their own mails fared, and ask for the one that confirms an address.
alter table mail enable row level security;
grant select, insert on mail to matchmaking_api;
create policy mail_worker on mail to matchmaking_worker using (true);
create policy mail_own on mail for select to matchmaking_api using (subscription_id in (select s.subscription_id from mail_subscription s));
create policy mail_insert on mail for insert to matchmaking_api with check (kind = 'confirmation' and subscription_id in (select s.subscription_id from mail_subscription s));

alter table mail_notice enable row level security;
create policy mail_notice_worker on mail_notice to matchmaking_worker using (true);
alter table erased_mail_account enable row level security;
grant select on erased_mail_account to matchmaking_api;
create policy erased_mail_account_worker on erased_mail_account to matchmaking_worker using (true);
create policy erased_mail_account_read on erased_mail_account for select to matchmaking_api using (account = (select caller_account()));
