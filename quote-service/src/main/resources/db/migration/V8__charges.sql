-- A fact of the former form could not be read by this release any more, so none may be left.
do $$
begin
    if exists (select from (values ('CatalogPartPublished', 'cpq.catalog.publications.v1', '"chargesHash":'),
                                       ('QuotePriced', 'cpq.quote.events.v1', '"recurring":'),
                                       ('QuoteSubmitted', 'cpq.quote.events.v1', '"recurring":'),
                                       ('QuoteAccepted', 'cpq.quote.events.v1', '"recurring":')) of_type (event_type, topic, member)
                where exists (select from outbox_message m
                               where m.topic = of_type.topic and m.event_type = of_type.event_type and position(of_type.member in m.value) = 0
                                 and not exists (select from outbox_stand s where s.shard = m.shard and pg_visible_in_snapshot(m.xid, s.published_to)))
                   or exists (select from outbox_parked p
                               where p.topic = of_type.topic and p.event_type = of_type.event_type and position(of_type.member in p.value) = 0
                                 and p.state in ('PARKED', 'RELEASED'))) then
        raise exception 'facts from before there were charges are not on Kafka yet: start the former release again, let its relay and its readers catch up, then upgrade';
    end if;
end $$;
