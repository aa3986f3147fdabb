-- A decided match of an expert who was erased is left for the counts alone: talent_id is anybody's, and no text is left.
alter table match add column erased_at timestamptz;
