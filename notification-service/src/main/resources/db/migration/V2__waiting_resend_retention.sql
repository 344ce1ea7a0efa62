-- Intents that wait for an address, that are sent again on demand, and that end some day.

alter table notification_intent
    -- Since when it could be sent: from here an attempt in vain is repeated, and an address is waited for, only so long.
    add column due_since timestamptz not null default now(),
    -- How many facts were told about it; the next one has the version after it.
    add column version   integer     not null default 0;

update notification_intent
   set due_since = created_at,
       version = case when state in ('SENT', 'FAILED') then 1 else 0 end;

alter table notification_intent drop constraint notification_intent_state_check;
alter table notification_intent add constraint notification_intent_state_check
    check (state in ('PENDING', 'WAITING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN'));

-- What waits for an address is due again when the patience with it ends.
drop index notification_intent_due;
create index notification_intent_due on notification_intent (next_attempt_at, id) where state in ('PENDING', 'WAITING');
create index notification_intent_waiting on notification_intent (tenant_id, recipient) where state = 'WAITING';
create index notification_intent_finished on notification_intent (updated_at) where state in ('SENT', 'FAILED', 'UNKNOWN');

-- Who had a message sent again and why, and how it stood then; goes with its intent.
create table notification_resend (
    intent_id        uuid        not null references notification_intent (id) on delete cascade,
    asked_at         timestamptz not null,
    asked_by         text        not null,
    reason           text        not null,
    accept_duplicate boolean     not null,
    state_before     text        not null,
    cause_before     text,
    primary key (intent_id, asked_at)
);
