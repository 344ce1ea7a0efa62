package io.cpqoms.cli.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import client.audit.api.ProofApi;
import client.audit.api.TimelinesApi;
import client.audit.model.TimelineEntry;
import client.notification.api.ContactsApi;
import client.notification.api.NotificationsApi;
import client.notification.model.ContactBody;
import client.notification.model.Notification;
import client.order.api.OrdersApi;
import client.order.model.Order;
import client.order.model.Task;
import client.quote.ApiClient;
import client.quote.ApiException;
import client.quote.ApiResponse;
import client.quote.api.CatalogApi;
import client.quote.api.QuotesApi;
import client.quote.model.Acceptance;
import client.quote.model.CatalogVersion;
import client.quote.model.NewCatalogVersion;
import client.quote.model.NewCharge;
import client.quote.model.NewLine;
import client.quote.model.NewPrice;
import client.quote.model.NewProduct;
import client.quote.model.NewQuote;
import client.quote.model.NewStep;
import client.quote.model.Problem;
import client.quote.model.Quote;
import client.quote.model.QuoteSummary;
import client.search.api.SearchApi;
import client.search.model.FoundOrder;
import client.workflow.api.TasksApi;
import client.workflow.model.TaskDecision;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/** The demo's path from a catalog to a fulfilled order, by nothing but clients that were generated from the API documents. */
public final class DemoPath {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CUSTOMER = "lighthouse-hotel";

    private final BiFunction<String, String, Object> clients;

    /** @param clients gives the generated ApiClient of a service, by its name, for a person of a role */
    public DemoPath(BiFunction<String, String, Object> clients) {
        this.clients = clients;
    }

    public void walk() throws Exception {
        ContactsApi contacts = new ContactsApi(client("notification", "operator"));
        contacts.putContact(CUSTOMER, new ContactBody().email("hotel@generated.test").locale("en"), null, null);

        CatalogVersion catalog = publishedCatalog();
        QuotesApi quotes = new QuotesApi(client("quote", "sales"));
        Quote quote = quotes.openQuote(key(), newQuote(catalog.getCatalogVersionId()), null, null, null);
        assertThat(quote.getState()).isEqualTo(Quote.StateEnum.DRAFT);
        UUID id = quote.getQuoteId();
        quote = quotes.addQuoteLine(
                id, key(), version(quote), line("router-pro", 3, "25"), null, null, null);
        quote = quotes.priceQuote(id, key(), version(quote), null, null, null);
        assertThat(quote.getTotals().getExact().getAmount()).isEqualTo("3456.3750");

        submitAndApprove(quotes, id);
        accept(quotes, id);
        Order order = fulfilled(quotes, id);

        listed(quotes, id, catalog.getCatalogVersionId());
        found(order.getOrderId());
        told(id);
        proven(id);
    }

    private CatalogVersion publishedCatalog() throws ApiException {
        CatalogApi catalogs = new CatalogApi(client("quote", "catalog-admin"));
        CatalogVersion draft = catalogs.createCatalogVersion(
                key(),
                new NewCatalogVersion()
                        .name("Generated")
                        .addProductsItem(product("fibre-1000", "890.00"))
                        .addProductsItem(product("router-pro", "349.50")),
                null,
                null,
                null);
        CatalogVersion published =
                catalogs.publishCatalogVersion(draft.getCatalogVersionId(), key(), "\"0\"", null, null, null);
        assertThat(published.getState()).isEqualTo(CatalogVersion.StateEnum.PUBLISHED);
        return published;
    }

    /** The version comes with what was read, as its ETag; a refusal is a problem with everything that its type says. */
    private void submitAndApprove(QuotesApi quotes, UUID id) throws Exception {
        ApiResponse<Quote> read = quotes.getQuoteWithHttpInfo(QuotesApi.APIGetQuoteRequest.newBuilder().quoteId(id).build());
        Quote submitted = quotes.submitQuote(id, key(), etag(read), null, null, null);
        assertThat(submitted.getState()).isEqualTo(Quote.StateEnum.PENDING_APPROVAL);

        ApiException refusal = catchThrowableOfType(
                ApiException.class,
                () -> quotes.acceptQuote(id, key(), "*", new Acceptance().acceptedBy(CUSTOMER), null, null, null));
        ApiClient ofQuotes = client("quote", "sales");
        Problem problem = ofQuotes.getObjectMapper().readValue(refusal.getResponseBody(), Problem.class);
        assertThat(problem.getType()).isEqualTo("urn:cpq:problem:illegal-transition");
        assertThat(problem.getLegalCommands()).isNotEmpty().doesNotContain("accept");

        TasksApi tasks = new TasksApi(client("workflow", "approver"));
        String task = await("the approval task")
                .atMost(PATIENCE)
                .until(
                        () -> tasks.listTasks(null, 10, "open", id, null, null).getItems(),
                        open -> !open.isEmpty() && open.getFirst().getMayDecide())
                .getFirst()
                .getTaskId();
        tasks.completeTask(
                task,
                key(),
                new TaskDecision().decision(TaskDecision.DecisionEnum.APPROVE).reason("Margin holds."),
                null,
                null,
                null);
        eventually(() -> state(quotes, id), Quote.StateEnum.APPROVED);
    }

    private static void accept(QuotesApi quotes, UUID id) throws ApiException {
        Quote accepted =
                quotes.acceptQuote(id, key(), "*", new Acceptance().acceptedBy(CUSTOMER), null, null, null);
        assertThat(accepted.getAcceptedBy()).isEqualTo(CUSTOMER);
    }

    private Order fulfilled(QuotesApi quotes, UUID id) throws Exception {
        OrdersApi orders = new OrdersApi(client("order", "operator"));
        eventually(() -> state(quotes, id), Quote.StateEnum.ORDERED);
        UUID orderId = orders.listOrders(OrdersApi.APIListOrdersRequest.newBuilder().quoteId(id).build())
                .getItems()
                .getFirst()
                .getOrderId();
        OrdersApi.APIGetOrderRequest request =
                OrdersApi.APIGetOrderRequest.newBuilder().orderId(orderId).build();
        eventually(() -> orders.getOrder(request).getState(), Order.StateEnum.COMPLETED);
        assertThat(orders.getPlan(orderId, null, null, null).getTasks())
                .hasSize(6)
                .extracting(Task::getState)
                .containsOnly(Task.StateEnum.COMPLETED);
        return orders.getOrder(request);
    }

    /** Lists are narrowed, sorted and cut to the members one wants; what is known already is not sent again. */
    private static void listed(QuotesApi quotes, UUID id, UUID catalog) throws ApiException {
        List<QuoteSummary> listed = quotes.listQuotes(QuotesApi.APIListQuotesRequest.newBuilder()
                        .state(List.of("ordered"))
                        .customerId(CUSTOMER)
                        .currency("EUR")
                        .totalFrom("3000.00")
                        .sort("-createdAt")
                        .fields("quoteId,version")
                        .build())
                .getItems();
        assertThat(listed).first().satisfies(item -> {
            assertThat(item.getQuoteId()).isEqualTo(id);
            assertThat(item.getCurrency()).as("a member that was not asked for").isNull();
        });
        QuotesApi.APIGetQuoteRequest.Builder request =
                QuotesApi.APIGetQuoteRequest.newBuilder().quoteId(id);
        String etag = etag(quotes.getQuoteWithHttpInfo(request.build()));
        ApiException same = catchThrowableOfType(
                ApiException.class, () -> quotes.getQuote(request.ifNoneMatch(etag).build()));
        assertThat(same.getCode()).isEqualTo(304);
    }

    private void found(UUID orderId) {
        SearchApi search = new SearchApi(client("search", "sales"));
        await("search to find the order")
                .atMost(PATIENCE)
                .until(
                        () -> search.searchOrders(SearchApi.APISearchOrdersRequest.newBuilder()
                                        .q(CUSTOMER)
                                        .state("completed")
                                        .build())
                                .getItems(),
                        found -> found.stream().map(FoundOrder::getOrderId).anyMatch(orderId::equals))
                .forEach(order -> assertThat(order.getLines()).isNotEmpty());
    }

    private void told(UUID quoteId) {
        NotificationsApi notifications = new NotificationsApi(client("notification", "operator"));
        await("a mail to the customer")
                .atMost(PATIENCE)
                .until(
                        () -> notifications
                                .listNotifications(null, 50, "sent", quoteId.toString(), null, null)
                                .getItems(),
                        sent -> sent.stream().map(Notification::getRecipient).anyMatch(CUSTOMER::equals));
    }

    private void proven(UUID quoteId) throws client.audit.ApiException {
        TimelinesApi timelines = new TimelinesApi(client("audit", "auditor"));
        await("the timeline")
                .atMost(PATIENCE)
                .until(
                        () -> timelines.getQuoteTimeline(quoteId, null, 200, null, null).getItems(),
                        entries -> entries.stream()
                                .map(TimelineEntry::getEventType)
                                .toList()
                                .containsAll(List.of(
                                        "QuoteCreated", "QuoteApproved", "QuoteAccepted", "OrderCreated", "OrderCompleted")));
        assertThat(new ProofApi(client("audit", "auditor"))
                        .verifyTrail(ProofApi.APIVerifyTrailRequest.newBuilder().build())
                        .getIntact())
                .isTrue();
    }

    private static NewQuote newQuote(UUID catalogVersionId) {
        return new NewQuote()
                .customerId(CUSTOMER)
                .currency("EUR")
                .catalogVersionId(catalogVersionId)
                .externalReference("generated-1")
                .addLinesItem(line("fibre-1000", 3, "0"));
    }

    private static NewLine line(String productId, int quantity, String discountPercent) {
        return new NewLine().productId(productId).quantity(quantity).discountPercent(discountPercent);
    }

    private static NewProduct product(String id, String price) {
        return new NewProduct()
                .productId(id)
                .name(id)
                .productClass("connectivity")
                .discontinued(false)
                .addChargesItem(new NewCharge()
                        .chargeId("price")
                        .kind(NewCharge.KindEnum.ONE_TIME)
                        .addPricesItem(new NewPrice().currency("EUR").listUnitPrice(price)))
                .addFulfilmentItem(step("reserve", NewStep.ScopeEnum.LINE))
                .addFulfilmentItem(step("provision", NewStep.ScopeEnum.LINE).addDependsOnItem("reserve"))
                .addFulfilmentItem(step("ship", NewStep.ScopeEnum.ORDER).addDependsOnItem("provision"))
                .addFulfilmentItem(step("bill", NewStep.ScopeEnum.ORDER).addDependsOnItem("ship"));
    }

    private static NewStep step(String task, NewStep.ScopeEnum scope) {
        String partner =
                switch (task) {
                    case "provision" -> "provisioning";
                    case "bill" -> "billing";
                    default -> "warehouse";
                };
        return new NewStep().task(task).partner(partner).scope(scope);
    }

    private static Quote.StateEnum state(QuotesApi quotes, UUID id) throws ApiException {
        return quotes.getQuote(QuotesApi.APIGetQuoteRequest.newBuilder().quoteId(id).build())
                .getState();
    }

    private static <T> void eventually(Callable<T> actual, T expected) {
        await(expected.toString()).atMost(PATIENCE).until(actual, expected::equals);
    }

    private static String etag(ApiResponse<?> answer) {
        return answer.getHeaders().get("etag").getFirst();
    }

    private static String version(Quote quote) {
        return '"' + quote.getVersion().toString() + '"';
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Each service has an ApiClient of its own; who asks for one knows which. */
    @SuppressWarnings("unchecked")
    private <C> C client(String service, String role) {
        return (C) clients.apply(service, role);
    }
}
