-- The bookkeeping of imports is the same for every list.
alter table import_row rename column expert_id to row_id;
