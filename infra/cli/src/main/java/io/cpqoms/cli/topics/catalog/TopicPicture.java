package io.cpqoms.cli.topics.catalog;

import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicKind;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The picture of producers → topics → consumers as SVG: three columns and a line for each right. Dead letters stay out. */
final class TopicPicture {
    private static final int ROW = 46;
    private static final int TOP = 60;
    private static final int SERVICE_WIDTH = 170;
    private static final int TOPIC_WIDTH = 250;
    private static final int TOPIC_X = 330;
    private static final int CONSUMER_X = 740;
    private static final int WIDTH = CONSUMER_X + SERVICE_WIDTH + 20;
    private static final int BOX_HEIGHT = 30;

    private final List<RegisteredTopic> topics;
    private final Map<String, Integer> producers = new LinkedHashMap<>();
    private final Map<String, Integer> consumers = new LinkedHashMap<>();
    private final StringBuilder svg = new StringBuilder();

    TopicPicture(TopicRegistry registry) {
        topics = registry.all().stream().filter(topic -> !topic.isDeadLetter()).toList();
        for (String service : registry.services().keySet()) {
            if (topics.stream().anyMatch(topic -> topic.producers().contains(service))) {
                producers.put(service, producers.size());
            }
            if (topics.stream().anyMatch(topic -> topic.consumers().contains(service))) {
                consumers.put(service, consumers.size());
            }
        }
    }

    String svg() {
        int rows = Math.max(topics.size(), Math.max(producers.size(), consumers.size()));
        int height = TOP + rows * ROW + 10;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">"
                        .formatted(WIDTH, height));
        line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>".formatted(WIDTH, height));
        heading(20, "writes");
        heading(TOPIC_X, "topic");
        heading(CONSUMER_X, "reads");
        lines();
        producers.forEach((service, row) -> box(20, row, SERVICE_WIDTH, service, "#e8f0fe"));
        consumers.forEach((service, row) -> box(CONSUMER_X, row, SERVICE_WIDTH, service, "#e8f0fe"));
        for (int row = 0; row < topics.size(); row++) {
            RegisteredTopic topic = topics.get(row);
            box(TOPIC_X, row, TOPIC_WIDTH, topic.name(), topic.kind() == TopicKind.COMMAND ? "#fde7d3" : "#e6f4ea");
        }
        line("</svg>");
        return svg.toString();
    }

    private void lines() {
        for (int row = 0; row < topics.size(); row++) {
            for (String service : topics.get(row).producers()) {
                curve(20 + SERVICE_WIDTH, Objects.requireNonNull(producers.get(service)), TOPIC_X, row);
            }
            for (String service : topics.get(row).consumers()) {
                curve(TOPIC_X + TOPIC_WIDTH, row, CONSUMER_X, Objects.requireNonNull(consumers.get(service)));
            }
        }
    }

    private void curve(int fromX, int fromRow, int toX, int toRow) {
        int fromY = middle(fromRow);
        int toY = middle(toRow);
        int bend = (fromX + toX) / 2;
        line("<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"#9aa5b1\" stroke-width=\"1.2\"/>"
                .formatted(fromX, fromY, bend, fromY, bend, toY, toX, toY));
    }

    private void box(int x, int row, int width, String text, String colour) {
        int y = TOP + row * ROW;
        line("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"#5f6b7a\"/>"
                .formatted(x, y, width, BOX_HEIGHT, colour));
        line("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#1f2933\">%s</text>"
                .formatted(x + width / 2, y + 20, text));
    }

    private void heading(int x, String text) {
        line("<text x=\"%d\" y=\"35\" font-weight=\"bold\" fill=\"#5f6b7a\">%s</text>".formatted(x, text));
    }

    private static int middle(int row) {
        return TOP + row * ROW + BOX_HEIGHT / 2;
    }

    private void line(String text) {
        svg.append(text).append('\n');
    }
}
