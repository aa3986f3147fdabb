-- How likely a reviewer accepts the match, as the ranking told it; null while it could not say.
alter table match add column acceptance_probability double precision;
