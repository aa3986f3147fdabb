-- Requests read what models and trainings there are; copies of profiles, needs, decisions and features are for the ranking alone. What an enterprise or an
-- institute may ask of them is answered from memory, where GetWhyNot and its neighbours ask whose it is.
do $$
declare kept text;
begin
    foreach kept in array array['ranking_model', 'model_promotion', 'training', 'calibration', 'ranked_list'] loop
        execute format('alter table %I enable row level security', kept);
        execute format('grant select on %I to matchmaking_api', kept);
        execute format('create policy %I on %I to matchmaking_worker using (true)', kept || '_worker', kept);
        execute format('create policy %I on %I for select to matchmaking_api using ((select caller_is_bureau()))', kept || '_read', kept);
    end loop;
end $$;

grant insert on training to matchmaking_api;
create policy training_insert on training for insert to matchmaking_api with check ((select caller_is('operator')));

-- A list is made again for whom its need's region is.
alter table demand enable row level security;
grant select on demand to matchmaking_api;
create policy demand_worker on demand to matchmaking_worker using (true);
create policy demand_read on demand for select to matchmaking_api using (
    (select caller_is('operator')) or ((select caller_is('reviewer')) and caller_serves(demand ->> 'regionCode')));
