-- Offers that were presented, declined and withdrawn.
alter table quote drop constraint quote_state_check;
alter table quote add constraint quote_state_check
    check (state in ('draft', 'priced', 'pendingApproval', 'approved', 'rejected', 'presented', 'declined', 'withdrawn',
                     'accepted', 'ordered', 'expired', 'cancelled'));
drop index quote_overdue;
create index quote_overdue on quote (valid_until)
    where state in ('draft', 'priced', 'pendingApproval', 'approved', 'presented');

-- Revisions: each is kept when it is submitted, and once more as it was left, with what was decided on it. One that was submitted
-- before this migration, or never, is added when it is left. Lists read the columns and no document.
create table quote_revision (
    quote_id        uuid        not null references quote,
    revision        integer     not null check (revision >= 1),
    tenant_id       text        not null,
    version         bigint      not null check (version >= 1),
    state           text        not null,
    requested_by    text,
    valid_until     timestamptz not null,
    line_count      integer     not null check (line_count >= 0),
    currency        text        not null,
    list_total      numeric,
    exact_total     numeric,
    rounded_total   numeric,
    document        jsonb       not null,
    created_at      timestamptz not null,
    created_by      text,
    changed_at      timestamptz not null,
    ended_in        text,
    ended_by        text,
    reason          text,
    revised_by      text,
    revision_reason text,
    superseded_at   timestamptz,
    primary key (quote_id, revision),
    check ((exact_total is null) = (rounded_total is null)),
    check ((ended_in is null) = (superseded_at is null))
);
select cpq_isolate('quote_revision');
