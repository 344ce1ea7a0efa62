-- Who sent a command: a key belongs to its sender, so that nobody is given the answer to another one's command. Rows from before this
-- column, and those that an instance of the release before still writes during a rolling deployment, have an empty subject, which nobody
-- can have. They stay findable by whoever sends their key until retention takes them: carrying a repeated command out twice would be worse.
alter table command_record
    add column subject text not null default '',
    drop constraint command_record_pkey,
    add primary key (tenant_id, operation, idempotency_key, subject);
