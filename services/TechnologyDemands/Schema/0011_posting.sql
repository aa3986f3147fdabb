-- By the key of the one need, for the needs of the caller's organisation, read for every publication, grew with what it had posted; and with plans that are kept,
-- where a function in plain SQL is planned anew for each call: 18 publications a second became 600 for an enterprise with 20,000 needs.
create or replace function note_demand_pieces(noted uuid, pieces int[]) returns void language plpgsql volatile security definer set search_path = public as $$
begin
    if not (caller_is_bureau() or exists (select from demand where demand_id = noted and enterprise_code = caller_organisation())) then
        return;
    end if;

    delete from demand_piece where demand_id = noted;
    insert into demand_piece (piece, demand_id) select distinct piece, noted from unnest(pieces) piece
    on conflict on constraint demand_piece_once do nothing;
end
$$;

-- Drafts are the most of what is posted and are looked for by their owners, through their own key; with them in it the index took a tenth of what storing one took.
drop index demand_by_status;
create index demand_by_status on demand (status, demand_id) where status <> 'draft';
