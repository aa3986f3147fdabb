-- True when the caller is not limited to regions, or limits (of an account or client) lie within the caller's.
create function caller_covers(limits text[]) returns boolean language sql stable parallel safe as $$
    select coalesce(current_setting('app.regions', true), '') = ''
        or (cardinality(limits) > 0 and not exists (select from unnest(limits) region where not caller_serves(region)))
$$;
-- Reviewers have no say over accounts, also not over those of their own bureau.
create function caller_administers() returns boolean language sql stable parallel safe as $$
    select caller_is('enterprise') or caller_is('institute')
$$;

-- Inserted by the worker alone: nobody has a token before the organisation stands.
alter table organisation enable row level security;
grant select, update, delete on organisation to matchmaking_api;
create policy organisation_worker on organisation to matchmaking_worker using (true);
create policy organisation_caller on organisation to matchmaking_api
    using (credit_code = (select caller_organisation()) or ((select caller_is('operator')) and caller_serves(region_code)));
create policy organisation_change on organisation as restrictive for update to matchmaking_api using ((select caller_is('operator')));
create policy organisation_reject on organisation as restrictive for delete to matchmaking_api using ((select caller_is('operator')) and status = 'pending');

-- What an operator limited to regions may administer: organisations seated there, and of bureaus those who are limited to no more.
alter table account enable row level security;
grant select, insert, update on account to matchmaking_api;
create policy account_worker on account to matchmaking_worker using (true);
create policy account_caller on account to matchmaking_api using (
    ((select caller_administers()) and credit_code = (select caller_organisation()))
    or ((select caller_is('operator')) and case
        when role in ('reviewer', 'operator') then caller_covers(regions)
        else exists (select from organisation o where o.credit_code = account.credit_code) end));

alter table client enable row level security;
grant select, insert, update on client to matchmaking_api;
create policy client_worker on client to matchmaking_worker using (true);
create policy client_caller on client to matchmaking_api using (
    ((select caller_administers()) and credit_code = (select caller_organisation()))
    or ((select caller_is('operator')) and case
        when role in ('reviewer', 'operator') then caller_covers(regions)
        else exists (select from organisation o where o.credit_code = client.credit_code) end));

-- Requests store hashes and cannot read one.
alter table account_password enable row level security;
grant insert on account_password to matchmaking_api;
create policy account_password_worker on account_password to matchmaking_worker using (true);
create policy account_password_caller on account_password to matchmaking_api using (exists (select from account a where a.account_id = account_password.account_id));

alter table client_secret enable row level security;
grant insert, delete, select (secret_id, client_id, created_at, expires_at), update (expires_at) on client_secret to matchmaking_api;
create policy client_secret_worker on client_secret to matchmaking_worker using (true);
create policy client_secret_caller on client_secret to matchmaking_api using (exists (select from client c where c.client_id = client_secret.client_id));

alter table sign_in enable row level security;
grant select on sign_in to matchmaking_api;
create policy sign_in_worker on sign_in to matchmaking_worker using (true);
create policy sign_in_caller on sign_in to matchmaking_api
    using ((select caller_is('operator')) and (credit_code is null or exists (select from organisation o where o.credit_code = sign_in.credit_code)));
