-- Bookings of shared instruments are told to who books and to the owner, by organisation.
alter table notice add column booking_id uuid;
alter table notice drop constraint notice_addressee;
alter table notice add constraint notice_addressee check (addressee in ('enterprise', 'institute', 'bidder', 'account', 'bureau', 'booker', 'owner'));
