-- Written for one row at a time: without a sub-select there is nothing to make ready for each statement.
drop policy idempotency_key_caller on idempotency_key;
create policy idempotency_key_caller on idempotency_key to matchmaking_api using (starts_with(scope, caller_organisation() || ' '));
drop policy audit_unchained_caller on audit_unchained;
create policy audit_unchained_caller on audit_unchained for insert to matchmaking_api with check (actor_organisation = caller_organisation());
