package io.cpqoms.quote.catalog;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The products of catalog versions: sets of rows, so by statements; every one of them names the tenant. */
@ApplicationScoped
public class CatalogProducts {

    private static final int PAGE = 500;

    private static final String PUT = """
        insert into catalog_product (catalog_version_id, tenant_id, product_id, name, product_class, bytes, document)
        select ?, ?, row.product_id, row.name, row.product_class, row.bytes, row.document::jsonb
          from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::text[]) as row (product_id, name, product_class, bytes, document)
        on conflict (catalog_version_id, product_id) do update
           set name = excluded.name, product_class = excluded.product_class, bytes = excluded.bytes, document = excluded.document\
        """;
    private static final String OF_VERSION = " from catalog_product where catalog_version_id = ? and tenant_id = ?";
    private static final String PAGE_OF = "select document" + OF_VERSION + " and product_id > ?"
            + " and (?::text is null or product_class = ?) and starts_with(name, ?) order by product_id limit ?";

    private final DataSource dataSource;

    CatalogProducts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Which products of a version are asked for. */
    public record Selection(Optional<String> productClass, String namePrefix) {

        public static final Selection ALL = new Selection(Optional.empty(), "");
    }

    /** A product as it was read, and how long its document is. */
    record Read(Product product, int length) {}

    /** The products after the given one, in order. */
    public List<Product> page(CatalogVersion version, Selection selection, String after, int limit) {
        return read(PAGE_OF, statement -> {
                    bind(statement, version.tenant(), version.id());
                    statement.setString(3, after);
                    statement.setString(4, selection.productClass().orElse(null));
                    statement.setString(5, selection.productClass().orElse(null));
                    statement.setString(6, selection.namePrefix());
                    statement.setInt(7, limit);
                })
                .stream()
                .map(Read::product)
                .toList();
    }

    /** All products in order; a page of them is in memory at a time. */
    Stream<Product> all(CatalogVersion version) {
        return Stream.iterate(
                        page(version, Selection.ALL, "", PAGE),
                        page -> !page.isEmpty(),
                        page -> page(
                                version,
                                Selection.ALL,
                                page.getLast().productId().value(),
                                PAGE))
                .flatMap(List::stream);
    }

    /** A product of the version, if it has it. */
    public Optional<Product> get(CatalogVersion version, ProductId product) {
        return find(version.tenant(), version.id(), List.of(product)).stream()
                .map(Read::product)
                .findFirst();
    }

    /** Those of the wanted products that the version has. */
    List<Read> find(TenantId tenant, CatalogVersionId version, Collection<ProductId> wanted) {
        return read("select document" + OF_VERSION + " and product_id = any(?)", statement -> {
            bind(statement, tenant, version);
            statement.setArray(
                    3,
                    array(
                            statement,
                            "text",
                            wanted.stream().map(ProductId::value).toList()));
        });
    }

    /** Which of the wanted products the version has, by their ids alone. */
    Set<ProductId> known(CatalogVersion version, Collection<ProductId> wanted) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select product_id" + OF_VERSION + " and product_id = any(?)")) {
            bind(statement, version.tenant(), version.id());
            statement.setArray(
                    3,
                    array(
                            statement,
                            "text",
                            wanted.stream().map(ProductId::value).toList()));
            Set<ProductId> known = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.add(new ProductId(rows.getString(1)));
                }
            }
            return known;
        } catch (SQLException e) {
            throw new IllegalStateException("The products of a catalog version could not be looked up", e);
        }
    }

    /** Adds the products; one that is there is replaced. */
    void put(CatalogVersion version, Collection<Product> products, ToIntFunction<Product> bytes) {
        update(PUT, statement -> {
            bind(statement, version.tenant(), version.id());
            statement.setArray(
                    3,
                    column(statement, products, product -> product.productId().value()));
            statement.setArray(4, column(statement, products, Product::name));
            statement.setArray(5, column(statement, products, Product::productClass));
            statement.setArray(
                    6,
                    array(
                            statement,
                            "int4",
                            products.stream().map(bytes::applyAsInt).toList()));
            statement.setArray(7, column(statement, products, CatalogDocuments.PRODUCT::write));
        });
    }

    /** Takes a product away, if it is there. */
    boolean remove(CatalogVersion version, ProductId product) {
        return update("delete" + OF_VERSION + " and product_id = ?", statement -> {
                    bind(statement, version.tenant(), version.id());
                    statement.setString(3, product.value());
                })
                > 0;
    }

    CatalogSize size(CatalogVersion version) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select count(*), coalesce(sum(bytes), 0)" + OF_VERSION)) {
            bind(statement, version.tenant(), version.id());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new CatalogSize(row.getInt(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The products of a catalog version could not be counted", e);
        }
    }

    @FunctionalInterface
    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private List<Read> read(String sql, Binding binding) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            List<Read> read = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String document = rows.getString(1);
                    read.add(new Read(CatalogDocuments.PRODUCT.read(document), document.length()));
                }
            }
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException("The products of a catalog version could not be read", e);
        }
    }

    private int update(String sql, Binding binding) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The products of a catalog version could not be written", e);
        }
    }

    private static void bind(PreparedStatement statement, TenantId tenant, CatalogVersionId version)
            throws SQLException {
        statement.setObject(1, version.value());
        statement.setString(2, tenant.value());
    }

    private static Array column(PreparedStatement statement, Collection<Product> products, Function<Product, String> of)
            throws SQLException {
        return array(statement, "text", products.stream().map(of).toList());
    }

    private static Array array(PreparedStatement statement, String type, List<?> values) throws SQLException {
        return statement.getConnection().createArrayOf(type, values.toArray());
    }
}
