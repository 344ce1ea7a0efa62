-- Offers that were presented, declined and withdrawn.
alter table quote drop constraint quote_state_check;
alter table quote add constraint quote_state_check
    check (state in ('draft', 'priced', 'pendingApproval', 'approved', 'rejected', 'presented', 'declined', 'withdrawn',
                     'accepted', 'ordered', 'expired', 'cancelled'));
drop index quote_overdue;
create index quote_overdue on quote (valid_until)
    where state in ('draft', 'priced', 'pendingApproval', 'approved', 'presented');

-- Revisions as they were submitted, or left without. The present one is in quote as well; one that was submitted before this
-- migration is added when it is left.
create table quote_revision (
    quote_id      uuid        not null references quote,
    revision      integer     not null check (revision >= 1),
    tenant_id     text        not null,
    version       bigint      not null check (version >= 1),
    document      jsonb       not null,
    created_at    timestamptz not null,
    created_by    text,
    frozen_at     timestamptz not null,
    ended_in      text,
    ended_by      text,
    reason        text,
    superseded_at timestamptz,
    primary key (quote_id, revision),
    check ((ended_in is null) = (superseded_at is null))
);
select cpq_isolate('quote_revision');
