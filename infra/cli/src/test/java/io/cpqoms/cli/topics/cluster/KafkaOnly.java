package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.Checkout;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import java.util.Set;

/** A real broker in a home of its own, open or secured, that starts empty. */
public final class KafkaOnly implements AutoCloseable {
    private final LocalStack stack;

    private KafkaOnly(StackOptions options) {
        stack = new LocalStack(options.withPorts(StackPorts.free()).withOnly(Set.of("kafka")));
        stack.reset(true, StackListener.SILENT);
        stack.up(bootstrap -> {}, StackListener.SILENT);
    }

    public static KafkaOnly open(String name) {
        return new KafkaOnly(options(name));
    }

    public static KafkaOnly secured(String name) {
        return new KafkaOnly(options(name).withSecurity());
    }

    private static StackOptions options(String name) {
        return StackOptions.of(Checkout.root())
                .withHome(Checkout.root().resolve("infra/cli/target/kafka-only").resolve(name));
    }

    public LocalStack stack() {
        return stack;
    }

    public String address() {
        return "127.0.0.1:" + stack.ports().of(StackPort.KAFKA);
    }

    /** The broker as this principal reaches it. */
    public KafkaConnection as(String principal) {
        return new KafkaConnection(address(), stack.kafkaSettings(principal));
    }

    @Override
    public void close() {
        stack.reset(true, StackListener.SILENT);
    }
}
