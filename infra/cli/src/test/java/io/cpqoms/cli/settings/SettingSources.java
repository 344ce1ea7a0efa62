package io.cpqoms.cli.settings;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Reads every {@code @ConfigMapping} of the checkout from its source: the services' are no dependency of this module, and only a source has
 * the sentence that says what a setting is for.
 */
final class SettingSources {

    private static final List<String> LIBRARIES = List.of("infra/command", "infra/messaging", "infra/values");
    private static final Map<String, String> UNITS =
            Map.of("days", "d", "hours", "h", "minutes", "min", "seconds", "s", "millis", "ms");
    private static final List<String> ORDER = List.of("days", "hours", "minutes", "seconds", "millis");

    private final Map<String, List<DeclaredSetting>> byModule = new TreeMap<>();
    private final Map<String, String> constants = new TreeMap<>();

    /** The settings of each module that has some, in the order of their names. */
    static Map<String, List<DeclaredSetting>> read() throws IOException {
        SettingSources sources = new SettingSources();
        List<String> modules = new ArrayList<>(LIBRARIES);
        try (Stream<Path> folders = Files.list(Checkout.root())) {
            folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .forEach(modules::add);
        }
        for (String module : modules) {
            sources.parse(module, "values".equals(Path.of(module).getFileName().toString()));
        }
        for (String module : modules) {
            sources.parse(module, false);
        }
        sources.byModule.values().removeIf(List::isEmpty);
        return sources.byModule;
    }

    private void parse(String module, boolean onlyConstants) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(Checkout.root().resolve(module).resolve("src/main/java"))) {
            files = tree.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> onlyConstants || text(file).contains("@ConfigMapping"))
                    .sorted()
                    .toList();
        }
        List<DeclaredSetting> settings = byModule.computeIfAbsent(module, unused -> new ArrayList<>());
        if (files.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            settings.clear();
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(Trees.instance(task), settings).scan(new TreePath(unit), null);
            }
        }
        settings.sort(java.util.Comparator.comparing(DeclaredSetting::name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " is not readable", e);
        }
    }

    private final class Reader extends TreePathScanner<Void, Void> {
        private final Trees trees;
        private final List<DeclaredSetting> settings;

        Reader(Trees trees, List<DeclaredSetting> settings) {
            this.trees = trees;
            this.settings = settings;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            annotation(type.getModifiers(), "ConfigMapping")
                    .ifPresent(mapping -> group(getCurrentPath(), type, mapping.get("prefix")));
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void unused) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && variable.getInitializer() instanceof ExpressionTree value) {
                constant(value).ifPresent(text -> constants.put(type.getSimpleName() + "." + variable.getName(), text));
            }
            return super.visitVariable(variable, unused);
        }

        private void group(TreePath path, ClassTree type, String prefix) {
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    setting(path, type, prefix, method);
                }
            }
        }

        private void setting(TreePath path, ClassTree type, String prefix, MethodTree method) {
            boolean isItself =
                    annotation(method.getModifiers(), "WithParentName").isPresent();
            String name =
                    isItself ? prefix : prefix + "." + kebab(method.getName().toString());
            String returned = method.getReturnType().toString();
            for (Tree member : type.getMembers()) {
                if (member instanceof ClassTree nested && nested.getSimpleName().contentEquals(returned)) {
                    group(new TreePath(path, nested), nested, name);
                    return;
                }
            }
            String meaning = Optional.ofNullable(trees.getDocComment(new TreePath(path, method)))
                    .map(Reader::plain)
                    .orElse("");
            Optional<Map<String, String>> below = annotation(method.getModifiers(), "Below");
            settings.add(new DeclaredSetting(
                    name,
                    returned,
                    annotation(method.getModifiers(), "WithDefault").map(given -> given.get("value")),
                    bounds(method.getModifiers()),
                    below.map(given -> given.get("value")),
                    meaning));
        }

        private String bounds(ModifiersTree modifiers) {
            List<String> parts = new ArrayList<>();
            String least = end(modifiers, "Min");
            String most = end(modifiers, "Max");
            if (!least.isEmpty() || !most.isEmpty()) {
                parts.add(
                        most.isEmpty()
                                ? "at least " + least
                                : least.isEmpty() ? "at most " + most : least + " to " + most);
            }
            annotation(modifiers, "Pattern")
                    .ifPresent(
                            given -> parts.add(given.getOrDefault("message", "").replaceFirst("^is ", "")));
            annotation(modifiers, "NotBlank").ifPresent(given -> parts.add("not blank"));
            annotation(modifiers, "Below")
                    .ifPresent(given -> parts.add(
                            (given.containsKey("orEqual") ? "at most `" : "less than `") + given.get("value") + "`"));
            return String.join("; ", parts);
        }

        private String end(ModifiersTree modifiers, String end) {
            return annotation(modifiers, end)
                    .map(given -> given.getOrDefault("value", ""))
                    .or(() -> annotation(modifiers, "Duration" + end)
                            .map(given -> ORDER.stream()
                                    .filter(given::containsKey)
                                    .map(unit -> given.get(unit) + " " + UNITS.get(unit))
                                    .collect(Collectors.joining(" "))))
                    .orElse("");
        }

        /** The values of an annotation, if it is there. */
        private Optional<Map<String, String>> annotation(ModifiersTree modifiers, String name) {
            for (AnnotationTree annotation : modifiers.getAnnotations()) {
                if (annotation.getAnnotationType().toString().equals(name)) {
                    Map<String, String> values = new LinkedHashMap<>();
                    for (ExpressionTree argument : annotation.getArguments()) {
                        if (argument instanceof AssignmentTree given) {
                            constant(given.getExpression())
                                    .ifPresent(text ->
                                            values.put(given.getVariable().toString(), text));
                        } else {
                            constant(argument).ifPresent(text -> values.put("value", text));
                        }
                    }
                    return Optional.of(values);
                }
            }
            return Optional.empty();
        }

        private Optional<String> constant(ExpressionTree expression) {
            if (expression instanceof LiteralTree literal && literal.getValue() != null) {
                return Optional.of(literal.getValue().toString());
            }
            if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return constant(sum.getLeftOperand())
                        .flatMap(left -> constant(sum.getRightOperand()).map(right -> left + right));
            }
            return expression instanceof MemberSelectTree member
                    ? Optional.ofNullable(constants.get(member.toString()))
                    : Optional.empty();
        }

        private static String kebab(String name) {
            return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }

        private static String plain(String javadoc) {
            return javadoc.replaceAll("\\{@(?:code|link) ([^}]+)}", "`$1`")
                    .replaceAll("\\s+", " ")
                    .replace("|", "\\|")
                    .strip();
        }
    }
}
