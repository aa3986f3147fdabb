-- Accounts that were erased: the bare id, so that it is given to nobody and what was done can be shown.
create table erased_account (
    account_id uuid constraint erased_account_once primary key,
    credit_code text not null,
    erased_at timestamptz not null,
    certificate text not null,
    digest text not null
);
alter table erased_account enable row level security;
create policy erased_account_worker on erased_account to matchmaking_worker using (true);
-- Who may administer an account may know that it was erased.
grant select on erased_account to matchmaking_api;
create policy erased_account_read on erased_account for select to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_administers()) and credit_code = (select caller_organisation())));
