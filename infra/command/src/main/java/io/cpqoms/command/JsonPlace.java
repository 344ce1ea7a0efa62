package io.cpqoms.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** Where a pass over a JSON document stands, as a client would write it: {@code lines[0].quantity}. */
final class JsonPlace {

    /** An object or a list that is not closed yet. */
    private static final class Container {
        private final boolean list;
        private final Set<String> names = new HashSet<>();
        private String name = "";
        private int elements;

        Container(boolean list) {
            this.list = list;
        }
    }

    private final Deque<Container> open = new ArrayDeque<>();

    void enter(boolean list) {
        open.addLast(new Container(list));
    }

    void leave() {
        open.removeLast();
    }

    int depth() {
        return open.size();
    }

    /** Goes to a property; false when the object has had one of that name. */
    boolean property(String name) {
        Container object = open.getLast();
        object.name = name;
        return object.names.add(name);
    }

    /** Goes to the next value; answers how many its list or object has by now. */
    int value() {
        return open.isEmpty() ? 1 : ++open.getLast().elements;
    }

    /** The value that was reached last. */
    String here() {
        return path(0);
    }

    /** The list or object around it. */
    String around() {
        return path(1);
    }

    /** The value that would come now: the one that can't be read. */
    String next() {
        if (!open.isEmpty() && open.getLast().list) {
            open.getLast().elements++;
        }
        return here();
    }

    private String path(int without) {
        StringBuilder path = new StringBuilder();
        int steps = open.size() - without;
        for (Iterator<Container> containers = open.iterator(); steps > 0; steps--) {
            Container container = containers.next();
            if (container.list) {
                path.append('[').append(container.elements - 1).append(']');
            } else if (!container.name.isEmpty()) {
                path.append(path.isEmpty() ? "" : ".").append(container.name);
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
