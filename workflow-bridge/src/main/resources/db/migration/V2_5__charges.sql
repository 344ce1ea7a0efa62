-- A fact of the former form could not be read by this release any more, so none may be left.
do $$
begin
    if exists (select from (values ('QuoteSubmitted', 'cpq.quote.events.v1', '"recurring":'),
                                       ('QuoteAccepted', 'cpq.quote.events.v1', '"recurring":'),
                                       ('OrderCreated', 'cpq.order.events.v1', '"recurring":')) of_type (event_type, topic, member)
                where exists (select from inbox_parked p
                               where p.topic = of_type.topic and position(convert_to('"' || of_type.event_type || '"', 'UTF8') in p.value) > 0
                                 and position(convert_to(of_type.member, 'UTF8') in p.value) = 0)
                   or exists (select from dead_letter d
                               where d.topic = of_type.topic and d.event_type = of_type.event_type and d.state in ('OPEN', 'ASSIGNED', 'FIXED')
                                 and position(convert_to(of_type.member, 'UTF8') in coalesce(d.repaired_value, d.value)) = 0)) then
        raise exception 'facts from before there were charges wait here, held back or as open dead letters: start the former release again, see them to their end, then upgrade';
    end if;
end $$;
