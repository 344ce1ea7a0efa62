-- Who is told what: contacts, and one row per message that somebody shall get.

create table contact (
    tenant_id  text        not null,
    party_id   text        not null,
    email      text        not null,
    locale     text        not null,
    updated_at timestamptz not null,
    primary key (tenant_id, party_id)
);

create table notification_intent (
    id                  uuid        primary key,
    tenant_id           text        not null,
    -- The fact or command because of which the recipient is told; the same cause never leads to a second intent.
    cause_message_id    uuid        not null,
    template            text        not null,
    template_version    integer     not null,
    recipient           text        not null,
    channel             text        not null check (channel in ('email')),
    subject_type        text        not null,
    subject_id          text        not null,
    parameters          jsonb       not null,
    correlation_id      uuid        not null,
    state               text        not null default 'PENDING'
        check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN')),
    attempts            integer     not null default 0,
    next_attempt_at     timestamptz not null,
    -- Which claim a result belongs to; a result of an older claim is ignored.
    claim_id            uuid,
    claimed_by          text,
    claimed_at          timestamptz,
    provider_message_id text,
    cause               text,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    unique (tenant_id, cause_message_id, template, recipient)
);

-- Small, because only what waits is in it: the dispatcher looks here.
create index notification_intent_due on notification_intent (next_attempt_at, id) where state = 'PENDING';
create index notification_intent_in_flight on notification_intent (claimed_at) where state = 'SENDING';
create index notification_intent_subject on notification_intent (tenant_id, subject_id);
create index notification_intent_page on notification_intent (tenant_id, id);
